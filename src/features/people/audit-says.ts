/** Acts and whoever acted, in the language of the page. An act that has no words yet stands as it is written. */
import { m } from '#messages'
import { LABELS, type Label } from '#features/registry/item.ts'
import { ROLES, type Role } from '#features/registry/seat.ts'
import type { Shown } from './audit.access.ts'
import type { AuditLine } from './audit.queries.server.ts'
import { roleName } from './role-says.ts'

const FAMILIES = [
  'term',
  'city',
  'practice',
  'adaptation',
  'organisation',
  'hub',
  'item',
  'answer',
  'attachment',
  'seat',
  'invitation',
  'person',
  'session',
  'second_step',
  'password',
  'passkey',
  'recovery_codes',
  'provider',
  'concern',
  'report',
  'reply',
  'appeal',
  'panel',
  'hold',
  'protection',
  'audit',
  'ask',
] as const
const VERBS = [
  'registered',
  'changed',
  'label',
  'struck_out',
  'begun',
  'ended',
  'set',
  'set_up',
  'renewed',
  'file_made',
  'erased',
  'given',
  'confirmed',
  'profile_changed',
  'protection_on',
  'protection_off',
  'released',
  'handed_over',
  'sent',
  'sent_again',
  'revoked',
  'accepted',
  'added',
  'removed',
  'replaced',
  'withdrawn',
  'put_back',
  'at_risk',
  'at_risk_confirmed',
  'at_risk_ended',
  'decided',
  'appeal_decided',
  'exported',
  'answered',
  'taken_back',
  'linked',
  'turned_on',
  'turned_off',
  'proposed',
  'verified',
  'not_verified',
  'label_chosen',
  'withdrawn',
  'let_through',
  'struck',
  'returned',
] as const

const isOneOf =
  <Code extends string>(codes: readonly Code[]) =>
  (code: string): code is Code =>
    (codes as readonly string[]).includes(code)
const isFamily = isOneOf(FAMILIES)
const isVerb = isOneOf(VERBS)

/** Whether an act has words in every language; those that have none stand as they are written. */
export const hasWords = (act: string): boolean => {
  const [family = '', verb = ''] = act.split('.')
  return isFamily(family) && isVerb(verb)
}

export const familyName = (family: string): string =>
  isFamily(family) ? m[`privacy_family_${family}`]() : family.replaceAll('_', ' ')

/** "Seat: ended" */
export function actName(act: string): string {
  const [family = '', verb = ''] = act.split('.')
  const said = isVerb(verb) ? m[`privacy_verb_${verb}`]() : verb.replaceAll('_', ' ')
  return verb === '' ? familyName(family) : m.privacy_audit_said({ family: familyName(family), verb: said })
}

export function whoName(who: Shown | Extract<AuditLine['by'], { as: 'other' }>): string {
  switch (who.as) {
    case 'name':
      return who.name
    case 'key':
      return who.key
    case 'erased':
      return m.privacy_audit_erased()
    case 'veiled':
      return m.privacy_audit_veiled()
    case 'other':
      return who.signature === 'visitor'
        ? m.privacy_audit_visitor()
        : m.privacy_audit_job({ job: who.signature.replace(/^system:/, '') })
  }
}

const isRole = isOneOf<Role>(Object.values(ROLES).flat())
const isLabel = isOneOf<Label>(LABELS)

/** What an act says besides, as far as it has words: the role of a seat, who sees a thing, a revision. The table of the audit holds it all. */
export function detailWords({ role, label, revision }: AuditLine['detail']): string[] {
  return [
    role && isRole(role) ? roleName(role) : '',
    label && isLabel(label) ? m[`house_visible_${label}`]() : '',
    revision ? m.privacy_audit_revision({ number: revision }) : '',
  ].filter(Boolean)
}
