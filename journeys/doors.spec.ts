/** Every route × every kind of person × every method: who is let in, who is led to sign in, and never a fault of ours. */
import { expect, request as requests, test, type APIRequestContext } from '@playwright/test'
import { DOORS, type Door } from '../src/routes/doors.ts'
import { KINDS_OF_PEOPLE } from './kinds-of-people.ts'

const SECRETARIAT = ['officer', 'safeguards officer']
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** An address of each route; what it asks for need not be there. */
const addressOf = (route: string): string =>
  route
    .replace('[lang=lang]', 'en')
    .replace('[page=standing]', 'about')
    .replace('[status]', '404')
    .replace('[format]', 'json')
    .replace('[revision]', '1')
    .replace('[list]', 'challenges')
    .replace('[code]', 'polarisation')
    .replace(/\/(cities|team)\/\[slug\]/, '/$1/demo-marsa-lawz')
    .replace('[slug]', 'aarhus-model')
    .replace('[...slug]', 'challenges/polarisation')
    .replace(/\[\w+\]/g, '019a0000-0000-7000-8000-000000000001')

async function enter(baseURL: string, key: string | null): Promise<APIRequestContext> {
  const context = await requests.newContext({ baseURL, extraHTTPHeaders: { accept: 'text/html', origin: baseURL } })
  if (key !== null) {
    const entered = await context.post('/en/sign-in?/as', { form: { person: key }, maxRedirects: 0 })
    expect(entered.status()).toBe(303)
  }
  return context
}

function expected(door: Door, who: string): 'in' | 'led to sign in' | 'no such page' {
  if (door === 'anyone') return 'in'
  if (who === 'visitor') return 'led to sign in'
  return door === 'secretariat' && !SECRETARIAT.includes(who) ? 'no such page' : 'in'
}

for (const [who, key] of Object.entries(KINDS_OF_PEOPLE))
  test(`the doors, for ${who}`, async ({ baseURL }) => {
    const context = await enter(baseURL ?? '', key)
    for (const [route, door] of Object.entries(DOORS) as [string, Door][])
      for (const method of METHODS) {
        const at = `${method} ${route}`
        const response = await context.fetch(addressOf(route), { method, maxRedirects: 0, failOnStatusCode: false })
        const status = response.status()
        expect(status, at).toBeLessThan(500)
        const may = expected(door, who)
        if (may === 'led to sign in') {
          expect([status, response.headers()['location']], at).toEqual([
            303,
            expect.stringContaining('/en/sign-in?back='),
          ])
        } else if (may === 'no such page') {
          expect(status, at).toBe(404)
        } else {
          expect(response.headers()['location'] ?? '', at).not.toContain('/sign-in?back=')
          if (method !== 'GET' && method !== 'HEAD') expect([303, 400, 403, 404, 405, 415], at).toContain(status)
        }
        if (who !== 'visitor') expect(response.headers()['cache-control'], at).toBe('private, no-store')
      }
    await context.dispose()
  })
