/** The only SQL that writes answers, and that reads a place's own book of them: also what is not released or was taken back. */
import { sql, type RawBuilder } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import type { CityAnswer } from './city-answer.ts'
import { mayBeSeen } from './city-answer.queries.server.ts'
import { stands } from './standing-answer.server.ts'

/** Whose answers: the city's own, those of one organisation, or for the hub of the region those of all. */
export type Whose = { organisationId: string | null } | 'all_partners'

export type BookAnswer = CityAnswer & {
  organisationId: string | null
  released: boolean
  /** counts for others, as far as its label reaches */
  stands: boolean
  /** says that what was released before is so no longer */
  withdrawal: boolean
  /** ids of the named cities of the label `cities` */
  readers: readonly string[]
  /** hubs that may narrow it in the place of whoever gave it: those of the region, where nobody sits there any more */
  caretakers: readonly string[]
}

/** The place that gave the answer has nobody left. */
const isLeftAlone = sql<boolean>`not exists (select from seat where seat.place_id = coalesce(answer.organisation_id, answer.city_id)
  and seat.since <= clock_timestamp() and (seat.until is null or seat.until > clock_timestamp()))`

const COLUMNS = sql`answer.id, answer.city_id as "cityId", answer.factor, answer.respondent, answer.state, answer.value, answer.day as date,
  answer.how, answer.confidence, answer.label, answer.note, answer.organisation_id as "organisationId", answer.released, ${stands()} as stands,
  (not answer.released and exists (select from city_answer_taken_back taken where taken.by_answer = answer.id)) as withdrawal,
  array(select reader.place_id from city_answer_reader reader where reader.answer_id = answer.id order by reader.place_id) as readers,
  array(select hub.id::text from hub join item place on place.region = any(hub.regions)
    where place.id = coalesce(answer.organisation_id, answer.city_id) and not hub.secretariat and ${isLeftAlone}) as caretakers`

const whoseRows = (whose: Whose): RawBuilder<boolean> =>
  whose === 'all_partners'
    ? sql<boolean>`answer.organisation_id is not null`
    : sql<boolean>`answer.organisation_id is not distinct from ${whose.organisationId}::uuid`

const MOST_ROWS = 1000

/** What a hub cares for: of all partners, and of a city that has nobody left. */
const inBook = (whose: Whose): RawBuilder<boolean> =>
  whose === 'all_partners' ? sql<boolean>`(${whoseRows(whose)} or ${isLeftAlone})` : whoseRows(whose)

/** Of each question the newest that stands and the newest that does not, of each respondent and organisation. */
export async function listBook(db: Db, of: { cityId: string; whose: Whose }): Promise<BookAnswer[]> {
  const { rows } = await sql<BookAnswer>`
    select distinct on (answer.factor, answer.respondent, answer.organisation_id, ${stands()}) ${COLUMNS}
    from city_answer answer where answer.city_id = ${of.cityId} and ${inBook(of.whose)}
    order by answer.factor, answer.respondent, answer.organisation_id, ${stands()}, answer.day desc, answer.id desc limit ${MOST_ROWS}`.execute(
    db,
  )
  return rows
}

const MOST_HISTORY = 100

export type HistoryRow = CityAnswer & { stands: boolean; own: boolean }

/** All that was ever answered to one question, the newest first: a reader's own, and of others what they may see. */
export async function listHistory(
  db: Db,
  actor: Actor,
  of: { cityId: string; factor: string; whose: Whose | null },
): Promise<HistoryRow[]> {
  const own = of.whose === null ? sql<boolean>`false` : whoseRows(of.whose)
  const { rows } = await sql<HistoryRow>`
    select ${COLUMNS}, ${own} as own
    from city_answer answer join item on item.id = answer.city_id
    where answer.city_id = ${of.cityId} and answer.factor = ${of.factor} and (${own} or ${mayBeSeen(actor)})
    order by answer.day desc, answer.id desc limit ${MOST_HISTORY}`.execute(db)
  return rows
}

