import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { findAlike } from './alike.server.ts'
import type { AlikeAsk } from './alike.query.ts'
import { saveVisitorAnswer } from './visitor.queries.server.ts'

const db = testDatabase(withSample)
const NOW = new Date('2026-11-24T09:00:00Z')

async function idOf(slug: string): Promise<{ id: string; region: string }> {
  const { rows } = await sql<{
    id: string
    region: string
  }>`select id, region from item where kind = 'city' and slug = ${slug}`.execute(db())
  return rows[0] ?? expect.fail(slug)
}
async function alike(ask: Partial<AlikeAsk>, who: { actor?: Actor; visitorId?: string; seat?: string } = {}) {
  const vocabulary = await loadVocabulary(db(), VISITOR)
  const asking = {
    db: db(),
    actor: who.actor ?? VISITOR,
    language: 'en' as const,
    vocabulary,
    epoch: 0,
    now: NOW,
    demonstration: true,
    visitorId: who.visitorId ?? null,
    seat: who.seat ? { slug: who.seat } : null,
  }
  return findAlike(asking, { city: null, group: null, ...ask })
}
const seatIn = async (slug: string): Promise<Actor> => {
  const { id, region } = await idOf(slug)
  return {
    kind: 'person',
    id: 'x',
    seats: [{ placeId: id, region, role: 'reader', place: 'city' }],
    regions: [],
    assurance: 'demonstration',
  }
}
async function answers(visitorId: string | null, steps: Record<string, number>): Promise<string> {
  let id = visitorId
  for (const [factor, at] of Object.entries(steps)) {
    const { steps: all } = await db()
      .selectFrom('factor')
      .select('steps')
      .where('code', '=', factor)
      .executeTakeFirstOrThrow()
    id = await saveVisitorAnswer(db(), {
      visitorId: id,
      now: NOW,
      days: 30,
      factor,
      state: 'answered',
      value: [all[at] ?? ''],
    })
  }
  return id ?? expect.fail('nothing saved')
}

test('a city is compared with all others, never with itself, each with its range and the factors that differ', async () => {
  const { cities, compared, answered } = await alike({ city: 'demo-marsa-lawz' })
  expect(compared).toMatchObject({ kind: 'city', cityNotSeen: false })
  expect(answered).toBeGreaterThan(10)
  expect(cities.map(({ row }) => row.slug)).toHaveLength(5)
  expect(cities.map(({ row }) => row.slug)).not.toContain('demo-marsa-lawz')
  for (const { low, high, shared, differ } of cities) {
    expect(low).toBeLessThanOrEqual(high)
    expect(shared).toBeGreaterThanOrEqual(3)
    expect(differ.length).toBeLessThanOrEqual(4)
    for (const { here, there, label } of differ)
      expect([here.length, there.length, label.length].every((length) => length > 0)).toBe(true)
  }
  expect(cities.map(({ low }) => low)).toEqual(cities.map(({ low }) => low).sort((a, b) => b - a))
})

test('one group of factors can be compared alone', async () => {
  const all = await alike({ city: 'demo-bjerkhavn' })
  const governance = await alike({ city: 'demo-bjerkhavn', group: 'gov' })
  for (const { row, shared } of governance.cities)
    expect(shared).toBeLessThan(all.cities.find((each) => each.row.id === row.id)?.shared ?? 0)
  for (const { differ } of governance.cities) for (const { slug } of differ) expect(slug).toMatch(/^factors\/gov\./)
})

test('a visitor’s own answers are compared, from three shared ones on', async () => {
  const two = await answers(null, { 'gov.mandate': 2, 'gov.coordination': 3 })
  expect((await alike({}, { visitorId: two })).cities).toEqual([])
  const three = await answers(two, { 'srv.staff': 2 })
  const found = await alike({}, { visitorId: three })
  expect(found.compared.kind).toBe('you')
  expect(found.cities.length).toBeGreaterThan(0)
  expect((await alike({}, {})).answered).toBe(0)
})

test('a seat is compared from its own answers, with those that the network shows', async () => {
  const actor = await seatIn('demo-marsa-lawz')
  const seated = await alike({}, { actor, seat: 'demo-marsa-lawz' })
  const outside = await alike({ city: 'demo-marsa-lawz' })
  expect(seated.compared.kind).toBe('seat')
  expect(seated.answered).toBeGreaterThan(outside.answered)
})

test('a hidden answer moves nothing: not a range, not an order, not a count', async () => {
  const before = await alike({ city: 'demo-marsa-lawz' })
  for (const slug of ['demo-marsa-lawz', 'demo-bjerkhavn']) {
    const { id } = await idOf(slug)
    for (const factor of ['gov.mandate', 'thr.violence', 'leg.civic_space']) {
      const { steps } = await db()
        .selectFrom('factor')
        .select('steps')
        .where('code', '=', factor)
        .executeTakeFirstOrThrow()
      for (const value of steps)
        await db()
          .insertInto('city_answer')
          .values({
            id: newKey(),
            city_id: id,
            factor,
            respondent: 'administration',
            state: 'answered',
            value: [value],
            day: '2026-11-20',
            label: 'team',
            by_whom: 'test',
          })
          .execute()
      expect(await alike({ city: 'demo-marsa-lawz' })).toEqual(before)
    }
  }
})

test('a city that is not there and one that may not be seen look alike', async () => {
  const gone = await alike({ city: 'nowhere' })
  expect(gone.compared.cityNotSeen).toBe(true)
  const { id } = await idOf('demo-mwambora')
  await db().updateTable('item').set({ label: 'team' }).where('id', '=', id).execute()
  expect(await alike({ city: 'demo-mwambora' })).toEqual(gone)
  expect((await alike({ city: 'demo-marsa-lawz' })).cities.map(({ row }) => row.slug)).not.toContain('demo-mwambora')
})
