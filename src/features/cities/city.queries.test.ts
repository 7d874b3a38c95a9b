import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { namedAs, populationStatus } from './city-says.ts'
import { nameInOtherScript } from './city.ts'
import { findCity, listCitiesById, listCityDocuments } from './city.queries.server.ts'
import { NO_FILTERS, type CityFilters } from './city.query.ts'
import { findCounts, findDirectory } from './directory.server.ts'

const db = testDatabase(withSample)
const SYSTEM: Actor = { kind: 'system', job: 'test' }
let epoch = 0
/** Always as the first time after a public change: nothing that a test of before left behind. */
const directory = (
  asked: { filters?: CityFilters; language?: 'en' | 'fr' | 'ar'; after?: string | null; limit?: number },
  actor: Actor = VISITOR,
) => findDirectory(db(), actor, { filters: NO_FILTERS, language: 'en', after: null, epoch: ++epoch, ...asked })
const counts = (filters: CityFilters = NO_FILTERS) => findCounts(db(), VISITOR, { epoch: ++epoch, filters })
const some = (filters: Partial<CityFilters>): CityFilters => ({ ...NO_FILTERS, ...filters })
const city = async (slug: string, language: 'en' | 'fr' | 'ar' = 'en') =>
  (await findCity(db(), VISITOR, { language, slug })) ?? expect.fail(slug)
async function hide(slug: string): Promise<void> {
  const { id } = await db()
    .selectFrom('item')
    .select('id')
    .where('slug', '=', slug)
    .where('kind', '=', 'city')
    .executeTakeFirstOrThrow()
  await updateLabel(db(), SYSTEM, { itemId: id, label: 'team', why: 'test' })
}

