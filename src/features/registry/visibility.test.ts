import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { VISITOR, type Actor, type Seat } from './actor.ts'
import { LABELS, STATES, type Label, type State } from './item.ts'
import { maySee, type Labelled, type Placed } from './visibility.ts'
import { visibleTo } from './visibility.server.ts'

const db = testDatabase()

const [HOME, NAMED, NEIGHBOUR, FAR] = [newKey(), newKey(), newKey(), newKey()] as [string, string, string, string]
const REGION: Record<string, string> = { [HOME]: 'mena', [NAMED]: 'south_asia', [NEIGHBOUR]: 'mena', [FAR]: 'oceania' }
const seat = (placeId: string): Seat => ({ placeId, region: REGION[placeId] ?? '', role: 'reader', place: 'city' })
const person = (places: string[], regions: string[] = []): Actor => ({
  kind: 'person',
  id: 'p',
  seats: places.map(seat),
  regions,
  assurance: 'one',
})
const ACTORS: Actor[] = [
  VISITOR,
  { kind: 'system', job: 'test' },
  person([]),
  person([HOME]),
  person([NAMED]),
  person([NEIGHBOUR]),
  person([FAR]),
  person([NAMED, FAR]),
  person([], ['mena']),
  person([], ['oceania']),
]

async function place(id: string, label: Label, state: State): Promise<Labelled> {
  await db()
    .insertInto('item')
    .values({
      id,
      kind: 'city',
      place_id: id,
      region: REGION[id] ?? null,
      label,
      state,
      slug: `c-${id}`,
      original_language: 'en',
      created_by: 't',
      updated_by: 't',
    })
    .execute()
  return { id, label, state, region: REGION[id] ?? null, placeId: id, readers: [] }
}

test('the predicate in SQL and its pure twin say the same for every label, state, place and actor', async () => {
  for (const id of [NAMED, NEIGHBOUR, FAR]) await place(id, 'public', 'published')
  const items: Placed[] = []
  for (const placeLabel of LABELS)
    for (const placeState of ['published', 'draft', 'withdrawn'] as const) {
      const home = newKey()
      REGION[home] = 'mena'
      const homePlace = await place(home, placeLabel, placeState)
      for (const label of LABELS) for (const state of STATES) items.push(await thing(label, state, homePlace))
    }
  for (const label of LABELS) for (const state of STATES) items.push(await thing(label, state, null))
  const home = await place(HOME, 'public', 'published')
  for (const label of LABELS) for (const state of STATES) items.push(await thing(label, state, home))

  let allowed = 0
  for (const actor of ACTORS) {
    const { rows } = await sql<{
      id: string
    }>`select id from item where kind = 'practice' and ${visibleTo(actor)}`.execute(db())
    const seen = new Set(rows.map((row) => row.id))
    for (const item of items)
      expect(seen.has(item.id), `${JSON.stringify(actor)} ${JSON.stringify(item)}`).toBe(maySee(actor, item))
    allowed += seen.size
  }
  expect(allowed).toBeGreaterThan(items.length) // both answers were really met
  expect(allowed).toBeLessThan(items.length * ACTORS.length)
})

async function thing(label: Label, state: State, home: Labelled | null): Promise<Placed> {
  const id = newKey()
  await db()
    .insertInto('item')
    .values({
      id,
      kind: 'practice',
      place_id: home?.id ?? null,
      region: 'mena',
      label,
      state,
      slug: `p-${id}`,
      original_language: 'en',
      created_by: 't',
      updated_by: 't',
    })
    .execute()
  const readers = label === 'cities' ? [NAMED] : []
  for (const place_id of readers) await db().insertInto('item_reader').values({ item_id: id, place_id }).execute()
  return { id, label, state, region: 'mena', placeId: home?.id ?? null, readers, place: home }
}
