/** Two who leave at the same moment, on connections of their own. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { standingDatabase } from '#platform/mail/testing/standing-database.ts'
import type { Actor } from '#features/registry/actor.ts'
import { erasePerson, findErasing } from './erase-person.server.ts'
import { aPerson, PASSWORD, type Somebody } from './testing/somebody.ts'

const db = standingDatabase()

const erase = ({ id, sessionId }: Somebody) => {
  const actor: Actor = { kind: 'person', id, seats: [], regions: [], assurance: 'two' }
  return erasePerson(db(), actor, { personId: id, sessionId, typed: PASSWORD, now: new Date() })
}

async function aCity(slug: string): Promise<void> {
  const city = newKey()
  await sql`insert into item (id, kind, slug, place_id, label, state, original_language, created_by, updated_by)
    values (${city}, 'city', ${slug}, ${city}, 'public', 'published', 'en', 'test', 'test')`.execute(db())
}

const twoFocalPoints = (round: number) =>
  Promise.all(
    [0, 1].map((each) =>
      aPerson(db(), { role: 'focal_point', email: `f${round}.${each}@city.example`, name: `Focal ${each}` }),
    ),
  )

test('of the last two focal points who erase themselves at once, one stays', async () => {
  await aCity('demo-marsa-lawz')
  for (let round = 0; round < 5; round++) {
    await sql`update seat set until = now() where until is null`.execute(db())
    const outcomes = await Promise.all((await twoFocalPoints(round)).map(erase))
    expect(outcomes.map((outcome) => (outcome.ok ? 'erased' : outcome.reason)).toSorted()).toEqual([
      'erased',
      'last_focal_point',
    ])
  }
})

test('whoever began first but waited sees that the other has left', async () => {
  await sql`update seat set until = now() where until is null`.execute(db())
  const [early, late] = await twoFocalPoints(9)
  const lastIn = await db()
    .transaction()
    .execute(async (began) => {
      await sql`select now()`.execute(began)
      expect(await erase(late!)).toMatchObject({ ok: true })
      return (await findErasing(began, { personId: early!.id, sessionId: early!.sessionId }))?.lastIn
    })
  expect(lastIn).toEqual(['demo-marsa-lawz'])
})

test('the same person who presses twice is erased once', async () => {
  const somebody = await aPerson(db(), { email: 'twice@city.example' })
  const outcomes = await Promise.all([erase(somebody), erase(somebody)])
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  const { rows } =
    await sql`select 1 from audit_entry where act = 'person.erased' and by_whom = ${`person:${somebody.id}`}`.execute(
      db(),
    )
  expect(rows).toHaveLength(1)
})
