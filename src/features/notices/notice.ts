/** What a person can be told, as a closed table: whose word it is, where it goes by default, whether it may be turned off. Pure. */

export const CHANNELS = ['mail', 'digest', 'here'] as const
/** mail: at once by mail. digest: in the next digest. here: on the page alone. Whatever is told stands on the page. */
export type NoticeChannel = (typeof CHANNELS)[number]

/** What a person chooses by. `fixed`: sign-in and safety go out by mail whatever was chosen. `offers`: what can be chosen. */
export const TOPICS = {
  seats: { fixed: true, default: 'mail', offers: ['mail'] },
  reports: { fixed: true, default: 'mail', offers: ['mail'] },
  organisations: { fixed: false, default: 'mail', offers: ['mail', 'digest', 'here'] },
  answers: { fixed: false, default: 'digest', offers: ['mail', 'digest', 'here'] },
  // what is asked by mail waits on the desk too; a question in a digest could not be answered from it
  questions: { fixed: false, default: 'mail', offers: ['mail', 'here'] },
} as const satisfies Record<string, { fixed: boolean; default: NoticeChannel; offers: readonly NoticeChannel[] }>
export type Topic = keyof typeof TOPICS
export const TOPIC_IDS = Object.keys(TOPICS) as Topic[]
export const FREE_TOPICS = TOPIC_IDS.filter((topic) => !TOPICS[topic].fixed)

/**
 * `withoutSubject`: told also where the reader may not see (any more) what it tells of, and then names nothing: whoever
 * lost a seat has to hear of it. All others vanish with their subject, from the list, the count and the digest.
 */
export const KINDS = {
  seat_given: { topic: 'seats', withoutSubject: true },
  seat_accepted: { topic: 'seats', withoutSubject: true },
  seat_ended: { topic: 'seats', withoutSubject: true },
  seat_handed_to: { topic: 'seats', withoutSubject: true },
  seat_handed_from: { topic: 'seats', withoutSubject: true },
  seat_revoked: { topic: 'seats', withoutSubject: true },
  report_owner_changed: { topic: 'reports', withoutSubject: true },
  report_owner_decided: { topic: 'reports', withoutSubject: true },
  report_owner_closed: { topic: 'reports', withoutSubject: true },
  organisation_verified: { topic: 'organisations', withoutSubject: true },
  organisation_put_back: { topic: 'organisations', withoutSubject: true },
  answers_released: { topic: 'answers', withoutSubject: false },
  answers_differ: { topic: 'answers', withoutSubject: false },
} as const satisfies Record<string, { topic: Topic; withoutSubject: boolean }>
export type NoticeKind = keyof typeof KINDS

export const isKind = (kind: string): kind is NoticeKind => Object.hasOwn(KINDS, kind)

/** Kinds that vanish with what they tell of. */
export const WITH_SUBJECT = (Object.keys(KINDS) as NoticeKind[]).filter((kind) => !KINDS[kind].withoutSubject)

export type Choices = Partial<Record<Topic, NoticeChannel>>

/** Where something goes for a person who chose so. While a person pauses, what is not safety waits for a digest. */
export function channelOf(topic: Topic, choices: Choices, paused: boolean): NoticeChannel {
  const { fixed, default: preset, offers } = TOPICS[topic]
  if (fixed) return 'mail'
  const wanted = choices[topic]
  const chosen = wanted !== undefined && (offers as readonly NoticeChannel[]).includes(wanted) ? wanted : preset
  return chosen === 'mail' && paused
    ? (offers as readonly NoticeChannel[]).includes('digest')
      ? 'digest'
      : 'here'
    : chosen
}

/** What is more than this is said as “more than”. */
export const MOST_COUNTED = 99
