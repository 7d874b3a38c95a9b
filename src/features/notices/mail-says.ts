/** Words for mail: what it was about, where it is, and why it is not there. */
import { m } from '#messages'
import type { MailFault, MailState, Occasion, Promised } from '#platform/mail/mail.ts'

const OCCASION: Record<Occasion, () => string> = {
  sign_in_link: m.notices_occasion_sign_in_link,
  sign_in_news: m.notices_occasion_sign_in_news,
  invitation: m.notices_occasion_invitation,
  seat_news: m.notices_occasion_seat_news,
  organisation_news: m.notices_occasion_organisation_news,
  report_news: m.notices_occasion_report_news,
  held_news: m.notices_occasion_held_news,
  test: m.notices_occasion_test,
  question: m.notices_occasion_question,
  digest: m.notices_occasion_digest,
  announcement: m.notices_occasion_announcement,
}
export const occasionName = (occasion: Occasion): string => OCCASION[occasion]()

const STATE: Record<MailState, () => string> = {
  waiting: m.notices_mail_state_waiting,
  sending: m.notices_mail_state_sending,
  sent: m.notices_mail_state_sent,
  failed: m.notices_mail_state_failed,
  suppressed: m.notices_mail_state_suppressed,
}
export const stateName = (state: MailState): string => STATE[state]()

const FAULT: Record<MailFault, () => string> = {
  relay_unreachable: m.notices_fault_relay_unreachable,
  relay_not_secure: m.notices_fault_relay_not_secure,
  relay_refused_login: m.notices_fault_relay_refused_login,
  relay_refused_sender: m.notices_fault_relay_refused_sender,
  relay_refused: m.notices_fault_relay_refused,
  address_refused: m.notices_fault_address_refused,
  address_bounced: m.notices_fault_address_bounced,
  address_suppressed: m.notices_fault_address_suppressed,
  opted_out: m.notices_fault_opted_out,
  too_large: m.notices_fault_too_large,
  not_known_whether_sent: m.notices_fault_not_known_whether_sent,
  other: m.notices_fault_other,
}
export const faultSentence = (fault: MailFault): string => FAULT[fault]()

const PROMISE: Record<Promised, () => string> = {
  at_least_once: m.notices_mail_promise_at_least_once,
  at_most_once: m.notices_mail_promise_at_most_once,
}
export const promiseName = (promise: Promised): string => PROMISE[promise]()
