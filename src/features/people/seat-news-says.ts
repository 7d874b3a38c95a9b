/** The mails that tell what became of a seat. Pure. */
import { m } from '#messages'
import type { NewMail } from '#platform/mail/mail.ts'
import { addressesIn } from '#features/registry/addresses.ts'

const NEWS = {
  given: { subject: m.people_news_given_subject, text: m.people_news_given },
  accepted: { subject: m.people_news_accepted_subject, text: m.people_news_accepted },
  ended: { subject: m.people_news_ended_subject, text: m.people_news_ended },
  handed_to: { subject: m.people_news_handed_to_subject, text: m.people_news_handed_to },
  handed_from: { subject: m.people_news_handed_from_subject, text: m.people_news_handed_from },
  revoked: { subject: m.people_news_revoked_subject, text: m.people_news_revoked },
} as const
export type SeatNews = keyof typeof NEWS

/** Whoever has lost the seat, or never had it, is led to no team. */
const LEADS_TO_TEAM: readonly SeatNews[] = ['given', 'accepted', 'handed_to']

export function seatNewsMail(told: {
  news: SeatNews
  of: string
  /** null: not public; no mail names it */
  place: string | null
  slug: string
  to: NewMail['to']
}): NewMail {
  const locale = { locale: told.to.language }
  const place = told.place ?? m.people_place_unnamed({}, locale)
  const to = addressesIn(told.to.language)
  return {
    occasion: 'seat_news',
    key: `${told.news}:${told.of}`,
    to: told.to,
    words: {
      subject: NEWS[told.news].subject({ place }, locale),
      paragraphs: [NEWS[told.news].text({ place }, locale)],
      ...(LEADS_TO_TEAM.includes(told.news) && told.place !== null
        ? { action: { label: m.people_team_open({}, locale), path: to.team(told.slug) } }
        : {}),
      foot: m.people_news_foot({}, locale),
    },
  }
}
