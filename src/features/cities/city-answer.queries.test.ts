import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { LABELS, type Label } from '#features/registry/item.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { listAnswers, listAnswersOfCities } from './city-answer.queries.server.ts'

const db = testDatabase(withSample)
const SYSTEM: Actor = { kind: 'system', job: 'test' }
const FACTOR = 'srv.exit'

type Place = { id: string; region: string }
async function place(slug: string): Promise<Place> {
  const { rows } = await sql<Place>`select id, region from item where kind = 'city' and slug = ${slug}`.execute(db())
  return rows[0] ?? expect.fail(slug)
}
const seatIn = ({ id, region }: Place): Actor => ({
  kind: 'person',
  id: 'x',
  seats: [{ placeId: id, region, role: 'reader', place: 'city' }],
  regions: [],
  assurance: 'two',
})

type Given = {
  respondent?: string
  day?: string
  label?: Label
  step?: number
  state?: 'answered' | 'not_known' | 'rather_not_say'
  released?: boolean
  readers?: string[]
}
async function answer(city: Place, given: Given): Promise<string> {
  const { steps } = await db().selectFrom('factor').select('steps').where('code', '=', FACTOR).executeTakeFirstOrThrow()
  const state = given.state ?? 'answered'
  const row = {
    id: newKey(),
    city_id: city.id,
    factor: FACTOR,
    respondent: given.respondent ?? 'residents',
    state,
    value: state === 'answered' ? [steps[given.step ?? 0] ?? ''] : [],
    day: given.day ?? '2026-10-01',
    label: given.label ?? 'public',
    released: given.released ?? true,
    by_whom: 'test',
  }
  await db().insertInto('city_answer').values(row).execute()
  for (const place_id of given.readers ?? [])
    await db().insertInto('city_answer_reader').values({ answer_id: row.id, place_id }).execute()
  return row.id
}
const of = (answers: { factor: string; respondent: string; id: string }[], respondent = 'residents') =>
  answers.filter((one) => one.factor === FACTOR && one.respondent === respondent).map((one) => one.id)

test('the newest of each kind of respondent counts, the later of two on one day', async () => {
  const city = await place('demo-marsa-lawz')
  await answer(city, { day: '2025-01-01' })
  await answer(city, { day: '2026-10-02' })
  const newest = await answer(city, { day: '2026-10-02' })
  const other = await answer(city, { respondent: 'school', day: '2024-01-01' })
  const answers = await listAnswers(db(), VISITOR, city.id)
  expect(of(answers)).toEqual([newest])
  expect(of(answers, 'school')).toEqual([other])
})

test('a newer "not known" takes the place of an older answer', async () => {
  const city = await place('demo-marsa-lawz')
  await answer(city, { day: '2025-01-01' })
  const newest = await answer(city, { day: '2026-01-01', state: 'not_known' })
  expect(of(await listAnswers(db(), VISITOR, city.id))).toEqual([newest])
})

test('a hidden newer answer neither hides nor reveals: changing it changes nothing that is shown', async () => {
  const city = await place('demo-marsa-lawz')
  const shown = await answer(city, { day: '2025-01-01' })
  const without = await listAnswers(db(), VISITOR, city.id)
  expect(of(without)).toEqual([shown])
  for (const step of [0, 1, 2]) {
    await answer(city, { day: '2026-10-01', label: 'team', step })
    expect(await listAnswers(db(), VISITOR, city.id)).toEqual(without)
    expect((await listAnswersOfCities(db(), VISITOR, 'all')).get(city.id)).toEqual(without)
  }
  await answer(city, { day: '2026-10-02', label: 'team', state: 'rather_not_say' })
  expect(await listAnswers(db(), VISITOR, city.id)).toEqual(without)
  expect(of(await listAnswers(db(), seatIn(city), city.id))).not.toEqual([shown])
})

test('a label of an answer reaches exactly whom it names', async () => {
  const [city, named, elsewhere] = [
    await place('demo-marsa-lawz'),
    await place('demo-bjerkhavn'),
    await place('demo-cerro-colibri'),
  ]
  const neighbour: Actor = { kind: 'person', id: 'hub', seats: [], regions: [city.region], assurance: 'two' }
  const seen: Record<string, Label[]> = { visitor: [], elsewhere: [], named: [], hub: [], own: [] }
  const actors: [string, Actor][] = [
    ['visitor', VISITOR],
    ['elsewhere', seatIn(elsewhere)],
    ['named', seatIn(named)],
    ['hub', neighbour],
    ['own', seatIn(city)],
  ]
  for (const label of LABELS) {
    const id = await answer(city, { respondent: `kind_${label}`, label, readers: label === 'cities' ? [named.id] : [] })
    for (const [who, actor] of actors)
      if (of(await listAnswers(db(), actor, city.id), `kind_${label}`).includes(id)) seen[who]?.push(label)
  }
  expect(seen).toEqual({
    visitor: ['public'],
    elsewhere: ['public', 'network'],
    named: ['public', 'network', 'cities'],
    hub: ['public', 'network', 'region'],
    own: [...LABELS],
  })
})

test('an answer that its respondent has not released is nobody’s', async () => {
  const city = await place('demo-marsa-lawz')
  await answer(city, { respondent: 'school', released: false })
  for (const actor of [VISITOR, seatIn(city), SYSTEM])
    expect(of(await listAnswers(db(), actor, city.id), 'school')).toEqual([])
})

test('where the city may not be seen, none of its answers may', async () => {
  const city = await place('demo-marsa-lawz')
  expect((await listAnswers(db(), VISITOR, city.id)).length).toBeGreaterThan(10)
  await updateLabel(db(), SYSTEM, { itemId: city.id, label: 'team', why: 'test' })
  expect(await listAnswers(db(), VISITOR, city.id)).toEqual([])
  expect((await listAnswersOfCities(db(), VISITOR, 'all')).has(city.id)).toBe(false)
})

test('many cities at once give what each gives alone, and the bound holds', async () => {
  const cities = [await place('demo-marsa-lawz'), await place('demo-bjerkhavn')]
  const both = await listAnswersOfCities(
    db(),
    VISITOR,
    cities.map((city) => city.id),
  )
  for (const city of cities) expect(both.get(city.id)).toEqual(await listAnswers(db(), VISITOR, city.id))
  expect(both.size).toBe(2)
  expect((await listAnswersOfCities(db(), VISITOR, 'all')).size).toBe(6)
  expect((await listAnswersOfCities(db(), VISITOR, 'all', 4)).size).toBe(4)
  expect((await listAnswersOfCities(db(), VISITOR, [])).size).toBe(0)
})
