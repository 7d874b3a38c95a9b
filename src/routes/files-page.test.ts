/** The page of a place's files, as somebody uses it who means harm. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { sitting } from '#features/organisations/testing/sitting.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { eventOf, shownBy } from './visit.ts'

const db = testDatabase(withSample)
const CITY = 'demo-marsa-lawz'
const page = () => import('./[lang=lang]/cities/[slug]/files/+page.server.ts')

async function post(actor: Actor, name: 'add' | 'withdraw', request: Request): Promise<number> {
  const event = await eventOf({ db: db(), actor, params: { slug: CITY } })
  const act = (await page()).actions[name] as (event: unknown) => Promise<{ status?: number }>
  try {
    return (await act({ ...event, request })).status ?? 0
  } catch (thrown) {
    return (thrown as { status: number }).status
  }
}
const ADDRESS = 'http://localhost/en'
const endless = () =>
  new Request(ADDRESS, {
    method: 'POST',
    body: new ReadableStream({ pull: () => new Promise(() => {}) }),
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    duplex: 'half',
  } as RequestInit)

test('taking a file down waits for no upload, however many hang; and sends no more than a few words', async () => {
  const actor = await sitting(db(), 'demo-p-rassif')
  for (let n = 0; n < 20; n++) void post(actor, 'add', endless())
  const words = new Request(ADDRESS, { method: 'POST', body: new URLSearchParams({ id: newKey() }) })
  const waited = new Promise((tell) => setTimeout(() => tell('waited'), 3000))
  expect(await Promise.race([post(actor, 'withdraw', words), waited])).toBe(400)
  const long = { method: 'POST', body: 'x', headers: { 'content-length': '30000000' } }
  expect(await post(actor, 'withdraw', new Request(ADDRESS, long))).toBe(413)
})

test('of a city that a hub may not see, it is shown no page of files either', async () => {
  const hub = await sitting(db(), 'demo-p-atlas')
  const visit = { db: db(), actor: hub, params: { slug: CITY } }
  expect(await shownBy(await page(), visit)).not.toBeNull()
  await sql`update item set label = 'team' where slug = ${CITY}`.execute(db())
  expect(await shownBy(await import('./[lang=lang]/cities/[slug]/+page.server.ts'), visit)).toBeNull()
  expect(await shownBy(await page(), visit)).toBeNull()
})
