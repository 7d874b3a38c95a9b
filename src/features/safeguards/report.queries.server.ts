/** The only SQL about reports: written once, moved, read by whoever decides, by the owner and by whoever holds a code. */
import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Kind, Label } from '#features/registry/item.ts'
import { raiseEpoch } from '#features/registry/item.queries.server.ts'
import type { ReportFacts } from './report.access.ts'
import { MOVES, WAITING, type ReportMove, type ReportState } from './report.life.ts'
import { REPORT_AGES, type ReportQuery } from './report.query.ts'
import type { AppealFrom, Decision, ReportKind, Said } from './report.ts'
import { thingAt, withoutQuery } from './reported-path.ts'

/** Every place that the thing is of, or that a practice tells of. */
const CONCERNED = sql`array(select item.place_id::text where item.place_id is not null
  union select practice_city.city_id::text from practice_city where practice_city.practice_id = item.id)`
const HUBS = sql`array(select hub.id::text from hub where not hub.secretariat and item.region = any(hub.regions))`
const FROM = sql`from report left join item on item.id = report.item_id`
const FACTS = sql`report.id, report.kind, report.state, item.place_id as "ownerId", ${CONCERNED} as concerned, ${HUBS} as hubs,
  report.person_id as "reporterId", report.decided_by as "decidedBy", report.decided_at as "decidedAt",
  report.hidden_at is not null as hidden, report.item_id is not null as "hasItem", item.label`

export type Report = ReportFacts & {
  id: string
  path: string
  words: string
  createdAt: Date
  itemId: string | null
  itemKind: Kind | null
  reasons: string | null
  appealFrom: AppealFrom | null
  appealWords: string | null
  appealDecision: Decision | null
  appealReasons: string | null
  appealDecidedAt: Date | null
  struck: number
  canHear: boolean
}

const WHOLE = sql`${FACTS}, report.path, report.words, report.created_at as "createdAt", report.item_id as "itemId", item.kind as "itemKind",
  report.decision, report.reasons, report.appeal_from as "appealFrom", report.appeal_words as "appealWords",
  report.appeal_decision as "appealDecision", report.appeal_reasons as "appealReasons",
  report.appeal_decided_at as "appealDecidedAt", report.struck,
  report.email is not null or report.person_id is not null as "canHear"`

export async function findReport(db: Db, id: string): Promise<Report | undefined> {
  const { rows } = await sql<Report>`select ${WHOLE} ${FROM} where report.id = ${id}`.execute(db)
  return rows[0]
}

/** The same, held until the transaction ends: two people do not decide at once. */
export async function lockReport(db: Db, id: string): Promise<Report | undefined> {
  await sql`select 1 from report where id = ${id} for update`.execute(db)
  return findReport(db, id)
}

export type NewReport = Said & { path: string; language: Language; personId: string | null }

/** The same words on the same page within a minute are one report: a form sent twice. */
export async function insertReport(db: Db, report: NewReport): Promise<{ id: string; again: boolean }> {
  const path = withoutQuery(report.path)
  const same = createHash('sha256')
    .update(JSON.stringify([report.kind, path, report.words, report.email, report.personId]))
    .digest()
  await sql`select pg_advisory_xact_lock(hashtextextended(${same.toString('hex')}, 0))`.execute(db)
  const { rows: known } = await sql<{ id: string }>`
    select id from report where same = ${same} and created_at > clock_timestamp() - interval '1 minute' limit 1`.execute(
    db,
  )
  if (known[0]) return { id: known[0].id, again: true }
  const id = newKey()
  const thing = thingAt(path)
  await sql`
    insert into report (id, kind, path, item_id, words, language, email, person_id, same)
    values (${id}, ${report.kind}, ${path},
      ${thing ? sql`(select item.id from item where item.kind = ${thing.kind} and item.slug = ${thing.slug})` : null},
      ${report.words}, ${report.language}, ${report.email}, ${report.personId}, ${same})`.execute(db)
  return { id, again: false }
}

/** Changes the state and what comes with it; who moved it stands in the life of the report. */
export async function updateMoved(
  db: Db,
  moved: { id: string; move: ReportMove; by: string; set?: Record<string, unknown> },
): Promise<void> {
  const set = Object.entries({ ...moved.set, state: MOVES[moved.move].to }).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  )
  await sql`update report set ${sql.join(set)} where id = ${moved.id}`.execute(db)
  await insertReportMove(db, moved)
  // a page that is followed without an account is kept by browsers until something public changes
  await raiseEpoch(db)
}

export async function insertReportMove(
  db: Db,
  moved: { id: string; move: ReportMove | 'hide' | 'strike'; by: string },
): Promise<void> {
  await sql`insert into report_move (id, report_id, move, by_whom) values (${newKey()}, ${moved.id}, ${moved.move}, ${moved.by})`.execute(
    db,
  )
}

