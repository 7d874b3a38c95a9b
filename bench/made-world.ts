/**
 * A made world beside the sample: practices, cities with answers, adoption records, words in three languages, entries of
 * the search. It grows: a second call adds what is missing. The same seed makes the same world, keys and all but the ids.
 */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { raiseEpoch } from '#features/registry/item.queries.server.ts'
import { fillCities, type MadeFacts, type Scale } from './made-cities.ts'
import { fillPractices } from './made-practices.ts'
import { wordsOfSample } from './made-words.ts'
import { chanceOf } from './measure.ts'

const SEED = 20_261_124
const AT_ONCE = 2_000 // what is held in memory at a time

/** How many made things there shall be; `searched`: of each kind only so many can be found by words. */
export type World = { practices: number; cities: number; searched?: number }

/** The vocabulary must be there already. */
export async function growWorld(db: Db, wanted: World): Promise<void> {
  const [words, facts, searched] = [wordsOfSample(), await factsIn(db), wanted.searched ?? Infinity]
  const known = { practices: await countMade(db, 'practice'), cities: await countMade(db, 'city') }
  const chance = chanceOf(SEED + known.practices)
  for (const [from, to] of stretches(known.cities, wanted.cities))
    await fillCities(db, { from, to, words, facts, chance, searched })
  const places = await madePlaces(db)
  for (const [from, to] of stretches(known.practices, wanted.practices))
    await fillPractices(db, { from, to, words, facts, places, chance, searched })
  await raiseEpoch(db)
  await sql`vacuum analyze`.execute(db)
}

function* stretches(from: number, to: number): Generator<[number, number]> {
  for (let at = from; at < to; at += AT_ONCE) yield [at, Math.min(at + AT_ONCE, to)]
}

async function factsIn(db: Db): Promise<MadeFacts> {
  const { rows } = await sql<{
    vocabulary: string
    code: string
  }>`select vocabulary, code from term order by vocabulary, position`.execute(db)
  const scales = await sql<Scale>`select code, type, steps from factor order by position`.execute(db)
  const codes = new Map(
    [...Map.groupBy(rows, (row) => row.vocabulary)].map(([name, terms]) => [name, terms.map((term) => term.code)]),
  )
  if (scales.rows.length === 0) throw new Error('load the vocabulary first')
  return { codes, regions: codes.get('regions') ?? [], scales: scales.rows }
}

async function countMade(db: Db, kind: 'practice' | 'city'): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from item where kind = ${kind} and slug like ${`made-${kind}-%`}`.execute(db)
  return rows[0]?.count ?? 0
}

async function madePlaces(db: Db) {
  const { rows } = await sql<{
    id: string
    region: string
  }>`select id, region from item where kind = 'city' and slug like 'made-city-%' order by slug`.execute(db)
  return rows
}
