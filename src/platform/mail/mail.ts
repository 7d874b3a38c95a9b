/** What a mail says, before it becomes text and HTML, and how its life can go. Content-free for anything that is not public: a link, not the thing. Pure. */
import type { Language } from '#platform/language/languages.ts'

export type MailWords = {
  subject: string
  /** One thought each. */
  paragraphs: readonly string[]
  /** The one thing to press; `path` begins with /, the address of the instance is put before it. */
  action?: { label: string; path: string }
  /** Why this mail came, and what to do when it should not have. */
  foot: string
  /** What the way to stop this kind of mail is called; shown where there is one. */
  stop?: string
}

export type Promised = 'at_least_once' | 'at_most_once'

export const OCCASIONS = {
  sign_in_link: 'at_least_once',
  sign_in_news: 'at_least_once',
  invitation: 'at_least_once',
  seat_news: 'at_least_once',
  organisation_news: 'at_least_once',
  report_news: 'at_least_once',
  held_news: 'at_least_once',
  test: 'at_least_once',
  question: 'at_most_once',
  digest: 'at_most_once',
  announcement: 'at_most_once',
} as const satisfies Record<string, Promised>
export type Occasion = keyof typeof OCCASIONS
type WithPromise<P extends Promised> = { [O in Occasion]: (typeof OCCASIONS)[O] extends P ? O : never }[Occasion]

/** Goes out to an address that refused mail before, too: whoever asks for a link to sign in is waiting for it. */
export const IN_ANY_CASE: readonly Occasion[] = ['sign_in_link', 'sign_in_news', 'test']

export type NewMail = {
  /** Whatever makes this occasion this one: a second mail with the same key is not written. */
  key: string
  to: { personId: string | null; address: string; language: Language }
  /** Not sent before: whoever it is for is left alone until then. */
  notBefore?: Date
} & (
  | { occasion: WithPromise<'at_least_once'>; words: MailWords }
  | { occasion: WithPromise<'at_most_once'>; words: MailWords & { stop: string } }
)

export const MAIL_STATES = ['waiting', 'sending', 'sent', 'failed', 'suppressed'] as const
export type MailState = (typeof MAIL_STATES)[number]

/** Why a mail is not there (yet). A page says them in words; what the relay said is kept beside. */
export const FAULTS = [
  'relay_unreachable',
  'relay_not_secure',
  'relay_refused_login',
  'relay_refused_sender',
  'relay_refused',
  'address_refused',
  'address_bounced',
  'address_suppressed',
  'opted_out',
  'too_large',
  'not_known_whether_sent',
  'other',
] as const
export type MailFault = (typeof FAULTS)[number]

/** Names that are reserved for examples: nobody's real box (RFC 2606, RFC 6761). A pattern for SQL and for here. */
export const NOBODYS = '@([^@]+[.])?(invalid|example|test|example[.](com|net|org))$'
