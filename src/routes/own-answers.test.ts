/** A visitor's answers as the pages take them: given, refused, said once, taken away. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { sign, unsign } from '#platform/web/signed.server.ts'
import { seatIn } from '#features/fit/testing/asking.server.ts'
import { newKey } from '#base/keys.server.ts'
import { eventOf } from './visit.ts'

const key = randomBytes(32)
vi.mock('./instance.server.ts', () => ({ instance: async () => ({ key }) }))

const db = testDatabase(withSample)
const LOOK = '/en/worth-a-look?concern=challenges%2Flocal_recruitment'

/** What a browser keeps: cookies by name. */
const jar = (kept: Record<string, string> = {}) => ({
  kept,
  get: (name: string) => kept[name],
  set: (name: string, value: string) => void (kept[name] = value),
  delete: (name: string) => void delete kept[name],
})

type Given = {
  address?: string
  fields?: [string, string][]
  cookies?: ReturnType<typeof jar>
  visitorId?: string | null
  seat?: string
  params?: Record<string, string>
}

async function post(
  actions: Record<string, unknown>,
  name: string,
  { address = LOOK, fields = [], cookies = jar(), visitorId = null, seat, params }: Given,
) {
  const body = new FormData()
  for (const [field, value] of fields) body.append(field, value)
  const base = await eventOf({ db: db(), visitorId, ...(params ? { params } : {}) })
  const seated = seat ? await seatIn(db(), seat) : {}
  const url = new URL(address, 'http://localhost')
  const event = {
    ...base,
    url,
    cookies,
    request: new Request(url, { method: 'POST', body }),
    locals: { ...base.locals, ...seated },
  }
  try {
    return {
      answered: (await (actions[name] as (event: unknown) => unknown)(event)) as {
        status: number
        data: Record<string, unknown>
      },
      cookies: cookies.kept,
    }
  } catch (thrown) {
    return { thrown: thrown as { status: number; location?: string }, cookies: cookies.kept }
  }
}

const look = () => import('./[lang=lang]/worth-a-look/+page.server.ts')
const fit = () => import('./[lang=lang]/practices/[slug]/fit/+page.server.ts')
const answersPage = () => import('./[lang=lang]/answers/+page.server.ts')
const ANSWER: [string, string][] = [
  ['factor', 'gov.plan'],
  ['value', 'adopted'],
]
const stored = async () =>
  (
    await sql<{
      factor: string
      state: string
      value: string[]
    }>`select factor, state, value from visitor_answer order by factor`.execute(db())
  ).rows

test('an answer is kept for this browser and leads back to the same address, which names no answer', async () => {
  const { thrown, cookies } = await post((await look()).actions, 'answer', { fields: ANSWER })
  expect([thrown?.status, thrown?.location]).toEqual([303, `${LOOK}#next`])
  expect(await stored()).toEqual([{ factor: 'gov.plan', state: 'answered', value: ['adopted'] }])
  expect(unsign(key, 'visitor', cookies['visitor'])).toMatch(/^[0-9a-f-]{36}$/)
  expect(`${thrown?.location}`).not.toContain('adopted')
})

test('what moved is said once, on the page that follows', async () => {
  const cookies = jar()
  await post((await look()).actions, 'answer', { fields: ANSWER, cookies })
  const visitorId = unsign(key, 'visitor', cookies.kept['visitor'])
  const event = async () => ({ ...(await eventOf({ db: db(), visitorId })), cookies })
  const { load } = await look()
  const first = (await load((await event()) as never)) as { told: { factor: string; moved: number } | null }
  expect(first.told).toMatchObject({ factor: 'gov.plan', moved: 0 })
  expect(((await load((await event()) as never)) as { told: unknown }).told).toBeNull()
})

