import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { PersonView } from '#features/people/person-view.ts'
import { sampleActor } from '#features/safeguards/testing/sample-actor.ts'
import { deskOf } from './desk.server.ts'

const db = testDatabase(withSample)
const now = new Date('2026-11-24T09:00:00Z')

/** As whoever sits in the first seat of this invented person. */
async function tasksOf(key: string) {
  const actor = await sampleActor(db(), key)
  const [seat] = actor.kind === 'person' ? actor.seats : []
  const sitsIn = seat && { ...seat, slug: 'here', name: 'Here' }
  return deskOf(db(), actor, { person: { sitsIn, language: 'en', missing: null } as unknown as PersonView, now })
}

async function invited(slug: string, days: number): Promise<void> {
  await sql`insert into invitation (id, digest, place_id, role, email, name, language, note, until)
    select ${newKey()}, ${Buffer.from(newKey())}, id, 'editor', ${`${newKey()}@city.example`}, 'X', 'en', '', now() + make_interval(days => ${days})
    from item where slug = ${slug}`.execute(db())
}

test('an invitation that runs out within three days waits for whoever leads the place, not for its other seats', async () => {
  await invited('demo-marsa-lawz', 10)
  expect((await tasksOf('demo-p-rassif')).map((task) => task.kind)).not.toContain('invitations')
  await invited('demo-marsa-lawz', 2)
  await invited('demo-marsa-lawz', -1)
  await invited('demo-nordhavn', 2)
  expect(await tasksOf('demo-p-rassif')).toContainEqual({ kind: 'invitations', count: 2, place: 'Here', slug: 'here' })
  expect((await tasksOf('demo-p-mawja')).map((task) => task.kind)).not.toContain('invitations')
})

test('an organisation that no hub has verified waits for the hub of its region and for the secretariat', async () => {
  const waits = { kind: 'organisations', count: 1 }
  expect(await tasksOf('demo-p-atlas')).not.toContainEqual(waits)
  await sql`update organisation set verified_at = null, verified_by = null where id = (select id from item where slug = 'demo-org-dar-al-mazad')`.execute(
    db(),
  )
  expect(await tasksOf('demo-p-atlas')).toContainEqual(waits)
  expect(await tasksOf('demo-p-laurier')).toContainEqual(waits)
  expect((await tasksOf('demo-p-rassif')).map((task) => task.kind)).not.toContain('organisations')
})
