/** The page on which a city sets up its own sign-in: there for whoever may, not there for anybody else; and no secret goes back. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor, type Seat } from '#features/registry/actor.ts'
import * as chooser from './[lang=lang]/sign-in/city/+page.server.ts'
import * as page from './[lang=lang]/team/[slug]/sign-in/+page.server.ts'
import { eventOf } from './visit.ts'

const db = testDatabase(withSample)
const CITY = 'demo-marsa-lawz'

async function actorOf(seat: Partial<Seat>, slug = CITY): Promise<Actor> {
  const { rows } = await sql<{ id: string }>`select id from item where slug = ${slug}`.execute(db())
  const placeId = rows[0]?.id ?? expect.fail('no such place')
  const seats = [{ placeId, place: 'city' as const, region: null, role: 'reader' as const, ...seat }]
  const id = newKey()
  await sql`insert into person (id, email, name) values (${id}, ${`${id}@city.example`}, 'Salma')`.execute(db())
  await sql`insert into seat (id, person_id, place_id, role, confirmed_by) values (${newKey()}, ${id}, ${placeId}, ${seat.role ?? 'reader'}, 'test')`.execute(
    db(),
  )
  return { kind: 'person', id, seats, regions: [], assurance: 'two' }
}

async function look(actor: Actor, slug = CITY) {
  const event = await eventOf({ db: db(), params: { slug }, actor })
  try {
    return await page.load(event as unknown as Parameters<typeof page.load>[0])
  } catch (thrown) {
    return { status: (thrown as { status: number }).status }
  }
}
const press = async (actor: Actor, name: keyof typeof page.actions) => {
  const event = await eventOf({ db: db(), params: { slug: CITY }, actor })
  try {
    return await page.actions[name](event as unknown as Parameters<(typeof page.actions)[typeof name]>[0])
  } catch (thrown) {
    return thrown
  }
}

test('to whoever does not lead the city the page is not there, and nothing on it can be pressed', async () => {
  const others = [
    VISITOR,
    await actorOf({ role: 'editor' }),
    await actorOf({ role: 'focal_point' }, 'demo-bjerkhavn'),
    await actorOf({ place: 'hub', role: 'manager' }, 'hub-mena'),
  ]
  for (const actor of others) {
    expect(await look(actor)).toEqual({ status: 404 })
    for (const name of Object.keys(page.actions) as (keyof typeof page.actions)[])
      expect(await press(actor, name)).toMatchObject({ status: 404 })
  }
  expect(await look(await actorOf({ role: 'focal_point' }), 'no-such-city')).toEqual({ status: 404 })
})

test('a focal point begins, is given an address without the name of the city, and never sees the secret', async () => {
  const lead = await actorOf({ role: 'focal_point' })
  expect(await look(lead)).toMatchObject({ provider: null })
  expect(await press(lead, 'begin')).toMatchObject({ status: 303 })
  await sql`update provider set secret = 'zqxsealed', issuer = 'https://login.city.example'`.execute(db())
  const shown = await look(lead)
  expect(shown).toMatchObject({ provider: { active: false, hasSecret: true, complete: false } })
  expect(JSON.stringify(shown)).not.toContain('zqxsealed')
  expect(JSON.stringify(shown)).not.toContain(Buffer.from('zqxsealed').toString('base64'))
  expect('provider' in shown && shown.provider?.redirect).toMatch(/\/sign-in\/return\/[0-9a-f-]{36}$/)
})

test('a city that is hidden is not offered to anybody, whatever seat they sit in', async () => {
  await press(await actorOf({ role: 'focal_point' }), 'begin')
  await sql`update provider set active = true`.execute(db())
  const offered = async (actor: Actor) => {
    const event = await eventOf({ db: db(), actor, query: '?fault=down&back=https://evil.example&key=x' })
    return chooser.load(event as unknown as Parameters<typeof chooser.load>[0])
  }
  const actors = [VISITOR, await actorOf({ role: 'focal_point' })]
  for (const actor of actors)
    expect(await offered(actor)).toMatchObject({ cities: [{ name: 'Marsa Lawz' }], back: '', fault: 'down', key: null })
  await sql`update item set label = 'team' where slug = ${CITY}`.execute(db())
  for (const actor of actors) expect(await offered(actor)).toMatchObject({ cities: [] })
})
