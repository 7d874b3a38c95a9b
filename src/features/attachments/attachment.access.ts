/**
 * Who may bring files to a place and say who sees them. The page and the server ask the same question.
 *
 * A city speaks through its signatory, focal point and editors, an organisation through its representatives: they add,
 * replace, show more widely, hang up again. Anybody in the place may show a file to fewer or take it down, and so may the
 * hub of its region and the secretariat: narrowing may not wait for anybody. What a hub took down, the place cannot put
 * back. Pure.
 */
import type { Actor, Seat } from '#features/registry/actor.ts'
import type { Role } from '#features/registry/seat.ts'

/** `hubs`: those that look after its region. */
export type HolderFacts = { id: string; kind: 'city' | 'organisation'; hubs: readonly string[] }

export type WhyNotBring = 'not_signed_in' | 'not_yours' | 'ask_an_editor' | 'ask_a_representative' | 'ask_the_place'
export type WhyNotNarrow = 'not_signed_in' | 'not_yours'

const SPEAK: Record<HolderFacts['kind'], readonly Role[]> = {
  city: ['signatory', 'focal_point', 'editor'],
  organisation: ['representative'],
}

/** null, here and below: go ahead. */
export function whyNotBring(actor: Actor, holder: HolderFacts): WhyNotBring | null {
  if (actor.kind === 'system') return null
  if (actor.kind === 'visitor') return 'not_signed_in'
  const own = actor.seats.filter((seat) => seat.placeId === holder.id)
  if (own.some((seat) => SPEAK[holder.kind].includes(seat.role))) return null
  if (own.length > 0) return holder.kind === 'city' ? 'ask_an_editor' : 'ask_a_representative'
  return looksAfter(actor.seats, holder) ? 'ask_the_place' : 'not_yours'
}

export function whyNotNarrow(actor: Actor, holder: HolderFacts): WhyNotNarrow | null {
  if (actor.kind === 'visitor') return 'not_signed_in'
  return sideOf(actor, holder) === null ? 'not_yours' : null
}

/** On whose behalf a file is taken down. */
export function sideOf(actor: Actor, holder: HolderFacts): 'place' | 'hub' | null {
  if (actor.kind === 'system') return 'place'
  if (actor.kind === 'visitor') return null
  if (actor.seats.some((seat) => seat.placeId === holder.id)) return 'place'
  return looksAfter(actor.seats, holder) ? 'hub' : null
}

const looksAfter = (seats: readonly Seat[], { hubs }: HolderFacts): boolean =>
  seats.some(
    (seat) =>
      (seat.place === 'hub' && seat.role === 'manager' && hubs.includes(seat.placeId)) ||
      (seat.place === 'secretariat' && (seat.role === 'officer' || seat.role === 'safeguards_officer')),
  )
