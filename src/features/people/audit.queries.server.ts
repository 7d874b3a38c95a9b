/** The only SQL that reads the audit. What a reader may not read, and whom they are not told, is left out here, before any filter. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import {
  CONFIDENTIAL,
  OF_PERSONS,
  OF_PLACES,
  PLAIN_DETAILS,
  shownTo,
  type AuditScope,
  type Shown,
  type Standing,
} from './audit.access.ts'
import type { AuditFilters } from './audit.query.ts'

type Condition = RawBuilder<boolean>

export type AuditLine = {
  id: string
  at: Date
  act: string
  /** whoever acted: a person, or a job or a visitor by its signature */
  by: Shown | { as: 'other'; signature: string }
  /** whom the act concerns, where it concerns somebody */
  about: Shown | null
  /** title and slug only where the reader may see the thing */
  thing: { kind: string; slug: string | null; title: string | null } | null
  why: string | null
  detail: Record<string, string>
}

type Row = {
  id: string
  at: Date
  act: string
  by_whom: string
  why: string | null
  detail: Record<string, unknown>
  by: Standing | null
  about: Standing | null
  thing: AuditLine['thing']
}

const FAMILY = sql<string>`split_part(entry.act, '.', 1)`
const isOf = (families: readonly string[]): Condition => sql`${FAMILY} = any(${[...families]}::text[])`
const DID = (personId: string): Condition => sql`entry.by_whom = ${`person:${personId}`}`
const CONCERNS = (personId: string): Condition => sql`(entry.detail ->> 'person' = ${personId} and ${isOf(OF_PERSONS)})`

function readableTo(scope: AuditScope): Condition {
  if (scope.reads === 'all') return sql`true`
  const own = sql<boolean>`((${DID(scope.personId)} or ${CONCERNS(scope.personId)}) and ${isOfScope(scope)})`
  if (scope.reads === 'own') return sql`(${own})`
  const places = sql`${[...scope.placeIds]}::uuid[]`
  // whoever answers from elsewhere, a partner, shows the city what they answered when they release it
  const answered = sql`(${FAMILY} <> 'answer' or exists (select 1 from seat where seat.person_id = doer.id and seat.place_id = any(${places})))`
  return sql`(${own} or (${isOf(OF_PLACES)} and ${answered} and entry.item_id in (select item.id from item where item.place_id = any(${places}) or item.id = any(${places}))))`
}

/** Never what was raised in confidence: a city reads neither of it nor who did, and its provider can send anybody as them. */
const isOfScope = ({ within }: AuditScope): Condition =>
  within === undefined
    ? sql`true`
    : sql`(${isOf(OF_PLACES)} and entry.item_id in (select item.id from item where item.place_id = ${within} or item.id = ${within}))`

/** The person under a signature or in a detail. What is no key is nobody. */
const KEY = "'^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'"
const keyIn = (text: RawBuilder<unknown>) => sql`case when ${text} ~ ${sql.raw(KEY)} then (${text})::uuid end`

const standing = (alias: 'doer' | 'subject', scope: AuditScope, language: Language) => {
  const who = sql.ref(alias)
  const places = scope.reads === 'places' ? [...scope.placeIds] : []
  return sql`case when ${who}.id is not null then jsonb_build_object('id', ${who}.id, 'name', coalesce(${who}.names ->> ${language}, ${who}.name),
    'protected', ${who}.protected, 'demonstration', ${who}.demonstration, 'erased', ${who}.erased_at is not null, 'inConfidence', ${isOf(CONFIDENTIAL)},
    'ofOwnPlaces', exists (select 1 from seat where seat.person_id = ${who}.id and seat.place_id = any(${places}::uuid[]))) end`
}

/** The same as `isVeiled`: whoever is not shown cannot be asked for either. A test holds the two equal. */
function tells(scope: AuditScope, alias: 'doer' | 'subject'): Condition {
  const who = sql.ref(alias)
  const open = sql<boolean>`(not ${who}.protected and not ${isOf(CONFIDENTIAL)})`
  if (scope.sees === 'everybody') return sql`true`
  return sql`(${who}.id::text = ${scope.personId} or ${scope.sees === 'invented' ? sql`(${open} and ${who}.demonstration)` : open})`
}

function within(filters: AuditFilters, scope: AuditScope): Condition {
  const { act, from, to, place, person } = filters
  const wanted: Condition[] = [sql`true`]
  if (act) wanted.push(act.includes('.') ? sql`entry.act = ${act}` : sql`${FAMILY} = ${act}`)
  if (from) wanted.push(sql`entry.at >= ${from}::date at time zone 'UTC'`)
  if (to) wanted.push(sql`entry.at < (${to}::date + 1) at time zone 'UTC'`)
  if (place)
    wanted.push(
      sql`entry.item_id in (select thing.id from item thing join item place on place.id = thing.place_id where place.slug = ${place})`,
    )
  if (person)
    wanted.push(
      sql`((entry.by_whom = ${`person:${person}`} and ${tells(scope, 'doer')}) or (entry.detail ->> 'person' = ${person} and ${tells(scope, 'subject')}))`,
    )
  return sql`(${sql.join(wanted, sql` and `)})`
}

export type AuditPage = { lines: AuditLine[]; next: string | null }

/** Newest first; `after` is the key of the last line that was seen. */
export async function listAudit(
  db: Db,
  actor: Actor,
  asked: { scope: AuditScope; filters: AuditFilters; after: string | null; limit: number; language: Language },
): Promise<AuditPage> {
  const { scope, filters, after, limit, language } = asked
  const { rows } = await sql<Row>`
    select entry.id, entry.at, entry.act, entry.by_whom, entry.why, entry.detail,
      ${standing('doer', scope, language)} as by, ${standing('subject', scope, language)} as about,
      case when item.id is not null then jsonb_build_object('kind', item.kind,
        'slug', case when ${visibleTo(actor)} then item.slug end,
        'title', case when ${visibleTo(actor)} then (select words.title from item_text words where words.item_id = item.id
          order by words.language = ${language} desc, words.language = item.original_language desc limit 1) end) end as thing
    from audit_entry entry left join item on item.id = entry.item_id
    left join person doer on entry.by_whom like 'person:%' and doer.id = ${keyIn(sql`substr(entry.by_whom, 8)`)}
    left join person subject on subject.id = ${keyIn(sql`(entry.detail ->> 'person')`)}
    where ${readableTo(scope)} and ${within(filters, scope)} and ${after === null ? sql`true` : sql`entry.id < ${after}::uuid`}
    order by entry.id desc limit ${limit + 1}`.execute(db)
  const lines = rows.slice(0, limit).map((row) => lineOf(row, scope))
  return { lines, next: rows.length > limit ? (lines.at(-1)?.id ?? null) : null }
}

function lineOf(row: Row, scope: AuditScope): AuditLine {
  const { id, at, act, thing } = row
  const by = row.by ? shownTo(scope, row.by) : otherBy(row.by_whom)
  const about = row.about ? shownTo(scope, row.about) : null
  // a reason is what somebody typed: where one is veiled, it is not shown to whoever may not know them
  const veiled = by.as === 'veiled' || about?.as === 'veiled'
  return { id, at, act, thing, by, about, why: veiled ? null : row.why, detail: plain(row.detail) }
}

/** Keys that belong to no person of today are told as they stand only where they are jobs. */
const otherBy = (signature: string): AuditLine['by'] =>
  signature.startsWith('person:') ? { as: 'veiled' } : { as: 'other', signature }

const plain = (detail: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    PLAIN_DETAILS.flatMap((name) => {
      const value = detail[name]
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value).slice(0, 80)]] : []
    }),
  )
