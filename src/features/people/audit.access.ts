/** Who may read what of the audit, and who is named there. Pure. */
import type { Actor } from '#features/registry/actor.ts'
import { leads } from '#features/registry/seat.ts'

/**
 * all: the whole of it. places: what was done to things and seats of these places. own: what concerns the person.
 * `within`: of their own, only acts of this place; its provider let them in, and speaks for nothing else.
 */
export type AuditScope = { personId: string; sees: Sees; within?: string } & (
  { reads: 'all' } | { reads: 'places'; placeIds: readonly string[] } | { reads: 'own' }
)

/**
 * Whom the reader is told: everybody (safeguards officers); everybody but protected people and those who raised
 * something (officers); people of the invented world alone (whoever tries a demonstration); people of their own places;
 * nobody but themselves.
 */
export type Sees = 'everybody' | 'unprotected' | 'invented' | 'own_places' | 'self'

/** What is raised in confidence: who did is told to safeguards officers alone, and neither place nor person concerned reads of it. */
export const CONFIDENTIAL = ['concern', 'report', 'reply', 'appeal', 'panel', 'hold', 'protection'] as const

/** What whoever leads a place reads of it. An act of another family is not theirs to read: the narrower is the rule. */
export const OF_PLACES = [
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
  'ask',
  'provider',
] as const
/** What somebody reads of what others did about them. */
export const OF_PERSONS = [
  'seat',
  'invitation',
  'person',
  'session',
  'second_step',
  'password',
  'passkey',
  'provider',
] as const

/** null: signs in first. */
export function auditScope(actor: Actor): AuditScope | null {
  if (actor.kind !== 'person') return null
  const invented = actor.assurance === 'demonstration'
  const inSecretariat = actor.seats.filter((seat) => seat.place === 'secretariat').map((seat) => seat.role)
  const personId = actor.id
  const within = actor.within === undefined ? {} : { within: actor.within }
  if (inSecretariat.includes('safeguards_officer'))
    return { reads: 'all', personId, sees: invented ? 'invented' : 'everybody' }
  if (inSecretariat.includes('officer')) return { reads: 'all', personId, sees: invented ? 'invented' : 'unprotected' }
  const placeIds = [
    ...new Set(actor.seats.filter((seat) => seat.place === 'city' && leads(seat)).map((seat) => seat.placeId)),
  ]
  return placeIds.length > 0
    ? { reads: 'places', personId, placeIds, sees: 'own_places', ...within }
    : { reads: 'own', personId, sees: 'self', ...within }
}

/** What is known of somebody who stands in an entry. */
export type Standing = {
  id: string
  name: string | null
  protected: boolean
  demonstration: boolean
  erased: boolean
  /** holds or held a seat in a place that the reader leads */
  ofOwnPlaces: boolean
  /** stands there as one who raised something in confidence */
  inConfidence: boolean
}

/** veiled: neither name nor key, so that entries cannot be put together. */
export type Shown = { as: 'name'; name: string; key: string } | { as: 'key' | 'erased'; key: string } | { as: 'veiled' }

export function shownTo({ personId, sees }: AuditScope, who: Standing): Shown {
  const { id: key, name } = who
  if (key === personId) return name === null ? { as: 'erased', key } : { as: 'name', name, key }
  if (isVeiled(sees, who)) return { as: 'veiled' }
  if (who.erased || name === null) return { as: 'erased', key }
  const named = sees === 'own_places' ? who.ofOwnPlaces : sees !== 'self'
  return named ? { as: 'name', name, key } : { as: 'key', key }
}

const isVeiled = (sees: Sees, { protected: guarded, demonstration, inConfidence }: Standing): boolean => {
  if (sees === 'everybody') return false
  if (sees === 'invented') return !demonstration || guarded || inConfidence
  return guarded || inConfidence
}

/** Details of an act that are codes and numbers, and name nobody: all that is shown of them. */
export const PLAIN_DETAILS = [
  'revision',
  'way',
  'role',
  'label',
  'from',
  'to',
  'reason',
  'places',
  'count',
  'language',
] as const

/** Families of acts that the reader can choose from: those that they can meet. */
export const familiesIn = (scope: AuditScope): readonly string[] =>
  [
    ...new Set<string>([
      ...(scope.reads === 'own' ? [] : OF_PLACES),
      ...OF_PERSONS,
      'recovery_codes',
      ...(scope.reads === 'all' ? [...CONFIDENTIAL, 'audit'] : []),
    ]),
  ].toSorted()
