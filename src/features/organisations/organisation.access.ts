/** Who may propose an organisation, edit it and verify it. Pure. */
import type { Actor, Seat } from '#features/registry/actor.ts'

/** `hubs`: those that look after its region. */
export type OrganisationFacts = { id: string; hubs: readonly string[]; verified: boolean }

export type EditRefusal = 'not_signed_in' | 'ask_a_representative' | 'not_yours'
export type ProposeRefusal = 'not_signed_in' | 'no_city_seat'
export type VerifyRefusal = 'not_signed_in' | 'verified_already' | 'not_your_region'

/** null, here and below: go ahead. */
export function whyNotEdit(actor: Actor, organisation: OrganisationFacts): EditRefusal | null {
  if (actor.kind === 'system') return null
  if (actor.kind === 'visitor') return 'not_signed_in'
  if (looksAfter(actor.seats, organisation)) return null
  const own = actor.seats.filter((seat) => seat.placeId === organisation.id)
  if (own.some((seat) => seat.role === 'representative')) return null
  return own.length > 0 ? 'ask_a_representative' : 'not_yours'
}

export function whyNotPropose(actor: Actor): ProposeRefusal | null {
  if (actor.kind === 'system') return null
  if (actor.kind === 'visitor') return 'not_signed_in'
  return actor.seats.some((seat) => seat.place === 'city' || isManager(seat)) ? null : 'no_city_seat'
}

/** The same for saying why not: both are the word of a hub. */
export function whyNotVerify(actor: Actor, organisation: OrganisationFacts): VerifyRefusal | null {
  if (actor.kind === 'visitor') return 'not_signed_in'
  if (actor.kind === 'person' && !looksAfter(actor.seats, organisation)) return 'not_your_region'
  return organisation.verified ? 'verified_already' : null
}

/** A hub of its region, or the secretariat, which looks after all. */
const looksAfter = (seats: readonly Seat[], { hubs }: OrganisationFacts): boolean =>
  seats.some((seat) => (isManager(seat) && hubs.includes(seat.placeId)) || isOfficer(seat))

const isManager = (seat: Seat): boolean => seat.place === 'hub' && seat.role === 'manager'
const isOfficer = (seat: Seat): boolean => seat.place === 'secretariat' && seat.role === 'officer'

/** Places whose word this actor gives. */
export const verifyingPlaces = (actor: Actor): string[] =>
  actor.kind === 'person'
    ? actor.seats.filter((seat) => isManager(seat) || isOfficer(seat)).map((seat) => seat.placeId)
    : []

/** The place in whose name the word of verification is given. */
export const verifyingPlace = (actor: Actor, { hubs }: OrganisationFacts): string | null =>
  actor.kind !== 'person'
    ? null
    : ((actor.seats.find((seat) => isManager(seat) && hubs.includes(seat.placeId)) ?? actor.seats.find(isOfficer))
        ?.placeId ?? null)
