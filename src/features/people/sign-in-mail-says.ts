/** The mail that carries a link to sign in with. Pure. */
import { m } from '#messages'
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
