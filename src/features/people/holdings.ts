/**
 * Everything that is held on people, table by table: why, on what ground, how long, who sees it, what its person is
 * given of it and what erasing does to it. The register of processing, the personal file and erasing are made of this
 * table; a test fails when a table of the database refers to a person and has no line here. Pure.
 */

export const PURPOSES = ['account', 'sign_in', 'safety', 'roles', 'invite', 'tell', 'work', 'trace', 'answer'] as const
export type Purpose = (typeof PURPOSES)[number]

/** Lawful bases: carrying out what the person signed up for, our or the city's legitimate interest, consent. */
export const BASES = ['contract', 'interest', 'consent'] as const
export type Basis = (typeof BASES)[number]

export const SEERS = ['nobody', 'self', 'team', 'as_labelled', 'place_leads', 'hubs', 'officers', 'operators'] as const
export type Seer = (typeof SEERS)[number]

/** How long: until erased, until a day that the row itself carries, until what was reported is closed, so many days, or as long as the work it belongs to. */
export type Kept =
  | { until: 'erased' }
  | { until: 'own_day' }
  | { until: 'closed' }
  | { until: 'days'; days: number }
  | { until: 'always' }

/** How a row says whom it is about: by the key, by a signature `person:<key>`, by address, by a digest of either, or in what an act says. */
export type Naming = { column: string; as: 'key' | 'signature' | 'address' | 'digest' | 'detail' }

/** deleted: the rows go. cleared: these columns get these values, the row stays. kept_for_the_city: as it is, behind the opaque key. */
export type Erasing =
  | { does: 'deleted' }
  | { does: 'cleared'; columns: Readonly<Record<string, string | null>> }
  | { does: 'kept_for_the_city' }

export type Holding = {
  id: string
  table: string
  /** None: nobody knows whose it is. */
  names: readonly Naming[]
  purpose: Purpose
  basis: Basis
  kept: Kept
  sees: readonly Seer[]
  /** Columns that stand in the person's own file: never the key of somebody else, never what opens a door. */
  exported: readonly string[]
  erasing: Erasing
}

/** How long mail can be read again by whoever looks after the instance. */
export const MAIL_DAYS = 90
export const EXPORT_DAYS = 7
export const NOTICE_DAYS = 365
/** So long a question that was not answered is not asked again. */
export const ASK_DAYS = 90
/** How long a held text stays once it is decided. */
export const HELD_DAYS = 90

const key = (column: string): Naming => ({ column, as: 'key' })
const signature = (column: string): Naming => ({ column, as: 'signature' })
const ERASED: Kept = { until: 'erased' }
const OWN_DAY: Kept = { until: 'own_day' }
const ALWAYS: Kept = { until: 'always' }
const DELETED: Erasing = { does: 'deleted' }
const KEPT: Erasing = { does: 'kept_for_the_city' }

