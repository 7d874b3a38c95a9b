/** What is said of answering: refusals, faults, and who would see an answer, in words and numbers. */
import { m } from '#messages'
import { formatList } from '#platform/language/format.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Label } from '#features/registry/item.ts'
import type { ToldFault } from './answer-input.ts'
import type { WhyNotAnswer } from './answering.access.ts'
import type { SaidAudience, SaidReached } from './audience.ts'

const WHY: Record<WhyNotAnswer, () => string> = {
  no_seat: m.cities_answering_why_no_seat,
  other_city: m.cities_answering_why_other_city,
  contributor: m.cities_answering_why_contributor,
  reader: m.cities_answering_why_reader,
  organisation_elsewhere: m.cities_answering_why_organisation_elsewhere,
  hub: m.cities_answering_why_hub,
}
export const whyNotAnswerSaid = (why: WhyNotAnswer): string => WHY[why]()

const FAULT: Record<ToldFault, () => string> = {
  label_missing: m.cities_answering_error_label_missing,
  how_missing: m.cities_answering_error_how_missing,
  day_unreadable: m.cities_answering_error_day_unreadable,
  day_ahead: m.cities_answering_error_day_ahead,
  note_too_long: m.cities_answering_error_note_too_long,
  readers_missing: m.cities_answering_error_readers_missing,
}
export const toldFaultSaid = (fault: ToldFault | undefined): string | undefined => fault && FAULT[fault]()

const NOT_DONE = {
  stale: m.cities_answering_stale_act,
  wider_needs_lead: m.cities_answering_wider_needs_lead,
  earlier_than_present: m.cities_answering_error_earlier_than_present,
  not_stored: m.house_form_error_refused_write,
  needs_representative: m.cities_answering_needs_representative,
}
export const notDoneSaid = (why: keyof typeof NOT_DONE): string => NOT_DONE[why]()

const DONE = {
  unchanged: m.cities_answering_done_unchanged,
  shown: m.cities_answering_done_shown,
  released: m.cities_answering_done_released,
  withdrawn: m.cities_answering_done_withdrawn,
  kept: m.cities_answering_done_kept,
}
export const doneSaid = (done: keyof typeof DONE): string => DONE[done]()

/** "5 cities, 14 people" under the name of the label. */
export function reachSaid(label: Label, audience: SaidAudience, language: Language): string {
  if (label === 'public') return m.cities_answering_reach_public()
  if (label === 'cities') return m.cities_answering_reach_named()
  const { cities, people } = audience[label]
  const places = label === 'team' ? [] : [m.cities_answering_reach_cities({ count: cities })]
  return formatList([...places, ...peopleSaid(people)], language)
}

function peopleSaid(people: SaidReached['people']): string[] {
  if (people === 'unsaid') return []
  return [people === 'few' ? m.cities_answering_reach_few() : m.cities_answering_reach_people({ count: people.said })]
}
