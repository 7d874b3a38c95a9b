/**
 * The pages that matter never read a large table from end to end: the very statements of their loads, explained in a
 * made world. What is kept in memory is warm, as it is for every reader but the first after a public change.
 */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { importFile } from '#features/adaptations/sample-content.server.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { largeTables, scansAmong, sequentialScansOf } from '#platform/testing/plans.ts'
import { statementsOf } from '#platform/testing/statements.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import { growWorld } from '../../bench/made-world.ts'
import { eventOf } from './visit.ts'

/** Practices and things in all are large; only a few can be found by words, which is enough for a large list of words. */
const WORLD = { practices: 1_600, cities: 1_100, searched: 20 }

const db = testDatabase(async (open) => {
  await importFile(
    open,
    { demonstration: true },
    { kind: 'vocabulary', file: JSON.parse(readFileSync('sample/vocabulary.json', 'utf8')), apply: true },
  )
  await growWorld(open, WORLD)
})

type Page = { route: () => Promise<unknown>; params?: Record<string, string>; query?: string; language?: Language }

const search = (q: string, language: Language): Page => ({
  route: () => import('./[lang=lang]/search/+page.server.ts'),
  query: `?q=${encodeURIComponent(q)}`,
  language,
})

const PAGES: Record<string, Page> = {
  'the first page': { route: () => import('./[lang=lang]/+page.server.ts') },
  'the list of practices': { route: () => import('./[lang=lang]/practices/+page.server.ts') },
  'the list, narrowed': {
    route: () => import('./[lang=lang]/practices/+page.server.ts'),
    query: '?challenges=polarisation_after_event&regions=mena',
    language: 'ar',
  },
  'the list, by words': { route: () => import('./[lang=lang]/practices/+page.server.ts'), query: '?q=police' },
  'a practice': {
    route: () => import('./[lang=lang]/practices/[slug]/+page.server.ts'),
    params: { slug: 'made-practice-30' },
  },
  'an assessment': {
    route: () => import('./[lang=lang]/practices/[slug]/fit/+page.server.ts'),
    params: { slug: 'made-practice-30' },
    query: '?city=made-city-7',
  },
  'worth a look': {
    route: () => import('./[lang=lang]/worth-a-look/+page.server.ts'),
    query: '?city=made-city-7&concern=challenges/polarisation_after_event',
  },
  'the directory': {
    route: () => import('./[lang=lang]/cities/+page.server.ts'),
    query: '?region=mena',
    language: 'fr',
  },
  'a city': { route: () => import('./[lang=lang]/cities/[slug]/+page.server.ts'), params: { slug: 'made-city-7' } },
  'a theme': {
    route: () => import('./[lang=lang]/vocabulary/[list]/[code]/+page.server.ts'),
    params: { list: 'challenges', code: 'polarisation_after_event' },
  },
  'the search': search('police', 'en'),
  'the search, several words': search('jeunes police quartier', 'fr'),
  'the search, misspelt': search('radicalizaton', 'en'),
  'the search, Arabic forms': search('والمدارس', 'ar'),
  'the feed': { route: () => import('./[lang=lang]/feed.xml/+server.ts') },
}

test.each(Object.entries(PAGES))('%s reads no large table from end to end', async (_, page) => {
  const { route, ...visit } = page
  const { load, GET } = (await route()) as { load?: (event: unknown) => unknown; GET?: (event: unknown) => unknown }
  const event = await eventOf({ db: db(), epoch: 1, ...visit })
  const answer = async () =>
    Promise.all(Object.values(((await (GET ?? load)?.(event)) ?? {}) as Record<string, unknown>))
  await answer()
  const { statements } = await statementsOf(answer)
  const large = await largeTables(db())
  const scans = await scansAmong(db(), statements, large)
  const told = scans.map(
    ({ statement, tables }) => `${tables.join(', ')} in «${statement.text.replace(/\s+/g, ' ').trim().slice(0, 300)}»`,
  )
  expect(told).toEqual([])
})

test('a statement that does read a large table is told, so that the test can fail', async () => {
  const large = await largeTables(db())
  for (const table of [
    'item',
    'item_text',
    'practice',
    'city',
    'practice_claim',
    'practice_term',
    'search_entry',
    'city_answer',
    'item_revision',
  ])
    expect(large).toContain(table)
  expect(
    await sequentialScansOf(db(), { text: 'select count(*) from practice where owner = $1', values: ['x'] }, large),
  ).toEqual(['practice'])
  expect(await countOf(db())).toBeGreaterThan(WORLD.practices)
})

const countOf = async (open: Db) =>
  (await sql<{ count: number }>`select count(*)::int as count from item`.execute(open)).rows[0]?.count ?? 0
