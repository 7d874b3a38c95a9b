import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { countCitiesAnswering, listCitiesNaming } from './cities-of-term.queries.server.ts'

const db = testDatabase(withSample)
const EDITOR = { kind: 'system', job: 'test' } as const

const cityId = async (slug: string) =>
  (await sql<{ id: string }>`select id from item where kind = 'city' and slug = ${slug}`.execute(db())).rows[0]?.id ??
  ''
const seatIn = (placeId: string): Actor => ({
  kind: 'person',
  id: 'x',
  seats: [{ placeId, region: 'nowhere', role: 'reader', place: 'city' }],
  regions: [],
  assurance: 'two',
})

describe('a concern', () => {
  const of = { challenges: ['polarisation_after_event'], language: 'ar', limit: 50 } as const

  test('is named by cities, in the language of the reader, invented ones marked', async () => {
    const { cities, total } = await listCitiesNaming(db(), VISITOR, of)
    expect(total).toBe(cities.length)
    expect(total).toBeGreaterThan(0)
    expect(cities.every((city) => city.demonstration && city.words.lang === 'ar')).toBe(true)
  })

  test('is not named by a city that this reader may not see', async () => {
    const { cities } = await listCitiesNaming(db(), VISITOR, of)
    await updateLabel(db(), EDITOR, { itemId: await cityId(cities[0]?.slug ?? ''), label: 'team', why: 'a test' })
    expect((await listCitiesNaming(db(), VISITOR, of)).cities.map((city) => city.slug)).toEqual(
      cities.slice(1).map((city) => city.slug),
    )
  })
})

describe('a question', () => {
  test('counts a city where this reader may see its answer, and there alone', async () => {
    const place = await cityId('barcelona-spain')
    const [visitor, own] = [
      await countCitiesAnswering(db(), VISITOR, 'srv.exit'),
      await countCitiesAnswering(db(), seatIn(place), 'srv.exit'),
    ]
    const values = {
      city_id: place,
      factor: 'srv.exit',
      respondent: 'school',
      state: 'answered',
      value: ['none'],
      day: '2026-11-20',
      by_whom: 'test',
    }
    await db()
      .insertInto('city_answer')
      .values({ ...values, id: newKey(), label: 'team' })
      .execute()
    expect(await countCitiesAnswering(db(), VISITOR, 'srv.exit')).toEqual(visitor)
    expect(await countCitiesAnswering(db(), seatIn(place), 'srv.exit')).toEqual({ ...own, cities: own.cities + 1 })
    await db()
      .insertInto('city_answer')
      .values({ ...values, id: newKey(), label: 'public' })
      .execute()
    expect(await countCitiesAnswering(db(), VISITOR, 'srv.exit')).toEqual({ ...visitor, cities: visitor.cities + 1 })
  })

  test('counts no city that only says it does not know', async () => {
    const real = await sql<{
      id: string
    }>`select id from item where kind = 'city' and not demonstration limit 1`.execute(db())
    const row = (state: string, day: string) => ({
      id: newKey(),
      city_id: real.rows[0]?.id ?? '',
      factor: 'gov.mandate',
      respondent: 'school',
      state,
      value: state === 'answered' ? ['explicit'] : [],
      day,
      label: 'public',
      by_whom: 'test',
    })
    const before = await countCitiesAnswering(db(), VISITOR, 'gov.mandate')
    await db().insertInto('city_answer').values(row('answered', '2026-01-01')).execute()
    expect(await countCitiesAnswering(db(), VISITOR, 'gov.mandate')).toEqual({
      cities: before.cities + 1,
      invented: before.invented,
    })
    await db().insertInto('city_answer').values(row('rather_not_say', '2026-02-01')).execute()
    expect(await countCitiesAnswering(db(), VISITOR, 'gov.mandate')).toEqual(before)
  })
})
