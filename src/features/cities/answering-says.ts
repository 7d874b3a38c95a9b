/** What is said of answering: refusals and faults. */
import { m } from '#messages'
import type { ToldFault } from './answer-input.ts'
import type { WhyNotAnswer } from './answering.access.ts'

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
  held: m.safeguards_hold_now_waits,
}
export const doneSaid = (done: keyof typeof DONE): string => DONE[done]()
