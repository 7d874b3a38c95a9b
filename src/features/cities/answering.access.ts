/**
 * Who may answer for whom, who may change who sees it, who may release. The page and the server ask the same question.
 *
 * A city's administration speaks through its signatory, focal point and editors. Contributors and readers do not answer:
 * an answer counts for the whole administration, and there is no kind of respondent for one colleague's view. A partner
 * organisation answers as its own kind of respondent, from any of its seats; whether others see it, its representative
 * decides. Anybody in the place that gave an answer may show it more narrowly; more widely only whoever leads the place.
 * A city cannot narrow a partner's answer: it could silence it. Where nobody is left in the place that gave it, the
 * manager of the hub of the region narrows it.
 */
import type { Seat } from '#features/registry/actor.ts'
import { narrowness, type Label } from '#features/registry/item.ts'
import { leads } from '#features/registry/seat.ts'

export const ADMINISTRATION = 'administration'

/** For whom a seat answers questions about one city. */
export type Speaker = {
  as: 'administration' | 'partner'
  respondent: string
  /** null: the city itself */
  organisationId: string | null
  /** may show more widely and release */
  leads: boolean
}

export type WhyNotAnswer = 'no_seat' | 'other_city' | 'contributor' | 'reader' | 'organisation_elsewhere' | 'hub'

/** `partner`: set where the seat's organisation works with this city. */
export type AnswerFacts = { cityId: string; partner: { respondent: string } | null }
export type Sitting = Pick<Seat, 'placeId' | 'place' | 'role'>

/** Either a speaker, or the reason why this seat answers nothing about this city. */
export function speakerOf(seat: Sitting | null, { cityId, partner }: AnswerFacts): Speaker | WhyNotAnswer {
  if (seat === null) return 'no_seat'
  if (seat.place === 'hub' || seat.place === 'secretariat') return 'hub'
  if (seat.place === 'organisation') {
    if (partner === null) return 'organisation_elsewhere'
    return { as: 'partner', respondent: partner.respondent, organisationId: seat.placeId, leads: leads(seat) }
  }
  if (seat.placeId !== cityId) return 'other_city'
  if (seat.role === 'contributor' || seat.role === 'reader') return seat.role
  return { as: 'administration', respondent: ADMINISTRATION, organisationId: null, leads: leads(seat) }
}

export const isSpeaker = (found: Speaker | WhyNotAnswer): found is Speaker => typeof found !== 'string'

/** Who may see an answer; `readers`: ids of the named cities of the label `cities`. */
export type Sight = { label: Label; readers: readonly string[] }

const without = (some: readonly string[], others: readonly string[]) => some.some((each) => !others.includes(each))

/** Somebody would see it who did not: named cities may lie outside the region. */
export const widens = (to: Sight, from: Sight): boolean =>
  narrowness(to.label) < narrowness(from.label) ||
  (to.label === 'cities' && (from.label === 'region' || (from.label === 'cities' && without(to.readers, from.readers))))

/** Somebody would see it no longer. */
export const narrows = (to: Sight, from: Sight): boolean =>
  narrowness(to.label) > narrowness(from.label) ||
  (to.label === 'cities' && from.label === 'cities' && without(from.readers, to.readers))

export type WhyNotSight = 'wider_needs_lead' | 'not_your_answer'

/** null: go ahead. `organisationId`: who gave the answer, null for the city; `caretakers`: hubs that stand in where nobody is left. */
export function whyNotSight(
  seat: Sitting | null,
  answer: {
    cityId: string
    organisationId: string | null
    caretakers: readonly string[]
    from: Sight
    to: Sight
  },
): WhyNotSight | null {
  if (seat?.role === 'manager' && answer.caretakers.includes(seat.placeId))
    return widens(answer.to, answer.from) ? 'wider_needs_lead' : null
  if (seat?.placeId !== (answer.organisationId ?? answer.cityId)) return 'not_your_answer'
  return widens(answer.to, answer.from) && !leads(seat) ? 'wider_needs_lead' : null
}

export type WhyNotRelease = 'needs_representative' | 'not_a_partner'

/** A city's own answers need no releasing. */
export function whyNotRelease(speaker: Speaker | WhyNotAnswer): WhyNotRelease | null {
  if (!isSpeaker(speaker) || speaker.as !== 'partner') return 'not_a_partner'
  return speaker.leads ? null : 'needs_representative'
}

const KIND_OF_SECTOR: Record<string, string> = {
  civil_society: 'civil_society',
  faith: 'civil_society',
  police: 'police',
  education: 'school',
  health: 'health_social',
  social_services: 'health_social',
}

/** As which kind of respondent an organisation answers: civil society before anything else that it is. */
export function respondentOf(sectors: readonly string[]): string {
  const kinds = sectors.map((sector) => KIND_OF_SECTOR[sector]).filter((kind) => kind !== undefined)
  return kinds.includes('civil_society') ? 'civil_society' : (kinds[0] ?? 'other')
}
