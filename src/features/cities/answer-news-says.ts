/** The mail that tells a city's people that a partner released answers. It names nothing: what was said is for those whom its label reaches. Pure. */
import { m } from '#messages'
import type { NewMail } from '#platform/mail/mail.ts'
import { addressesIn } from '#features/registry/addresses.ts'

export function answersMail({ key, to }: { key: string; to: NewMail['to'] }): NewMail {
  const locale = { locale: to.language }
  return {
    occasion: 'announcement',
    key,
    to,
    words: {
      subject: m.notices_answers_mail_subject({}, locale),
      paragraphs: [m.notices_answers_mail({}, locale)],
      action: { label: m.notices_open({}, locale), path: addressesIn(to.language).notices() },
      foot: m.notices_answers_mail_foot({}, locale),
      stop: m.notices_answers_mail_stop({}, locale),
    },
  }
}
