/** A person's own data as the pages give it: made, fetched, refused, erased. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { aPerson, EMAIL, NAME, PASSWORD, withTraces, type Somebody } from '#features/people/testing/somebody.ts'
import { findKnown } from '#features/people/session.queries.server.ts'
import { asPerson } from '#features/people/person-view.ts'
import type { Actor } from '#features/registry/actor.ts'
import { eventOf } from './visit.ts'

const db = testDatabase(withSample)
const dataPage = () => import('./[lang=lang]/account/data/+page.server.ts')
const filePage = () => import('./[lang=lang]/account/data/[key].json/+server.ts')
const erasePage = () => import('./[lang=lang]/account/data/erase/+page.server.ts')

/** As the hook makes it of this person's cookie, now. */
async function eventFor(
  { token }: Somebody,
  more: { query?: string; params?: Record<string, string>; typed?: string } = {},
) {
  const known = (await findKnown(db(), token, 'en')) ?? expect.fail('nobody')
  const asked = asPerson(known, 'en')
  const base = await eventOf({ db: db(), actor: asked.actor, ...more })
  const forgotten: string[] = []
  const body = new FormData()
  if (more.typed !== undefined) body.append('proof', more.typed)
  return {
    ...base,
    forgotten,
    request: new Request(base.url, { method: 'POST', body }),
    cookies: { get: () => token, set: () => {}, delete: (name: string) => void forgotten.push(name) },
    locals: { ...base.locals, ...asked, now: new Date() },
  }
}

const thrownBy = async (work: unknown): Promise<{ status: number; location?: string }> => {
  try {
    await work
  } catch (thrown) {
    return thrown as { status: number; location?: string }
  }
  return expect.fail('went through')
}

async function aFile(somebody: Somebody): Promise<string> {
  const { actions, load } = await dataPage()
  const { status, location } = await thrownBy(actions.file((await eventFor(somebody)) as never))
  expect([status, location]).toEqual([303, '/en/account/data?done=file'])
  const page = await load((await eventFor(somebody)) as never)
  return page.file?.id ?? expect.fail('no file')
}

test('a file is made on request, fetched by that person, and kept by no cache', async () => {
  const somebody = await aPerson(db())
  const key = await aFile(somebody)
  const { GET } = await filePage()
  const response = await GET((await eventFor(somebody, { params: { key } })) as never)
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(JSON.stringify(await response.json())).toContain(EMAIL)
})

test('the link of somebody else’s file, an expired one and none lead nowhere, all alike', async () => {
  const somebody = await aPerson(db())
  const other = await aPerson(db(), { email: 'second@city.example', name: 'Second' })
  const key = await aFile(somebody)
  const { GET } = await filePage()
  const get = async (who: Somebody, asked: string) =>
    (await thrownBy((async () => GET((await eventFor(who, { params: { key: asked } })) as never))())).status
  expect(await get(other, key)).toBe(404)
  expect(await get(somebody, '../x')).toBe(404)
  await sql`update person_export set until = now() - interval '1 second'`.execute(db())
  expect(await get(somebody, key)).toBe(404)
})

test('before the click it says in numbers what goes and what stays', async () => {
  const somebody = await aPerson(db())
  await withTraces(db(), somebody)
  const { load } = await erasePage()
  const page = await load((await eventFor(somebody)) as never)
  expect(page).toMatchObject({ proof: 'password', refusal: null, answers: 3 })
  expect(page.goes.find(({ id }) => id === 'passkey')).toEqual({ id: 'passkey', does: 'deleted', count: 1 })
  expect(page.stays.map(({ id }) => id)).toEqual(expect.arrayContaining(['seat', 'item_move', 'audit']))
  expect(page.goes.map(({ id }) => id)).toEqual(expect.arrayContaining(['person', 'mail', 'session']))
})

test('the right password erases, takes the cookie away and leads to the register; a wrong one is said and erases nothing', async () => {
  const somebody = await aPerson(db())
  const { actions } = await erasePage()
  const wrong = await eventFor(somebody, { typed: 'something else' })
  expect(await actions.erase(wrong as never)).toMatchObject({
    status: 400,
    data: { fault: 'This is not your password.' },
  })
  const right = await eventFor(somebody, { typed: PASSWORD })
  const { status, location } = await thrownBy(actions.erase(right as never))
  expect([status, location]).toEqual([303, '/en/privacy/register?done=erased'])
  expect(right.forgotten).toEqual(['session'])
  expect(await findKnown(db(), somebody.token, 'en')).toBeUndefined()
  const { rows } = await sql<{ name: string | null }>`select name from person where id = ${somebody.id}`.execute(db())
  expect(rows).toEqual([{ name: null }])
})

test('the only focal point reads which city to hand over, and the button is not there', async () => {
  await sql`update seat set until = now() where role = 'focal_point'`.execute(db())
  const somebody = await aPerson(db(), { role: 'focal_point' })
  const [own, erase] = [await dataPage(), await erasePage()]
  const sentence =
    'You are the only focal point of Marsa Lawz. Hand over first, so that the city is not left without one.'
  expect(await own.load((await eventFor(somebody)) as never)).toMatchObject({ whyNotErase: sentence })
  expect(await erase.load((await eventFor(somebody)) as never)).toMatchObject({ refusal: sentence })
  const asked = await eventFor(somebody, { typed: PASSWORD })
  expect(await erase.actions.erase(asked as never)).toMatchObject({ status: 400, data: { fault: sentence } })
})

test('of an invented person no file is made, and the reason is shown in place of the button', async () => {
  const somebody = await aPerson(db())
  await sql`update person set demonstration = true where id = ${somebody.id}`.execute(db())
  const { actions, load } = await dataPage()
  expect(await actions.file((await eventFor(somebody)) as never)).toMatchObject({ status: 403 })
  expect((await load((await eventFor(somebody)) as never)).whyNotErase).toMatch(/^Invented people belong/)
})

test('the table of the audit holds what the page shows, and that it was taken along is written down', async () => {
  const somebody = await aPerson(db())
  await withTraces(db(), somebody)
  const audit = await import('./[lang=lang]/audit/+page.server.ts')
  const file = await import('./[lang=lang]/audit/audit.csv/+server.ts')
  const page = await audit.load((await eventFor(somebody, { query: '?act=city' })) as never)
  expect(page.page.lines.map((line) => line.act)).toEqual(['city.changed'])
  const response = await file.GET((await eventFor(somebody, { query: '?act=city' })) as never)
  const text = await response.text()
  expect(text.trim().split('\r\n')).toHaveLength(2)
  expect(text).toContain(NAME)
  const { rows } = await sql<{ by_whom: string; detail: unknown }>`
    select by_whom, detail from audit_entry where act = 'audit.exported'`.execute(db())
  expect(rows).toEqual([{ by_whom: `person:${somebody.id}`, detail: { count: 1 } }])
})

test('whoever has not signed in reads no audit', async () => {
  const { load } = await import('./[lang=lang]/audit/+page.server.ts')
  const visitor: Actor = { kind: 'visitor' }
  expect((await thrownBy((async () => load((await eventOf({ db: db(), actor: visitor })) as never))())).status).toBe(
    403,
  )
})
