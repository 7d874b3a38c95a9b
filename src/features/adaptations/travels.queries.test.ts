import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { listFirstToRead, countEvidence } from '#features/practices/overview.queries.server.ts'
import { chooseFirst } from '#features/practices/first-to-read.ts'
import { writtenStations } from './map-names.ts'
import { listTravels } from './travels.queries.server.ts'

const db = testDatabase(withSample)
const SYSTEM: Actor = { kind: 'system', job: 'test' }
async function hide(kind: 'city' | 'practice', slug: string): Promise<void> {
  const { id } = await db()
    .selectFrom('item')
    .select('id')
    .where('slug', '=', slug)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  await updateLabel(db(), SYSTEM, { itemId: id, label: 'team', why: 'test' })
}
async function ways(): Promise<string[]> {
  const travels = await listTravels(db(), VISITOR)
  const name = (id: string) =>
    travels.stations.find((station) => station.id === id)?.names['en'] ?? expect.fail('a way without a station')
  return travels.ways.map(({ from, to }) => `${name(from)} to ${name(to)}`).sort()
}
const slugs = async (ids: readonly string[]) => {
  const { rows } = await sql<{
    id: string
    slug: string
  }>`select id, slug from item where id = any(${[...ids]}::uuid[])`.execute(db())
  return ids.map((id) => rows.find((row) => row.id === id)?.slug)
}

test('practices travel as the sources tell it, each way once', async () => {
  expect(await ways()).toEqual([
    'Majdal Anjar to Kumanovo',
    'Montréal to Strasbourg',
    'Novi Pazar to Danilovgrad',
    'Podgorica to Danilovgrad',
    'Stellenbosch to Nansana',
    'Strumica to Danilovgrad',
  ])
})

test('a way needs both its ends and its practice to be seen', async () => {
  await hide('city', 'novi-pazar-serbia')
  expect(await ways()).not.toContain('Novi Pazar to Danilovgrad')
  await hide('practice', 'danilovgrad-safety-council')
  expect((await ways()).filter((way) => way.includes('Danilovgrad'))).toEqual([])
  await hide('practice', 'montreal-cprmv')
  expect((await ways()).filter((way) => way.includes('Montréal'))).toEqual([])
  expect((await listTravels(db(), VISITOR)).stations.map((station) => station.names['en'])).not.toContain('Montréal')
})

test('invented cities stand on no map', async () => {
  const { stations } = await listTravels(db(), SYSTEM)
  const { rows } = await sql<{ id: string }>`select id from item where kind = 'city' and demonstration`.execute(db())
  expect(stations.filter((station) => rows.some((row) => row.id === station.id))).toEqual([])
})

test('six names at most, where threads set out from first', async () => {
  const written = writtenStations(await listTravels(db(), VISITOR)).map((station) => station.names['en'])
  expect(written.length).toBeLessThanOrEqual(6)
  expect(written).toEqual(expect.arrayContaining(['Montréal', 'Majdal Anjar', 'Stellenbosch']))
})

test('the first page shows the best and the worst result that is best established, the most taken up, and the newest', async () => {
  const lists = await listFirstToRead(db(), VISITOR)
  expect((await slugs(chooseFirst(lists))).slice(0, 3)).toEqual([
    'medellin-metrocable',
    'pittsburgh-one-vision-one-life',
    'barcelona-anti-rumours',
  ])
  await hide('practice', 'pittsburgh-one-vision-one-life')
  expect(await slugs(chooseFirst(await listFirstToRead(db(), VISITOR)))).not.toContain('pittsburgh-one-vision-one-life')
})

test('what all can show is counted from what is seen', async () => {
  const counts = await countEvidence(db(), VISITOR)
  expect(counts).toMatchObject({ practices: 27, strong: 2, strongBetter: 1, strongWorse: 1 })
  await hide('practice', 'pittsburgh-one-vision-one-life')
  expect(await countEvidence(db(), VISITOR)).toEqual({ ...counts, practices: 26, strong: 1, strongWorse: 0 })
})
