import { randomBytes } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { eventOf, shownBy } from '../../visit.ts'
import { whoAsks } from '../../who-asks.server.ts'

const key = randomBytes(32)
vi.mock('../../instance.server.ts', () => ({ instance: async () => ({ key }) }))
const db = testDatabase(withSample)
const page = () => import('./+page.server.ts')

async function post(name: 'take' | 'leave', fields: Record<string, string>, demonstration = true) {
  const kept: Record<string, string> = {}
  const cookies = {
    get: (cookie: string) => kept[cookie],
    set: (cookie: string, value: string) => void (kept[cookie] = value),
    delete: (cookie: string) => void delete kept[cookie],
  }
  const body = new FormData()
  for (const [field, value] of Object.entries(fields)) body.append(field, value)
  const base = await eventOf({ db: db() })
  const event = {
    ...base,
    cookies,
    request: new Request('http://localhost/en/look-as', { method: 'POST', body }),
    locals: { ...base.locals, demonstration },
  }
  const { actions } = await page()
  const thrown = await actions[name](event as never).then(
    () => null,
    (error: { status: number; location?: string }) => error,
  )
  return { thrown, cookies }
}

test('a reader’s seat is taken in a demonstration city, and leads back to where one was', async () => {
  const { thrown, cookies } = await post('take', {
    city: 'demo-marsa-lawz',
    back: '/ar/worth-a-look?concern=challenges%2Fx',
  })
  expect([thrown?.status, thrown?.location]).toEqual([303, '/ar/worth-a-look?concern=challenges%2Fx'])
  const asker = await whoAsks(db(), { cookies, key, demonstration: true, language: 'en' })
  expect(asker.seat).toMatchObject({ slug: 'demo-marsa-lawz', name: 'Marsa Lawz' })
  expect(asker.actor).toMatchObject({ kind: 'person', seats: [{ role: 'reader' }] })
  expect((await whoAsks(db(), { cookies, key, demonstration: false, language: 'en' })).seat).toBeNull()
})

test.each(['https://evil.example', '//evil.example', '/\\evil'])('%s is nowhere to be led to', async (back) => {
  expect((await post('take', { city: 'demo-marsa-lawz', back })).thrown?.location).toBe('/en/worth-a-look')
  expect((await post('leave', { back })).thrown?.location).toBe('/en/look-as')
})

test('nobody looks as a real city, as none, or outside a demonstration', async () => {
  expect((await post('take', { city: 'barcelona-spain' })).thrown?.status).toBe(400)
  expect((await post('take', {})).thrown?.status).toBe(400)
  expect((await post('take', { city: 'demo-marsa-lawz' }, false)).thrown?.status).toBe(404)
})

test('six invented cities are offered, each marked as such', async () => {
  const shown = JSON.parse((await shownBy(await page(), { db: db() })) ?? '{}') as {
    cities: { slug: string; invented: boolean }[]
  }
  expect(shown.cities).toHaveLength(6)
  expect(shown.cities.every(({ slug, invented }) => invented && slug.startsWith('demo-'))).toBe(true)
})