/** Keeps what the label was, to be given back should the report not be upheld. */
export async function updateHidden(db: Db, id: string): Promise<void> {
  await sql`
    update report set hidden_at = now(), former_label = item.label,
      former_readers = array(select place_id from item_reader where item_reader.item_id = item.id)
    from item where item.id = report.item_id and report.id = ${id}`.execute(db)
}

/** What the label was before; the report hides it no longer. Another report that still does keeps it hidden. */
export async function updateShown(db: Db, id: string): Promise<{ label: Label; readers: string[] } | undefined> {
  const { rows } = await sql<{ label: Label; readers: string[] }>`
    with was as (select id, former_label, former_readers from report where id = ${id} and hidden_at is not null)
    update report set hidden_at = null, former_label = null, former_readers = '{}' from was where report.id = was.id
    returning was.former_label as label, was.former_readers::text[] as readers`.execute(db)
  return rows[0]
}

/** What was struck out of the thing does not stay in the words of those who reported it. */
export async function updateStruck(db: Db, struck: { id: string; places: number }): Promise<void> {
  await sql`update report set struck = struck + ${struck.places} where id = ${struck.id}`.execute(db)
}
export type SaidOfItem = { id: string; words: string; reasons: string | null; appeal_words: string | null }
export async function listSaidOfItem(db: Db, itemId: string): Promise<SaidOfItem[]> {
  const { rows } = await sql<SaidOfItem>`
    select id, words, reasons, appeal_words from report where item_id = ${itemId} for update`.execute(db)
  return rows
}
export async function updateSaid(db: Db, { id, words, reasons, appeal_words }: SaidOfItem): Promise<void> {
  await sql`update report set words = ${words}, reasons = ${reasons}, appeal_words = ${appeal_words} where id = ${id}`.execute(
    db,
  )
}

/** Nobody is told anything any more: who wanted to hear is forgotten. */
export async function forgetReporter(db: Db, id: string): Promise<void> {
  await sql`update report set email = null, person_id = null where id = ${id}`.execute(db)
}

export type Hears = { email: string | null; personId: string | null; language: Language }
/** For the notice alone: no page reads this. */
export async function findWhoHears(db: Db, id: string): Promise<Hears | undefined> {
  const { rows } = await sql<Hears>`
    select email, person_id as "personId", language from report where id = ${id}`.execute(db)
  return rows[0]
}

export async function listFocalPoints(db: Db, placeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id from seat where place_id = ${placeId} and role in ('focal_point', 'representative')
      and since <= now() and (until is null or until > now()) limit 50`.execute(db)
  return rows.map((row) => row.id)
}

/** The twin of `whyNotSeeReport`: a test holds the two equal. */
function seenBy(actor: Actor): RawBuilder<boolean> {
  if (actor.kind !== 'person') return sql<boolean>`false`
  const all = actor.seats.some(
    ({ place, role }) => place === 'secretariat' && (role === 'officer' || role === 'safeguards_officer'),
  )
  const managed = actor.seats.filter(({ role }) => role === 'manager').map(({ placeId }) => placeId)
  const places = actor.seats.map(({ placeId }) => placeId)
  return sql<boolean>`((${all}::boolean or ${HUBS} && ${managed}::text[]) and not ${CONCERNED} && ${places}::text[]
    and report.person_id is distinct from ${actor.id}::uuid)`
}

export type ReportRow = { id: string; kind: ReportKind; state: ReportState; path: string; createdAt: Date }

/** The oldest first: whoever waits longest. */
export async function listReports(
  db: Db,
  actor: Actor,
  asked: ReportQuery & { now: Date; limit: number },
): Promise<ReportRow[]> {
  const conditions = [seenBy(actor)]
  if (asked.state === null) conditions.push(sql`report.state = any(${[...WAITING]}::text[])`)
  else if (asked.state !== 'all') conditions.push(sql`report.state = ${asked.state}`)
  if (asked.kind) conditions.push(sql`report.kind = ${asked.kind}`)
  if (asked.age)
    conditions.push(sql`report.created_at < ${new Date(asked.now.getTime() - REPORT_AGES[asked.age] * 86_400_000)}`)
  if (asked.after) conditions.push(sql`report.id > ${asked.after}`)
  const { rows } = await sql<ReportRow>`
    select report.id, report.kind, report.state, report.path, report.created_at as "createdAt" ${FROM}
    where ${sql.join(conditions, sql` and `)} order by report.id limit ${asked.limit}`.execute(db)
  return rows
}

/** What waits for this actor: an appeal against their own decision does not. */
export async function countWaiting(db: Db, actor: Actor): Promise<number> {
  if (actor.kind !== 'person') return 0
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count ${FROM} where report.state = any(${[...WAITING]}::text[]) and ${seenBy(actor)}
      and (report.state <> 'appealed' or report.decided_by <> ${`person:${actor.id}`})`.execute(db)
  return rows[0]?.count ?? 0
}
