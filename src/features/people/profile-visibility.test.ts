import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { VISITOR, type Actor, type Seat } from '#features/registry/actor.ts'
import { LABELS, type Label } from '#features/registry/item.ts'
import type { Labelled } from '#features/registry/visibility.ts'
import { seesField, type Whose } from './profile.access.ts'
import { reachesPerson } from './profile-visibility.server.ts'

const db = testDatabase()

const [NEIGHBOUR, NAMED, FAR] = [newKey(), newKey(), newKey()] as [string, string, string]
const person = (places: [string, string][], regions: string[] = [], id = newKey()): Actor => ({
  kind: 'person',
  id,
  seats: places.map(([placeId, region]): Seat => ({ placeId, region, role: 'reader', place: 'city' })),
  regions,
  assurance: 'two',
})

async function place(label: Label, region: string, id = newKey()): Promise<Labelled> {
  await db()
    .insertInto('item')
    .values({
      id,
      kind: 'city',
      place_id: id,
      region,
      label,
      state: 'published',
      slug: `c-${id}`,
      original_language: 'en',
      created_by: 't',
      updated_by: 't',
    })
    .execute()
  return { id, label, state: 'published', region, placeId: id, readers: [] }
}

async function somebody(places: Labelled[], guarded: boolean): Promise<Whose> {
  const id = newKey()
  await sql`insert into person (id, email, name, protected) values (${id}, ${`${id}@city.example`}, 'A', ${guarded})`.execute(
    db(),
  )
  for (const { id: placeId } of places)
    await sql`insert into seat (id, person_id, place_id, role, confirmed_by, since) values (${newKey()}, ${id}, ${placeId}, 'reader', 'test', now() - interval '1 day')`.execute(
      db(),
    )
  await sql`insert into person_reader (person_id, place_id) values (${id}, ${NAMED})`.execute(db())
  return { id, protected: guarded, places, named: [NAMED] }
}

test('the predicate in SQL and its pure twin say the same for every label, place, actor and protection', async () => {
  await place('public', 'mena', NEIGHBOUR)
  await place('public', 'south_asia', NAMED)
  await place('public', 'oceania', FAR)
  const people: Whose[] = [await somebody([], false)]
  for (const label of LABELS)
    for (const guarded of [false, true]) people.push(await somebody([await place(label, 'mena')], guarded))
  people.push(await somebody([await place('team', 'mena'), await place('public', 'oceania')], false))
  const actors: Actor[] = [
    VISITOR,
    { kind: 'system', job: 'test' },
    person([]),
    person([[NEIGHBOUR, 'mena']]),
    person([[NAMED, 'south_asia']]),
    person([[FAR, 'oceania']]),
    person([], ['mena']),
    ...people.map(({ id }) => person([], [], id)),
    ...people.flatMap(({ places }) => places.map((at) => person([[at.id, at.region ?? '']]))),
  ]
  let seen = 0
  for (const actor of actors)
    for (const label of LABELS) {
      const { rows } = await sql<{ id: string }>`
        select person.id from person where ${reachesPerson(actor, sql`${label}::text`)}`.execute(db())
      const ids = new Set(rows.map((row) => row.id))
      for (const whose of people)
        expect(ids.has(whose.id), `${JSON.stringify(actor)} ${label} ${JSON.stringify(whose)}`).toBe(
          seesField(actor, whose, label),
        )
      seen += people.filter(({ id }) => ids.has(id)).length
    }
  expect(seen).toBeGreaterThan(people.length)
  expect(seen).toBeLessThan(people.length * actors.length * LABELS.length)
})

test('a seat that has ended shows nothing to anybody but its person', async () => {
  await place('public', 'south_asia', NAMED)
  const at = await place('public', 'mena')
  const whose = await somebody([at], false)
  await sql`update seat set until = now() - interval '1 hour' where person_id = ${whose.id}`.execute(db())
  const { rows } =
    await sql`select from person where id = ${whose.id} and ${reachesPerson(person([[at.id, 'mena']]), sql`'public'`)}`.execute(
      db(),
    )
  expect(rows).toHaveLength(0)
})
