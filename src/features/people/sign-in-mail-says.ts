/** The mails of signing in: the one that carries a link, and the one that tells of a browser not seen before. Pure. */
import { m } from '#messages'
import { formatMoment } from '#platform/language/format.ts'
import type { NewMail } from '#platform/mail/mail.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import { LINK_MINUTES } from './link-life.ts'
import type { Account } from './person.queries.server.ts'

export function linkMail({ id, email, language }: Account, token: string): NewMail {
  const locale = { locale: language }
  return {
    occasion: 'sign_in_link',
    key: token.slice(0, 12),
    to: { personId: id, address: email, language },
    words: {
      subject: m.people_link_mail_subject({}, locale),
      paragraphs: [m.people_link_mail_text({ minutes: LINK_MINUTES }, locale)],
      action: { label: m.people_link_mail_button({}, locale), path: addressesIn(language).signInLink(token) },
      foot: m.people_link_mail_foot({}, locale),
    },
  }
}

/** Neither the address of the network nor a place: the browser as it names itself, and the moment. */
export function newSignInMail(
  { zone, ...to }: NewMail['to'] & { zone: string },
  session: { id: string; agent: string; at: Date },
): NewMail {
  const { language } = to
  const locale = { locale: language }
  const date = formatMoment(session.at, { language, zone })
  const agent = session.agent || m.people_session_unknown({}, locale)
  return {
    occasion: 'sign_in_news',
    key: session.id,
    to,
    words: {
      subject: m.people_new_sign_in_subject({}, locale),
      paragraphs: [m.people_new_sign_in_text({ date, zone, agent }, locale), m.people_new_sign_in_do({}, locale)],
      action: { label: m.people_new_sign_in_button({}, locale), path: addressesIn(language).account() },
      foot: m.people_new_sign_in_foot({}, locale),
    },
  }
}
