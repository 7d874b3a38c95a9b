/** Each refusal about a team as a sentence that says what to do, and what roles and languages may be called in a table. */
import { m } from '#messages'
import { LANGUAGE_IDS, LANGUAGES, type Language } from '#platform/language/languages.ts'
import { ROLES, type Role } from '#features/registry/seat.ts'
import type { AcceptFault } from './accept-invitation.server.ts'
import type { RowFault } from './bulk-invite.server.ts'
import type { EndFault, HandOverFault } from './end-seat.server.ts'
import type { Called, TableFault } from './invitation-csv.ts'
import type { InvitationField } from './invitation.ts'
import { roleNameIn } from './role-says.ts'
import type { ConfirmRefusal } from './seats.access.ts'

export type TeamFault =
  | RowFault['fault']
  | EndFault
  | HandOverFault
  | ConfirmRefusal
  | TableFault
  | 'not_utf8'
  | 'already'
  | 'may_not_protect'

const SENTENCES: Record<TeamFault, () => string> = {
  not_yours: m.people_fault_not_yours,
  ask_the_lead: m.people_fault_ask_the_lead,
  role_elsewhere: m.people_fault_role_elsewhere,
  role_above: m.people_fault_role_above,
  too_often: m.people_fault_too_many_today,
  already_seated: m.people_fault_already_seated,
  already_invited: m.people_fault_already_invited,
  invented_only: m.people_fault_invented_only,
  gone: m.people_fault_gone,
  hand_over_first: m.people_fault_hand_over_first,
  invented_stays: m.people_fault_invented_stays,
  nothing_to_hand_over: m.people_fault_nothing_to_hand_over,
  missing: m.people_fault_missing,
  not_an_address: m.people_fault_email,
  too_long: m.people_fault_too_long,
  not_a_role: m.people_fault_not_a_role,
  not_a_language: m.people_fault_not_a_language,
  twice: m.people_fault_twice,
  quote_open: m.people_fault_quote_open,
  too_large: m.people_fault_too_many_rows,
  too_many_rows: m.people_fault_too_many_rows,
  empty: m.people_fault_empty_table,
  no_columns: m.people_fault_no_columns,
  not_utf8: m.people_fault_not_utf8,
  own_seat: m.profiles_fault_own_seat,
  already: m.profiles_fault_already,
  may_not_protect: m.profiles_fault_may_not_protect,
}

export const teamFaultSentence = (fault: TeamFault): string => SENTENCES[fault]()

const ACCEPT: Record<AcceptFault, (inputs: { name: string }) => string> = {
  no_such_invitation: () => m.people_invitation_unknown(),
  expired: () => m.people_invitation_too_old(),
  revoked: () => m.people_invitation_taken_back(),
  used: () => m.people_invitation_used(),
  sign_in_first: () => m.people_invitation_sign_in_first(),
  other_person: m.people_invitation_other_person,
  name_missing: () => m.people_fault_name_missing(),
  zone_unknown: () => m.people_fault_zone_unknown(),
}

/** `name`: whoever is signed in. */
export const acceptFaultSentence = (fault: AcceptFault, name: string): string => ACCEPT[fault]({ name })

const FIELDS: Record<InvitationField, () => string> = {
  email: m.people_email,
  name: m.people_invite_name,
  role: m.people_invite_role,
  language: m.people_invite_language,
  note: m.people_invite_note,
}
export const fieldName = (field: InvitationField): string => FIELDS[field]()

/** A table may name roles and languages as any of our languages does. */
export function calledIn(otherwise: Language): Called {
  const roles = [...new Set(Object.values(ROLES).flat())] as Role[]
  const small = (word: string) => word.normalize('NFC').toLowerCase()
  return {
    role: new Map(
      roles.flatMap((role) => LANGUAGE_IDS.map((language) => [small(roleNameIn(role, language)), role] as const)),
    ),
    language: new Map(LANGUAGE_IDS.map((language) => [small(LANGUAGES[language].name), language])),
    otherwise,
  }
}