/** Whose answer to which question. */
export type Line = { cityId: string; factor: string; respondent: string; organisationId: string | null }

const onLine = (line: Line): RawBuilder<boolean> =>
  sql<boolean>`answer.city_id = ${line.cityId} and answer.factor = ${line.factor} and answer.respondent = ${line.respondent}
    and answer.organisation_id is not distinct from ${line.organisationId}::uuid`

/** Nobody else writes on this line until the transaction ends. */
export const lockLine = (db: Db, { cityId, factor, respondent, organisationId }: Line): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${[cityId, factor, respondent, organisationId].join(' ')}, 0))`.execute(
    db,
  )

/** The newest of all, and the newest that stands. */
export async function findNewest(
  db: Db,
  line: Line,
): Promise<{ newest: BookAnswer | undefined; standing: BookAnswer | undefined }> {
  const { rows } = await sql<BookAnswer>`
    select distinct on (${stands()}) ${COLUMNS} from city_answer answer where ${onLine(line)}
    order by ${stands()}, answer.day desc, answer.id desc`.execute(db)
  const [first, second] = rows
  const newest = first && second ? (isNewer(first, second) ? first : second) : first
  return { newest, standing: rows.find((row) => row.stands) }
}

export const isNewer = (one: Pick<CityAnswer, 'date' | 'id'>, other: Pick<CityAnswer, 'date' | 'id'>): boolean =>
  one.date === other.date ? one.id > other.id : one.date > other.date

/** undefined both when there is no such answer and when it is about another city. */
export async function findBookAnswer(db: Db, key: { cityId: string; id: string }): Promise<BookAnswer | undefined> {
  const { rows } = await sql<BookAnswer>`
    select ${COLUMNS} from city_answer answer where answer.id = ${key.id} and answer.city_id = ${key.cityId}`.execute(
    db,
  )
  return rows[0]
}

export async function findDefaultLabel(db: Db, factor: string): Promise<Label> {
  const { rows } = await sql<{
    label: Label
  }>`select default_label as label from factor where code = ${factor}`.execute(db)
  return rows[0]?.label ?? 'team'
}

export type NewAnswer = Line &
  Pick<BookAnswer, 'state' | 'value' | 'date' | 'how' | 'confidence' | 'label' | 'note' | 'released' | 'readers'>

export async function insertAnswer(db: Db, actor: Actor, answer: NewAnswer): Promise<string> {
  const id = newKey()
  await db
    .insertInto('city_answer')
    .values({
      id,
      city_id: answer.cityId,
      factor: answer.factor,
      respondent: answer.respondent,
      organisation_id: answer.organisationId,
      state: answer.state,
      value: [...answer.value],
      day: answer.date,
      how: answer.how,
      confidence: answer.confidence,
      label: answer.label,
      released: answer.released,
      note: answer.note ? JSON.stringify(answer.note) : null,
      by_whom: signatureOf(actor),
    })
    .execute()
  if (answer.readers.length > 0)
    await sql`insert into city_answer_reader (answer_id, place_id)
      select ${id}::uuid, item.id from item where item.kind = 'city' and item.id = any(${[...answer.readers]}::uuid[])`.execute(
      db,
    )
  return id
}

/**
 * Whatever stands on this line, but the row that takes its place, is shown to nobody else from now on. True where
 * everybody could see some of it.
 */
export async function takeBackAllBut(db: Db, line: Line, by: string): Promise<boolean> {
  const { rows } = await sql<{ label: Label }>`
    with taken as (insert into city_answer_taken_back (answer_id, by_answer)
      select answer.id, ${by}::uuid from city_answer answer where ${onLine(line)} and answer.id <> ${by} and ${stands()} returning answer_id)
    select answer.label from taken join city_answer answer on answer.id = taken.answer_id`.execute(db)
  return rows.some(({ label }) => label === 'public')
}