test.each([
  [[['factor', 'gov.plan']], 'missing'],
  [
    [
      ['factor', 'gov.plan'],
      ['value', 'nowhere'],
    ],
    'unknown_choice',
  ],
  [
    [
      ['factor', 'gov.plan'],
      ['value', 'adopted'],
      ['value', 'none'],
    ],
    'too_many',
  ],
  [
    [
      ['factor', 'thr.forms'],
      ['value', 'far_right'],
      ['value', '_not_known'],
    ],
    'not_both',
  ],
] as [[string, string][], string][])('%j is not taken (%s), and what was chosen stays', async (fields, fault) => {
  const { answered } = await post((await look()).actions, 'answer', { fields })
  expect(answered?.status).toBe(400)
  expect(answered?.data).toMatchObject({
    fault,
    typed: fields.filter(([name]) => name === 'value').map(([, value]) => value),
  })
  expect(await stored()).toEqual([])
})

test('a question that is none, and a body that is no form: refused calmly', async () => {
  expect(
    (
      await post((await look()).actions, 'answer', {
        fields: [
          ['factor', 'gov.nothing'],
          ['value', 'x'],
        ],
      })
    ).thrown?.status,
  ).toBe(400)
  const base = await eventOf({ db: db() })
  const request = new Request('http://localhost/en', {
    method: 'POST',
    body: 'x',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  })
  const { actions } = await look()
  await expect(actions.answer({ ...base, cookies: jar(), request } as never)).rejects.toMatchObject({ status: 400 })
})

test('a reader’s seat, and a city that the address names, cannot be answered for', async () => {
  expect(
    (await post((await look()).actions, 'answer', { fields: ANSWER, seat: 'demo-marsa-lawz' })).thrown?.status,
  ).toBe(403)
  expect(
    (await post((await look()).actions, 'answer', { fields: ANSWER, address: '/en/worth-a-look?city=demo-bjerkhavn' }))
      .thrown?.status,
  ).toBe(403)
  expect(await stored()).toEqual([])
})

test('on the page of a practice the same, and back to it', async () => {
  const { thrown } = await post((await fit()).actions, 'answer', {
    fields: ANSWER,
    params: { slug: 'kumanovo-cat' },
    address: '/en/practices/kumanovo-cat/fit?ask=gov.plan&/answer',
  })
  expect(thrown?.location).toBe('/en/practices/kumanovo-cat/fit#next')
})

test('own answers can be given from a seat on their own page, taken back one by one, and deleted with the cookie', async () => {
  const cookies = jar()
  const { actions, load } = await answersPage()
  expect(
    (
      await post(actions, 'answer', {
        fields: ANSWER,
        cookies,
        seat: 'demo-marsa-lawz',
        address: '/en/answers?ask=gov.plan',
      })
    ).thrown?.location,
  ).toBe('/en/answers#gov.plan')
  const visitorId = unsign(key, 'visitor', cookies.kept['visitor'])
  await post(actions, 'answer', {
    fields: [
      ['factor', 'res.budget'],
      ['value', '_rather_not_say'],
    ],
    cookies,
    visitorId,
  })
  const shown = (await load({ ...(await eventOf({ db: db(), visitorId })), cookies } as never)) as {
    compared: { told: number; until: string }
  }
  expect(shown.compared).toMatchObject({ told: 2, until: '2026-12-24' })
  await post(actions, 'remove', { fields: [['factor', 'gov.plan']], cookies, visitorId })
  expect(await stored()).toEqual([{ factor: 'res.budget', state: 'rather_not_say', value: [] }])
  const { thrown } = await post(actions, 'clear', { cookies, visitorId })
  expect([thrown?.status, thrown?.location]).toEqual([303, '/en/answers?done=cleared'])
  expect(cookies.kept['visitor']).toBeUndefined()
  expect(await stored()).toEqual([])
})

test('a forged cookie, or one whose answers have expired, is told once and taken away', async () => {
  const { load } = await look()
  const forged = jar({ visitor: 'something.else' })
  expect(await load({ ...(await eventOf({ db: db() })), cookies: forged } as never)).toMatchObject({ stale: true })
  expect(forged.kept['visitor']).toBeUndefined()
  const expired = jar({ visitor: sign(key, 'visitor', newKey()) })
  expect(
    await load({ ...(await eventOf({ db: db(), visitorId: newKey() })), cookies: expired } as never),
  ).toMatchObject({ stale: true })
  expect(expired.kept['visitor']).toBeUndefined()
  expect(await load({ ...(await eventOf({ db: db() })), cookies: jar() } as never)).toMatchObject({ stale: false })
})
