/** The person of a request, as pages show it, and the actor that queries take. Pure. */
import { FALLBACK, isLanguage, type Language } from '#platform/language/languages.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { needsSecondStep } from '#features/registry/seat.ts'
import type { Known, SeatHeld } from './session.queries.server.ts'

/** What is missing before the seats of this person count: the code, or a second step that a seat asks for. */
export type Missing = 'code' | 'second_step'

export type PersonView = {
  id: string
  sessionId: string
  name: string
  email: string | null
  language: Language
  zone: string
  protected: boolean
  demonstration: boolean
  seats: SeatHeld[]
  /** The seat the person sits in just now. */
  sitsIn: SeatHeld | null
  missing: Missing | null
  /** The city whose provider let the person in; null: they came in a way of their own. */
  vouchedBy: string | null
  /** Seats in other places, which that provider cannot speak for. */
  elsewhere: number
}

/**
 * A city's provider speaks for seats in that city and for no other: whoever came by it sits nowhere else in this
 * session, whatever they prove besides. Seats that ask for a second step count only once it was taken; while a code is
 * awaited, none does.
 */
export function asPerson(
  known: Known,
  language: Language,
): { actor: Actor; person: PersonView; seat: SeatView | null } {
  const sure = known.assurance !== 'one'
  const awaitsCode = !sure && known.secondStep
  const within = known.seats.filter((seat) => known.vouchedBy === null || seat.placeId === known.vouchedBy)
  const counting = awaitsCode ? [] : within.filter((seat) => sure || !needsSecondStep(seat))
  const sitsIn = counting.find((seat) => seat.id === known.seatId) ?? counting[0] ?? null
  const missing = awaitsCode ? 'code' : counting.length < within.length ? 'second_step' : null
  return {
    actor: awaitsCode ? VISITOR : actorOf(known, counting),
    person: {
      id: known.personId,
      sessionId: known.sessionId,
      name: known.names[language] ?? known.name,
      email: known.email,
      language: isLanguage(known.language) ? known.language : FALLBACK,
      zone: known.zone,
      protected: known.protected,
      demonstration: known.demonstration,
      seats: counting,
      sitsIn,
      missing,
      vouchedBy: known.vouchedBy,
      elsewhere: known.seats.length - within.length,
    },
    seat: sitsIn?.place === 'city' ? { slug: sitsIn.slug, placeId: sitsIn.placeId, name: sitsIn.name } : null,
  }
}

const actorOf = (known: Known, seats: readonly SeatHeld[]): Actor => ({
  kind: 'person',
  id: known.personId,
  seats: seats.map(({ placeId, place, region, role }) => ({ placeId, place, region, role })),
  regions: [...new Set(seats.flatMap((seat) => seat.regions))],
  assurance: known.assurance,
  ...(known.vouchedBy === null ? {} : { within: known.vouchedBy }),
})
