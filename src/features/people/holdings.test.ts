import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#platform/testing/database.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { ALL_HOLDINGS, NOT_A_PERSON, type Holding } from './holdings.ts'

const db = testDatabase()

/** Columns that say who somebody is: keys of persons, signatures of whoever acted, addresses. */
const SAYS_WHO = /(^|_)by(_whom)?$|(^|_)person(_id)?$|(^|_)(author|owner|member|user)_id$|(^|_)e?mail$|(^|_)address$/

async function columnsThatSayWho(open: Db): Promise<string[]> {
  const { rows: keys } = await sql<{ at: string }>`
    select c.conrelid::regclass || '.' || a.attname as at from pg_constraint c
    join lateral unnest(c.conkey) as k(number) on true join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number
    where c.contype = 'f' and c.confrelid = 'person'::regclass`.execute(open)
  const { rows: named } = await sql<{ at: string; column_name: string }>`
    select table_name || '.' || column_name as at, column_name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('text', 'uuid')`.execute(open)
  return [...keys, ...named.filter((row) => SAYS_WHO.test(row.column_name))].map((row) => row.at)
}

const covered = new Set(ALL_HOLDINGS.flatMap(({ table, names }) => names.map(({ column }) => `${table}.${column}`)))
const withoutLine = async (open: Db) =>
  [...new Set(await columnsThatSayWho(open))].filter((at) => !covered.has(at) && !NOT_A_PERSON.includes(at)).toSorted()

test('every column of the database that says who somebody is has a line', async () => {
  expect(await withoutLine(db())).toEqual([])
})

test('a new table with a person in it, by key, signature or address, is found to have none', async () => {
  const before = await withoutLine(db())
  await sql`create table zqx_new (id int, by_whom text, keeper uuid references person (id), email text, said text)`.execute(
    db(),
  )
  expect((await withoutLine(db())).filter((at) => !before.includes(at))).toEqual([
    'zqx_new.by_whom',
    'zqx_new.email',
    'zqx_new.keeper',
  ])
})

test('every column that a line names is there, and none is named for nothing', async () => {
  const { rows } = await sql<{ at: string }>`
    select table_name || '.' || column_name as at from information_schema.columns where table_schema = 'public'`.execute(
    db(),
  )
  const there = new Set(rows.map((row) => row.at))
  const named = ALL_HOLDINGS.flatMap((holding) => columnsOf(holding).map((column) => `${holding.table}.${column}`))
  expect([...named, ...NOT_A_PERSON].filter((at) => !there.has(at))).toEqual([])
})

const columnsOf = ({ names, exported, erasing }: Holding): string[] => [
  ...names.map(({ column }) => column),
  ...exported,
  ...(erasing.does === 'cleared' ? Object.keys(erasing.columns) : []),
]

test('what opens a door, and whoever else is named in a row, stands in nobody’s file', () => {
  const doors = /digest|secret|salt|token|public_key|challenge$|mail\.words|document|_by$|by_whom|person_id/
  expect(
    ALL_HOLDINGS.flatMap(({ table, exported }) =>
      exported.map((column) => `${table}.${column}`).filter((column) => doors.test(column)),
    ),
  ).toEqual([])
})

test('each line has its own name', () => {
  expect(new Set(ALL_HOLDINGS.map(({ id }) => id)).size).toBe(ALL_HOLDINGS.length)
})
