/** The mail to whoever insisted on a text: there is something to read, never what or about which thing. Pure. */
import { m } from '#messages'
import type { NewMail } from '#platform/mail/mail.ts'
import { addressesIn } from '#features/registry/addresses.ts'

export function heldMail({ id, to }: { id: string; to: NewMail['to'] }): NewMail {
  const locale = { locale: to.language }
  return {
    occasion: 'held_news',
    key: `held:${id}`,
    to,
    words: {
      subject: m.safeguards_hold_mail_subject({}, locale),
      paragraphs: [m.safeguards_hold_mail_text({}, locale)],
      action: { label: m.safeguards_hold_mail_open({}, locale), path: addressesIn(to.language).heldText(id) },
      foot: m.safeguards_hold_mail_foot({}, locale),
    },
  }
}
