/** The mail that asks. It says what kind of thing is asked, never about whom or what: that stands behind the link. Pure. */
import { m } from '#messages'
import { formatMoment } from '#platform/language/format.ts'
import type { NewMail } from '#platform/mail/mail.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import type { AskKind } from './ask.ts'

const TEXT = {
  still_so: m.asks_mail_still_so,
  still_here: m.asks_mail_still_here,
  release: m.asks_mail_release,
} as const satisfies Record<AskKind, unknown>

export function askMail(asked: {
  kind: AskKind
  key: string
  to: NewMail['to']
  zone: string
  token: string
  until: Date
}): NewMail {
  const { language } = asked.to
  const locale = { locale: language }
  return {
    occasion: 'question',
    key: asked.key,
    to: asked.to,
    words: {
      subject: m.asks_mail_subject({}, locale),
      paragraphs: [TEXT[asked.kind]({}, locale), m.asks_mail_how({}, locale)],
      action: { label: m.asks_mail_open({}, locale), path: addressesIn(language).answerAsk(asked.token) },
      foot: m.asks_mail_foot({ date: formatMoment(asked.until, { language, zone: asked.zone }) }, locale),
      stop: m.asks_mail_stop({}, locale),
    },
  }
}
