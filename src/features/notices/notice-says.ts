/** Words for notices, made when they are read: in the language of the page, or of a mail's reader. */
import { m } from '#messages'
import { FALLBACK, isLanguage, type Language } from '#platform/language/languages.ts'
import { addressesIn, type Addresses } from '#features/registry/addresses.ts'
import type { NoticeChannel, NoticeKind, Topic } from './notice.ts'
import type { NoticeLine, Subject } from './notice.queries.server.ts'

type Said = { locale: Language }
type Saying = {
  says: (names: Names, locale: Said) => string
  leads: (line: NoticeLine, to: Addresses) => string | null
}
type Names = { item: string; place: string }

const toTeam = ({ item }: NoticeLine, to: Addresses) => (item === null ? null : to.team(item.slug))
const toOrganisation = ({ item }: NoticeLine, to: Addresses) => (item === null ? null : to.organisation(item.slug))
const toReport = ({ detail }: NoticeLine, to: Addresses) =>
  detail['report'] ? to.reviewReport(detail['report']) : null
const toAnswers = ({ place }: NoticeLine, to: Addresses) => (place === null ? null : to.cityAnswers(place.slug))
const nowhere = () => null

const SAYINGS: Record<NoticeKind, Saying> = {
  seat_given: { says: ({ item }, in_) => m.people_news_given_subject({ place: item }, in_), leads: toTeam },
  seat_accepted: { says: ({ item }, in_) => m.people_news_accepted_subject({ place: item }, in_), leads: toTeam },
  seat_ended: { says: ({ item }, in_) => m.people_news_ended_subject({ place: item }, in_), leads: nowhere },
  seat_handed_to: { says: ({ item }, in_) => m.people_news_handed_to_subject({ place: item }, in_), leads: toTeam },
  seat_handed_from: {
    says: ({ item }, in_) => m.people_news_handed_from_subject({ place: item }, in_),
    leads: nowhere,
  },
  seat_revoked: { says: ({ item }, in_) => m.people_news_revoked_subject({ place: item }, in_), leads: nowhere },
  report_owner_changed: { says: (_, in_) => m.safeguards_report_mail_owner_changed({}, in_), leads: toReport },
  report_owner_decided: { says: (_, in_) => m.safeguards_report_mail_owner_decided({}, in_), leads: toReport },
  report_owner_closed: { says: (_, in_) => m.safeguards_report_mail_owner_closed({}, in_), leads: toReport },
  organisation_verified: { says: (_, in_) => m.organisations_news_verified({}, in_), leads: toOrganisation },
  organisation_put_back: { says: (_, in_) => m.organisations_news_put_back({}, in_), leads: toOrganisation },
  answers_released: {
    says: ({ item, place }, in_) => m.notices_answers_released({ organisation: item, city: place }, in_),
    leads: toAnswers,
  },
  answers_differ: {
    says: ({ item, place }, in_) => m.notices_answers_differ({ organisation: item, city: place }, in_),
    leads: toAnswers,
  },
}

export type NoticeSaid = { text: string; href: string | null; subject: Subject | null }

/** As its reader may see it. */
export function noticeSaid(line: NoticeLine, language: Language): NoticeSaid {
  const { says, leads } = SAYINGS[line.kind]
  const names = namesIn(line, language, () => true)
  return { text: says(names, { locale: language }), href: leads(line, addressesIn(language)), subject: line.item }
}

/** In a mail, which lies in other people's machines: what is not public is not named. */
export const noticeInMail = (line: NoticeLine, language: Language): string =>
  SAYINGS[line.kind].says(
    namesIn(line, language, (subject) => subject.open),
    { locale: language },
  )

function namesIn({ kind, item, place }: NoticeLine, language: Language, may: (subject: Subject) => boolean): Names {
  const in_ = { locale: language }
  const organisation = kind.startsWith('answers_')
  return {
    item:
      item && may(item)
        ? item.title
        : organisation
          ? m.notices_unnamed_organisation({}, in_)
          : m.people_place_unnamed({}, in_),
    place: place && may(place) ? place.title : m.notices_unnamed_city({}, in_),
  }
}

const TOPIC: Record<Topic, (inputs: object, options: Said) => string> = {
  seats: m.notices_topic_seats,
  reports: m.notices_topic_reports,
  organisations: m.notices_topic_organisations,
  answers: m.notices_topic_answers,
  questions: m.notices_topic_questions,
}
export const topicName = (topic: Topic, language: Language): string => TOPIC[topic]({}, { locale: language })

const CHANNEL: Record<NoticeChannel, () => string> = {
  mail: m.notices_channel_mail,
  digest: m.notices_channel_digest,
  here: m.notices_channel_here,
}
export const channelName = (channel: NoticeChannel): string => CHANNEL[channel]()

/** Days of the week are the calendar's own words; 1 is Monday. */
export const weekdayName = (weekday: number, language: string): string =>
  new Intl.DateTimeFormat(isLanguage(language) ? language : FALLBACK, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, weekday)),
  )