export const HOLDINGS = [
  {
    id: 'person',
    table: 'person',
    names: [key('id'), { column: 'email', as: 'address' }],
    purpose: 'account',
    basis: 'contract',
    kept: ERASED,
    sees: ['self', 'team', 'as_labelled'],
    exported: ['id', 'email', 'name', 'names', 'language', 'zone', 'protected', 'created_at'],
    erasing: {
      does: 'cleared',
      columns: { email: null, name: null, names: '{}', language: 'en', zone: 'Etc/UTC' },
    },
  },
  {
    id: 'person_field',
    table: 'person_field',
    names: [key('person_id')],
    purpose: 'account',
    basis: 'consent',
    kept: ERASED,
    sees: ['self', 'as_labelled'],
    exported: ['field', 'value', 'label'],
    erasing: DELETED,
  },
  {
    id: 'person_reader',
    table: 'person_reader',
    names: [key('person_id')],
    purpose: 'account',
    basis: 'consent',
    kept: ERASED,
    sees: ['self'],
    exported: ['place_id'],
    erasing: DELETED,
  },
  {
    id: 'person_profile_before',
    table: 'person_profile_before',
    names: [key('person_id')],
    purpose: 'account',
    basis: 'consent',
    kept: OWN_DAY,
    sees: ['self'],
    exported: ['profile', 'until'],
    erasing: DELETED,
  },
  {
    id: 'seat',
    table: 'seat',
    names: [key('person_id')],
    purpose: 'roles',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['self', 'team', 'place_leads', 'officers'],
    exported: ['id', 'place_id', 'role', 'title', 'since', 'until', 'why_ended', 'confirmed_at'],
    erasing: { does: 'cleared', columns: { title: '{}', why_ended: 'erased' } },
  },
  {
    id: 'seat_decided',
    table: 'seat',
    names: [signature('confirmed_by'), signature('ended_by')],
    purpose: 'trace',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['place_leads', 'officers'],
    exported: ['id', 'place_id', 'role', 'since', 'until'],
    erasing: KEPT,
  },
  {
    id: 'password',
    table: 'password',
    names: [key('person_id')],
    purpose: 'sign_in',
    basis: 'contract',
    kept: ERASED,
    sees: ['nobody'],
    exported: ['set_at'],
    erasing: DELETED,
  },
  {
    id: 'one_time_code',
    table: 'one_time_code',
    names: [key('person_id')],
    purpose: 'sign_in',
    basis: 'contract',
    kept: ERASED,
    sees: ['nobody'],
    exported: ['confirmed_at'],
    erasing: DELETED,
  },
  {
    id: 'recovery_code',
    table: 'recovery_code',
    names: [key('person_id')],
    purpose: 'sign_in',
    basis: 'contract',
    kept: ERASED,
    sees: ['nobody'],
    exported: ['used_at'],
    erasing: DELETED,
  },
  {
    id: 'passkey',
    table: 'passkey',
    names: [key('person_id')],
    purpose: 'sign_in',
    basis: 'contract',
    kept: ERASED,
    sees: ['self'],
    exported: ['id', 'name', 'transports', 'created_at', 'used_at'],
    erasing: DELETED,
  },
  {
    id: 'passkey_challenge',
    table: 'passkey_challenge',
    names: [key('person_id')],
    purpose: 'sign_in',
    basis: 'contract',
    kept: OWN_DAY,
    sees: ['nobody'],
    exported: ['until'],
    erasing: DELETED,
  },
  {
    id: 'mail_link',
    table: 'mail_link',
    names: [key('person_id')],
    purpose: 'sign_in',
    basis: 'contract',
    kept: OWN_DAY,
    sees: ['nobody'],
    exported: ['until', 'used_at'],
    erasing: DELETED,
  },
  {
    id: 'session',
    table: 'session',
    names: [key('person_id')],
    purpose: 'sign_in',
    basis: 'contract',
    kept: OWN_DAY,
    sees: ['self'],
    exported: ['id', 'way', 'assurance', 'agent', 'begun_at', 'seen_at', 'until'],
    erasing: DELETED,
  },
  {
    id: 'provider_identity',
    table: 'provider_identity',
    names: [key('person_id')],
    purpose: 'sign_in',
    basis: 'contract',
    kept: ERASED,
    sees: ['nobody'],
    exported: ['issuer', 'subject', 'linked_at', 'used_at', 'keeps_seat'],
    erasing: DELETED,
  },
  {
    id: 'provider',
    table: 'provider',
    names: [signature('changed_by')],
    purpose: 'trace',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['nobody'],
    exported: ['place_id', 'changed_at'],
    erasing: KEPT,
  },
  {
    id: 'attempt',
    table: 'attempt',
    names: [{ column: 'key', as: 'digest' }],
    purpose: 'safety',
    basis: 'interest',
    kept: OWN_DAY,
    sees: ['nobody'],
    exported: ['count', 'until'],
    erasing: DELETED,
  },
  {
    id: 'invitation',
    table: 'invitation',
    names: [key('accepted_by'), { column: 'email', as: 'address' }],
    purpose: 'invite',
    basis: 'interest',
    kept: OWN_DAY,
    sees: ['self', 'place_leads'],
    exported: [
      'id',
      'place_id',
      'role',
      'email',
      'name',
      'language',
      'note',
      'created_at',
      'until',
      'accepted_at',
      'revoked_at',
    ],
    erasing: { does: 'cleared', columns: { email: '', name: '', note: '' } },
  },
  {
    id: 'invitation_sent',
    table: 'invitation',
    names: [key('invited_by'), key('revoked_by')],
    purpose: 'trace',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['self', 'place_leads', 'officers'],
    // to whom it went is somebody else's
    exported: ['id', 'place_id', 'role', 'created_at', 'accepted_at', 'revoked_at'],
    erasing: { does: 'cleared', columns: { note: '' } },
  },
  {
    id: 'mail',
    table: 'mail',
    names: [key('person_id'), { column: 'address', as: 'address' }],
    purpose: 'tell',
    basis: 'contract',
    kept: { until: 'days', days: MAIL_DAYS },
    sees: ['operators'],
    exported: ['id', 'occasion', 'address', 'language', 'state', 'queued_at', 'sent_at'],
    erasing: { does: 'cleared', columns: { address: '', words: null, fault_said: null } },
  },
  {
    id: 'mail_suppression',
    table: 'mail_suppression',
    names: [{ column: 'address', as: 'address' }],
    purpose: 'tell',
    basis: 'interest',
    kept: ERASED,
    sees: ['operators'],
    exported: ['address', 'since', 'why'],
    erasing: DELETED,
  },
  {
    id: 'mail_opt_out',
    table: 'mail_opt_out',
    names: [{ column: 'address', as: 'address' }],
    purpose: 'tell',
    basis: 'consent',
    kept: ERASED,
    sees: ['self', 'operators'],
    exported: ['address', 'occasion', 'since'],
    erasing: DELETED,
  },
  {
    id: 'notice',
    table: 'notice',
    names: [key('person_id')],
    purpose: 'tell',
    basis: 'contract',
    kept: { until: 'days', days: NOTICE_DAYS },
    sees: ['self'],
    exported: ['id', 'kind', 'item_id', 'channel', 'created_at', 'seen_at'],
    erasing: DELETED,
  },
  {
    id: 'notice_choice',
    table: 'notice_choice',
    names: [key('person_id')],
    purpose: 'tell',
    basis: 'consent',
    kept: ERASED,
    sees: ['self'],
    exported: ['topic', 'channel'],
    erasing: DELETED,
  },
  {
    id: 'notice_rhythm',
    table: 'notice_rhythm',
    names: [key('person_id')],
    purpose: 'tell',
    basis: 'consent',
    kept: ERASED,
    sees: ['self'],
    exported: ['every', 'weekday', 'quiet_from', 'quiet_until', 'paused_until'],
    erasing: DELETED,
  },
  {
    id: 'ask',
    table: 'ask',
    names: [key('person_id')],
    purpose: 'tell',
    basis: 'contract',
    kept: { until: 'days', days: ASK_DAYS },
    sees: ['self'],
    // what it asks about may be a colleague's seat
    exported: ['id', 'kind', 'place_id', 'asked_at', 'until', 'answered_at', 'answer'],
    erasing: DELETED,
  },
  {
    id: 'person_export',
    table: 'person_export',
    names: [key('person_id')],
    purpose: 'account',
    basis: 'contract',
    kept: OWN_DAY,
    sees: ['self'],
    exported: ['made_at', 'until'],
    erasing: DELETED,
  },
  {
    id: 'attachment',
    table: 'attachment',
    names: [key('person_id'), signature('by_whom')],
    purpose: 'work',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['as_labelled'],
    exported: ['id', 'item_id', 'name', 'title', 'alt', 'source', 'licence', 'label', 'language', 'at'],
    // the file is the city's; who brought it is nobody any more
    erasing: { does: 'cleared', columns: { person_id: null, by_whom: 'erased' } },
  },
  {
    id: 'item',
    table: 'item',
    names: [signature('created_by'), signature('updated_by')],
    purpose: 'work',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['as_labelled'],
    exported: ['id', 'kind', 'slug', 'created_at', 'updated_at'],
    erasing: KEPT,
  },
  {
    id: 'item_text',
    table: 'item_text',
    names: [signature('by_whom')],
    purpose: 'work',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['as_labelled'],
    exported: ['item_id', 'language', 'title', 'summary', 'at'],
    erasing: KEPT,
  },
  {
    id: 'item_move',
    table: 'item_move',
    names: [signature('by_whom')],
    purpose: 'trace',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['as_labelled'],
    exported: ['item_id', 'from_state', 'to_state', 'at', 'why'],
    erasing: KEPT,
  },
  {
    id: 'item_revision',
    table: 'item_revision',
    names: [signature('by_whom')],
    purpose: 'work',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['as_labelled'],
    exported: ['item_id', 'revision', 'at'],
    erasing: KEPT,
  },
  {
    id: 'item_strike',
    table: 'item_strike',
    names: [signature('by_whom')],
    purpose: 'safety',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['as_labelled'],
    exported: ['item_id', 'reason', 'at'],
    erasing: KEPT,
  },
  {
    id: 'city_answer',
    table: 'city_answer',
    names: [signature('by_whom')],
    purpose: 'work',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['as_labelled'],
    exported: ['id', 'city_id', 'factor', 'state', 'value', 'day', 'note', 'label', 'created_at'],
    erasing: KEPT,
  },
  {
    id: 'organisation',
    table: 'organisation',
    names: [signature('verified_by')],
    purpose: 'trace',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['officers'],
    exported: ['id', 'verified_at'],
    erasing: KEPT,
  },
  {
    id: 'audit',
    table: 'audit_entry',
    names: [signature('by_whom')],
    purpose: 'trace',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['self', 'place_leads', 'officers'],
    exported: ['id', 'at', 'act', 'item_id', 'why'],
    erasing: KEPT,
  },
  {
    id: 'audit_about',
    table: 'audit_entry',
    names: [{ column: 'detail', as: 'detail' }],
    purpose: 'trace',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['self', 'place_leads', 'officers'],
    exported: ['id', 'at', 'act', 'item_id', 'why'],
    erasing: KEPT,
  },
  {
    id: 'report',
    table: 'report',
    names: [key('person_id'), { column: 'email', as: 'address' }],
    purpose: 'safety',
    basis: 'interest',
    kept: { until: 'closed' },
    // whoever decides reads the words; the address is shown to nobody
    sees: ['self', 'hubs', 'officers'],
    exported: [
      'id',
      'kind',
      'path',
      'words',
      'language',
      'email',
      'created_at',
      'state',
      'decision',
      'reasons',
      'closed_at',
    ],
    erasing: { does: 'cleared', columns: { email: null, person_id: null } },
  },
  {
    id: 'report_decided',
    table: 'report',
    names: [signature('decided_by'), signature('appeal_decided_by')],
    purpose: 'trace',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['officers'],
    exported: ['id', 'kind', 'decision', 'decided_at', 'appeal_decision', 'appeal_decided_at'],
    erasing: KEPT,
  },
  {
    id: 'report_move',
    table: 'report_move',
    names: [signature('by_whom')],
    purpose: 'trace',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['officers'],
    exported: ['report_id', 'move', 'at'],
    erasing: KEPT,
  },
  {
    id: 'held_text',
    table: 'held_text',
    names: [key('person_id')],
    purpose: 'safety',
    basis: 'interest',
    kept: { until: 'days', days: HELD_DAYS },
    sees: ['self', 'hubs', 'officers'],
    exported: ['id', 'kind', 'text', 'why', 'state', 'at', 'decided_at', 'answer'],
    erasing: DELETED,
  },
  {
    id: 'held_decided',
    table: 'held_text',
    names: [signature('decided_by')],
    purpose: 'trace',
    basis: 'interest',
    kept: { until: 'days', days: HELD_DAYS },
    sees: ['hubs', 'officers'],
    exported: ['id', 'kind', 'state', 'decided_at'],
    erasing: KEPT,
  },
  {
    id: 'city_risk',
    table: 'city_risk',
    names: [signature('switched_by'), signature('confirmed_by'), signature('ended_by')],
    purpose: 'safety',
    basis: 'interest',
    kept: ALWAYS,
    sees: ['place_leads', 'hubs', 'officers'],
    exported: ['city_id', 'since', 'confirmed_at', 'ended_at'],
    erasing: KEPT,
  },
  {
    id: 'visitor',
    table: 'visitor',
    names: [],
    purpose: 'answer',
    basis: 'consent',
    kept: OWN_DAY,
    sees: ['self'],
    exported: [],
    erasing: DELETED,
  },
] as const satisfies readonly Holding[]

export type HoldingId = (typeof HOLDINGS)[number]['id']
/** The table as whoever walks through it sees it. */
export const ALL_HOLDINGS: readonly (Holding & { id: HoldingId })[] = HOLDINGS

/** Columns that look as if they said who somebody is, and do not: `table.column`. */
export const NOT_A_PERSON: readonly string[] = ['session.vouched_by']

/** What its person sees go: rows that go, and those that are emptied and not kept for the sake of the work. */
export const goes = (id: HoldingId): boolean => {
  const holding = ALL_HOLDINGS.find((each) => each.id === id)
  return (
    holding?.erasing.does === 'deleted' ||
    (holding?.erasing.does === 'cleared' && !['always', 'closed'].includes(holding.kept.until))
  )
}
