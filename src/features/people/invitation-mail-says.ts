/** The mail that carries an invitation, in the language of whoever is invited. Pure. */
import { m } from '#messages'
import { formatDay } from '#platform/language/format.ts'
import type { NewMail } from '#platform/mail/mail.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import type { Invited } from './invitation.ts'
import { roleNameIn } from './role-says.ts'

export function invitationMail(
  invited: Pick<Invited, 'email' | 'role' | 'language'> & { place: string | null; inviter: string | null },
  { token, until, key }: { token: string; until: Date; key: string },
): NewMail {
  const { language } = invited
  const locale = { locale: language }
  const place = invited.place ?? m.people_place_unnamed({}, locale)
  const role = roleNameIn(invited.role, language)
  return {
    occasion: 'invitation',
    key,
    to: { personId: null, address: invited.email, language },
    words: {
      subject: m.people_invitation_mail_subject({ place }, locale),
      paragraphs: [
        invited.inviter
          ? m.people_invitation_mail_by({ name: invited.inviter, role, place }, locale)
          : m.people_invitation_mail_text({ role, place }, locale),
        m.people_invitation_mail_until({ date: formatDay(until, language) }, locale),
      ],
      action: { label: m.people_invitation_open({}, locale), path: addressesIn(language).invitation(token) },
      foot: m.people_invitation_mail_foot({}, locale),
    },
  }
}
