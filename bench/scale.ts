/**
 * How the pages that matter behave as rows grow from 100 to 20,000 practices, with a quarter as many cities: what the
 * load of each route takes (queries and rules, without the drawing), which large tables it would read from end to end,
 * and what the registry's predicate and words cost at 100,000 things.
 */
import type { Db } from '#platform/database/pool.server.ts'
import { largeTables, scansAmong } from '#platform/testing/plans.ts'
import { statementsOf } from '#platform/testing/statements.ts'
import { isBuilt, loadOf, type LoadAsked } from './asked-load.ts'
import { TYPED } from './asked-words.ts'
import { benchJoin } from './join.ts'
import { growWorld } from './made-world.ts'
import { ms, percentile, printTable, ratioOf, timesOf } from './measure.ts'
import { withScratch } from './scratch.ts'

const SIZES = [100, 1_000, 5_000, 20_000]
const RUNS = 40

/** `linear`: all practices, or all that is not public, are looked at, by what the page promises; told, and no fault. */
type Case = { name: string; asks: LoadAsked[]; linear?: true }

const searched = Object.entries(TYPED).map(([kind, typed]): Case => ({
  name: `search: ${kind}`,
  asks: typed.map(({ q, language }) => ({
    route: '/[lang=lang]/search',
    query: `?q=${encodeURIComponent(q)}`,
    language,
  })),
}))
const one = (name: string, ask: LoadAsked, more: Partial<Case> = {}): Case => ({ name, asks: [ask], ...more })

const CASES: Case[] = [
  one('home', { route: '/[lang=lang]' }),
  one('list of practices', { route: '/[lang=lang]/practices' }),
  one('list, filtered', {
    route: '/[lang=lang]/practices',
    query: '?challenges=polarisation_after_event&practice_types=mentoring',
  }),
  one('practice', { route: '/[lang=lang]/practices/[slug]', params: { slug: 'made-practice-30' }, language: 'ar' }),
  one('assessment', {
    route: '/[lang=lang]/practices/[slug]/fit',
    params: { slug: 'made-practice-30' },
    query: '?city=made-city-7',
  }),
  one('directory of cities', { route: '/[lang=lang]/cities' }),
  one('directory, by name', { route: '/[lang=lang]/cities', query: '?q=baba' }),
  one('city', { route: '/[lang=lang]/cities/[slug]', params: { slug: 'made-city-7' } }),
  one('theme', {
    route: '/[lang=lang]/vocabulary/[list]/[code]',
    params: { list: 'challenges', code: 'polarisation_after_event' },
  }),
  ...searched,
  one('list of practices, a seat', { route: '/[lang=lang]/practices', as: 'made-city-7' }, { linear: true }),
  one('directory, a seat', { route: '/[lang=lang]/cities', as: 'made-city-7' }, { linear: true }),
  one('feed', { route: '/[lang=lang]/feed.xml' }),
  one('what is not known', { route: '/[lang=lang]/not-known' }),
  one('cities like ours', { route: '/[lang=lang]/cities-like-ours', query: '?city=made-city-7' }, { linear: true }),
  one('discover', { route: '/[lang=lang]/worth-a-look', query: '?city=made-city-7' }, { linear: true }),
  one(
    'discover, a seat',
    { route: '/[lang=lang]/worth-a-look', query: '?city=made-city-7', as: 'made-city-7' },
    { linear: true },
  ),
  one(
    'discover, first after a change',
    { route: '/[lang=lang]/worth-a-look', query: '?city=made-city-7', afterChange: true },
    { linear: true },
  ),
]

/** `words`: sizes to grow to in their order, else the usual ones. */
export async function run(words: string[]): Promise<number> {
  const sizes = words.length > 0 ? words.map(Number) : SIZES
  const cases = CASES.filter((each) => isBuilt(each.asks[0]?.route ?? ''))
  for (const missing of CASES.filter((each) => !cases.includes(each))) console.log(`${missing.name}: no such route yet`)
  return withScratch(async (db) => {
    const columns: number[][] = []
    for (const size of sizes) {
      await growWorld(db, { practices: size, cities: Math.ceil(size / 4) })
      columns.push(await p95OfEach(db, cases))
    }
    console.log(`p95 in ms of ${RUNS} runs each; rows are practices, a quarter as many cities`)
    printTable(
      ['load of', ...sizes.map(String), 'last : first'],
      cases.map((each, at) => [
        each.name,
        ...columns.map((column) => ms(column[at] ?? NaN)),
        ratioOf(columns.at(-1)?.[at] ?? NaN, columns[0]?.[at] ?? NaN),
      ]),
    )
    const scans = await tellScans(db, cases)
    await benchJoin(db)
    return scans > 0 ? 1 : 0
  })
}

async function p95OfEach(db: Db, cases: readonly Case[]): Promise<number[]> {
  const column: number[] = []
  for (const { asks } of cases) {
    const loads = await Promise.all(asks.map((ask) => loadOf(db, ask)))
    column.push(percentile(await timesOf(RUNS, (run) => loads[run % loads.length]?.(), loads.length), 0.95))
  }
  return column
}

/** The very statements, explained: any that reads a large table from end to end is named. */
async function tellScans(db: Db, cases: readonly Case[]): Promise<number> {
  const large = await largeTables(db)
  const told = new Set<string>()
  let count = 0
  for (const { name, asks, linear } of cases)
    for (const ask of asks) {
      const load = await loadOf(db, ask)
      await load() // what is kept in memory is there, as for every reader but the first
      for (const { statement, tables } of await scansAmong(db, (await statementsOf(load)).statements, large)) {
        const sentence = `${name} reads ${tables.join(', ')} in «${statement.text.replace(/\s+/g, ' ').trim().slice(0, 160)} …»`
        if (told.has(sentence)) continue
        told.add(sentence)
        console.log(`${linear ? 'reads all, as it must' : 'sequential scan'}: ${sentence} (${ask.query ?? ''})`)
        if (!linear) count++
      }
    }
  console.log(
    count === 0
      ? `No sequential scan of a large table (${[...large].length} tables are large).`
      : `${count} statements read a large table from end to end.`,
  )
  return count
}
