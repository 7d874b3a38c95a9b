/** The mail to somebody whose profile was protected by another: that something changed, and not what. Pure. */
import { m } from '#messages'
import type { NewMail } from '#platform/mail/mail.ts'
import { addressesIn } from '#features/registry/addresses.ts'

export function protectionMail({ key, to }: { key: string; to: NewMail['to'] }): NewMail {
  const locale = { locale: to.language }
  return {
    occasion: 'seat_news',
    key: `profile:${key}`,
    to,
    words: {
      subject: m.profiles_mail_subject({}, locale),
      paragraphs: [m.profiles_mail_text({}, locale)],
      action: { label: m.profiles_open({}, locale), path: addressesIn(to.language).profile() },
      foot: m.people_news_foot({}, locale),
    },
  }
}