async function everyPage(language: 'en' | 'fr' | 'ar', filters: CityFilters, limit: number) {
  const rows = []
  let after: string | null = null
  do {
    const page = await directory({ language, filters, after, limit })
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  return rows
}

test('pages by key hold every city once, in the order of the reader’s language', async () => {
  for (const language of ['en', 'fr', 'ar'] as const) {
    const rows = await everyPage(language, NO_FILTERS, 17)
    const { total } = await counts()
    expect(rows.length).toBe(total)
    expect(total).toBe(137)
    expect(new Set(rows.map((row) => row.id)).size).toBe(total)
    const names = rows.map((row) => row.words.title)
    expect(names).toEqual([...names].sort(new Intl.Collator(language).compare))
  }
})

test('a key that is not there, or not for this reader, begins at the beginning', async () => {
  expect(await directory({ after: 'nowhere' })).toEqual(await directory({}))
  await hide('kumanovo-north-macedonia')
  expect(await directory({ after: 'kumanovo-north-macedonia' })).toEqual(await directory({}))
})

test('a name is found in whichever language and spelling', async () => {
  for (const q of ['Montréal', 'montreal', 'MONTREAL', 'مونتريال', 'montr'])
    expect(
      (await directory({ filters: some({ q }) })).rows.map((row) => row.slug),
      q,
    ).toContain('montreal-canada')
  for (const q of ['%', '_', '\\', 'zzzz']) expect((await directory({ filters: some({ q }) })).rows.length, q).toBe(0)
})

test('list, count and map say the same under every filter', async () => {
  const filters = [
    NO_FILTERS,
    some({ regions: ['mena'] }),
    some({ regions: ['mena', 'south_asia'], levels: ['city'] }),
    some({ country: 'FR' }),
    some({ bases: ['practice_place'] }),
    some({ practice: true }),
    some({ kind: 'invented' }),
    some({ kind: 'real', practice: true, regions: ['west_north_europe'] }),
    some({ q: 'a', bases: ['engaged'] }),
  ]
  for (const each of filters) {
    const rows = await everyPage('en', each, 50)
    const { counts: said, points } = await directory({ filters: each })
    expect(said.total).toBe(rows.length)
    expect(said.unplaced).toBe(rows.filter((row) => row.lat === null).length)
    expect(new Set(points.map(({ lat, lon }) => `${lat} ${lon}`))).toEqual(
      new Set(rows.filter((row) => row.lat !== null).map(({ lat, lon }) => `${lat} ${lon}`)),
    )
  }
})

test('the count beside a choice is what choosing it would give, under the other filters', async () => {
  const chosen = some({ regions: ['west_north_europe'], bases: ['listed_member'] })
  const said = await counts(chosen)
  for (const [region, count] of Object.entries(said.region))
    expect((await counts({ ...chosen, regions: [region] })).total, region).toBe(count)
  for (const [country, count] of Object.entries(said.country))
    expect((await counts({ ...chosen, country })).total, country).toBe(count)
  for (const basis of ['engaged', 'applying'] as const)
    expect((await counts({ ...chosen, bases: [basis] })).total).toBe(said.basis[basis] ?? 0)
  expect((await counts({ ...chosen, practice: true })).total).toBe(said.practice)
  expect((await counts({ ...chosen, kind: 'real' })).total).toBe(said.kind['real'])
})

test('a hidden city is in no list, count, map, page or export', async () => {
  const without = async () =>
    JSON.stringify([
      await everyPage('fr', NO_FILTERS, 50),
      await directory({}),
      (await findCity(db(), VISITOR, { language: 'en', slug: 'kumanovo-north-macedonia' })) ?? null,
      await listCityDocuments(db(), VISITOR, { after: null, limit: 500 }),
    ])
  expect(await without()).toContain('Kumanovo')
  const { total } = await counts()
  await hide('kumanovo-north-macedonia')
  expect(await without()).not.toContain('kumanovo')
  expect((await counts()).total).toBe(total - 1)
})

test('a city without a visible practice does not count as having one', async () => {
  const before = await counts(some({ practice: true }))
  const { id } = await db()
    .selectFrom('item')
    .select('id')
    .where('slug', '=', 'karachi-mehrdar')
    .executeTakeFirstOrThrow()
  await updateLabel(db(), SYSTEM, { itemId: id, label: 'team', why: 'test' })
  expect((await counts(some({ practice: true }))).total).toBe(before.total - 1)
})

test('a real authority carries what a source said and when, never a membership', async () => {
  const antalya = await city('antalya-turkey')
  expect(namedAs(antalya, 'en')).toBe('named in a list of members, June 2016')
  expect(namedAs(antalya, 'ar')).not.toContain('2016-06')
  const { rows } = await sql<{
    slug: string
  }>`select slug from item join city using (id) where member_since is not null and not demonstration`.execute(db())
  expect(rows.length).toBeGreaterThan(3)
  for (const { slug } of rows) expect((await city(slug)).memberSince, slug).toBeNull()
  expect(antalya.facts).toEqual({ place_certainty: 'as_in_source' })
})

test('an invented city says since when it is a member of what is invented, and stands on no map', async () => {
  const invented = await city('demo-marsa-lawz')
  expect(invented).toMatchObject({
    demonstration: true,
    memberSince: '2025-03-18',
    lat: null,
    basis: null,
    country: null,
    countryWords: 'Salwania',
  })
  expect(invented.facts.charter_accepted).toEqual([
    { version: '1.0', on: '2026-03-12' },
    { version: '1.1', on: '2026-11-10' },
  ])
  expect((await directory({ filters: some({ kind: 'invented' }) })).points).toEqual([])
})

test('a population that nobody checked says so', async () => {
  expect(populationStatus((await city('arusha-tanzania')).populationStatus)).toContain('entered by hand')
  expect(populationStatus('from_dataset')).toContain('not checked')
})

test('a name in another script stands beside where it tells something', async () => {
  expect(nameInOtherScript(await city('beirut-lebanon'), 'en')).toEqual({ text: 'بيروت', lang: 'ar' })
  expect(nameInOtherScript(await city('aarhus-denmark'), 'en')).toBeUndefined()
  expect(nameInOtherScript(await city('aarhus-denmark', 'ar'), 'ar')).toEqual({ text: 'Aarhus', lang: 'en' })
})

test('a slug that cannot be is no city, whatever it holds', async () => {
  for (const slug of ['', 'nowhere', 'a\u0000b', '../x', 'X', 'x'.repeat(9000)])
    expect(await findCity(db(), VISITOR, { language: 'en', slug })).toBeUndefined()
})

test('rows asked by id keep their order, and hidden ones are passed over', async () => {
  const ids = [(await city('arusha-tanzania')).id, (await city('aarhus-denmark')).id]
  expect((await listCitiesById(db(), VISITOR, { language: 'en', ids })).map((row) => row.id)).toEqual(ids)
  await hide('arusha-tanzania')
  expect((await listCitiesById(db(), VISITOR, { language: 'en', ids })).map((row) => row.id)).toEqual(ids.slice(1))
})

test('the export holds the documents as they were imported, page by page', async () => {
  const { documents, next } = await listCityDocuments(db(), VISITOR, { after: null, limit: 100 })
  const rest = await listCityDocuments(db(), VISITOR, { after: next, limit: 100 })
  const { total } = await counts()
  expect(documents.length + rest.documents.length).toBe(total)
  expect(rest.next).toBeNull()
  expect(documents).toContainEqual(expect.objectContaining({ id: 'antalya-turkey', membership_basis: 'listed_member' }))
})

test('a seat sees in the directory what its label reaches, and what is kept for visitors is not touched by it', async () => {
  const { id, region } = await db()
    .selectFrom('item')
    .select(['id', 'region'])
    .where('slug', '=', 'demo-bjerkhavn')
    .executeTakeFirstOrThrow()
  const seat: Actor = {
    kind: 'person',
    id: 'x',
    seats: [{ placeId: id, region: region ?? '', role: 'reader', place: 'city' }],
    regions: [],
    assurance: 'two',
  }
  const arusha = await db()
    .selectFrom('item')
    .select('id')
    .where('slug', '=', 'arusha-tanzania')
    .executeTakeFirstOrThrow()
  await updateLabel(db(), SYSTEM, { itemId: arusha.id, label: 'network', why: 'test' })
  const at = ++epoch
  const asked = { filters: some({ q: 'arusha' }), language: 'en' as const, after: null, epoch: at }
  const [outside, inside, again] = [
    await findDirectory(db(), VISITOR, asked),
    await findDirectory(db(), seat, asked),
    await findDirectory(db(), VISITOR, asked),
  ]
  expect([outside.counts.total, inside.counts.total, again.counts.total]).toEqual([0, 1, 0])
  expect(inside.rows.map((row) => row.slug)).toEqual(['arusha-tanzania'])
})
