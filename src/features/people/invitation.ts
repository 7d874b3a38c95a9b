/** What an invitation says, as somebody types it, and how its life can go. Pure. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import { isLanguage, type Language } from '#platform/language/languages.ts'
import { ROLES, type Role } from '#features/registry/seat.ts'

export const INVITATION_DAYS = 14
export const LONGEST = { email: 320, name: 200, note: 600 } as const

export type Invited = { email: string; name: string; role: Role; language: Language; note: string }

export type InvitationField = 'email' | 'name' | 'role' | 'language' | 'note'
export type FieldFault = 'missing' | 'not_an_address' | 'too_long' | 'not_a_role' | 'not_a_language'
export type Fault<Word extends string = FieldFault> = { field: InvitationField; fault: Word }

/** Every way an invitation can be when somebody opens it. */
export type InvitationState = 'open' | 'expired' | 'used' | 'revoked'

const ADDRESS = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/
const EVERY_ROLE: readonly string[] = Object.values(ROLES).flat()

/** All that is wrong at once: whoever typed it mends it once. */
export function readInvited(typed: Record<InvitationField, string>): Outcome<Invited, Fault[]> {
  const email = typed.email.trim().normalize('NFC').toLowerCase()
  const { role, language } = typed
  const faults: Fault[] = []
  const wrong = (field: InvitationField, fault: FieldFault) => void faults.push({ field, fault })
  if (email === '') wrong('email', 'missing')
  else if (email.length > LONGEST.email) wrong('email', 'too_long')
  else if (!ADDRESS.test(email)) wrong('email', 'not_an_address')
  if (typed.name.trim().length > LONGEST.name) wrong('name', 'too_long')
  if (typed.note.trim().length > LONGEST.note) wrong('note', 'too_long')
  if (role === '') wrong('role', 'missing')
  else if (!isRole(role)) wrong('role', 'not_a_role')
  if (!isLanguage(language)) wrong('language', language === '' ? 'missing' : 'not_a_language')
  return faults.length === 0 && isRole(role) && isLanguage(language)
    ? done({ email, name: plain(typed.name), role, language, note: typed.note.trim() })
    : refused(faults)
}

const isRole = (typed: string): typed is Role => EVERY_ROLE.includes(typed)

/** One line, in the letters it came in. */
const plain = (typed: string): string => typed.normalize('NFC').replace(/\s+/g, ' ').trim()

/** Addresses that no mail ever reaches (RFC 2606): the only ones that invented people may invite. */
export const isInventedAddress = (email: string): boolean => /\.(invalid|example|test)$/.test(email)
