/**
 * The tables of nouns in which people's words stand beside item_text and item_revision: a strike-out must reach them too.
 * A test finds every column of text that is neither listed here nor known to hold codes.
 */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { withoutText } from './struck-text.ts'

type Facts = {
  table: string
  /** column that names the item */
  item: string
  /** text, text[] and jsonb alike */
  columns: readonly string[]
}

export const FACTS: readonly Facts[] = [
  { table: 'practice', item: 'id', columns: ['place_name', 'owner', 'partners', 'sources', 'facts'] },
  { table: 'practice_kinship', item: 'practice_id', columns: ['name', 'city'] },
  { table: 'adaptation', item: 'id', columns: ['practice_name', 'facts'] },
  { table: 'city', item: 'id', columns: ['admin1', 'point_of', 'population_source', 'sources', 'note', 'facts'] },
  { table: 'city_answer', item: 'city_id', columns: ['note'] },
  { table: 'held_text', item: 'item_id', columns: ['text', 'former', 'why', 'answer'] },
  { table: 'attachment', item: 'item_id', columns: ['title', 'alt', 'source', 'name'] },
]

/** Shown beside the thing or to few: search never reads them. */
const NOT_SEARCHED: readonly string[] = ['city_answer', 'held_text', 'attachment']

/** Returns in how many places the text stood. */
export async function strikeFacts(db: Db, itemId: string, text: string): Promise<number> {
  // Answers only grow; a strike-out is the one change that they allow.
  await sql`set local strong_cities.strike_out = 'on'`.execute(db)
  let places = 0
  for (const facts of FACTS)
    for (const row of await listRows(db, facts, itemId)) places += await strikeRow(db, facts, row, text)
  await sql`set local strong_cities.strike_out = 'off'`.execute(db)
  return places
}

type FactRow = { place: string; value: Record<string, unknown> }

async function listRows(db: Db, { table, item, columns }: Facts, itemId: string): Promise<FactRow[]> {
  const value = sql`jsonb_build_object(${sql.join(columns.flatMap((column) => [sql.lit(column), sql.ref(column)]))})`
  const { rows } =
    await sql<FactRow>`select ctid::text as place, ${value} as value from ${sql.table(table)} where ${sql.ref(item)} = ${itemId} for update`.execute(
      db,
    )
  return rows
}

async function strikeRow(db: Db, { table, columns }: Facts, row: FactRow, text: string): Promise<number> {
  const { value, count } = withoutText(row.value, text)
  if (count === 0) return 0
  const set = columns.map((column) => sql`${sql.ref(column)} = struck.${sql.ref(column)}`)
  await sql`update ${sql.table(table)} set ${sql.join(set)} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(value)}::jsonb) struck
    where ${sql.table(table)}.ctid = ${row.place}::tid`.execute(db)
  return count
}

/** What is left in these tables, for search. */
export async function listFactStrings(db: Db, itemId: string): Promise<string[]> {
  const found: string[] = []
  for (const facts of FACTS.filter(({ table }) => !NOT_SEARCHED.includes(table)))
    for (const { value } of await listRows(db, facts, itemId))
      found.push(
        ...Object.values(value).filter((each) => typeof each === 'string'),
        ...[value['partners'] ?? []].flat().map(String),
      )
  return found
}
