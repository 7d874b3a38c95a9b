import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addressToGoTo, claimsOf, discover, type Client } from './provider-client.server.ts'
import type { Visit } from './provider.queries.server.ts'
import { CLIENT, startIssuer, type Issuer } from './testing/issuer.ts'

let issuer: Issuer
beforeAll(async () => void (issuer = await startIssuer()))
afterAll(() => issuer.close())
beforeEach(() => {
  Object.assign(issuer, { who: SALMA, lies: {}, signs: 'rightly', whenAsked: null, description: {}, asked: [] })
  issuer.instead.clear()
  seconds += 1
})

const SALMA = { sub: 'one', email: 'salma@city.example', email_verified: true, groups: ['prevention'], name: 'Salma' }
let seconds = 0
const now = () => new Date()

/** Waits a little longer for each test: a description that another test got is not taken for this one's. */
const aClient = (also: Partial<Client> = {}): Client => ({
  issuer: issuer.origin,
  clientId: CLIENT.id,
  secret: CLIENT.secret,
  groupsClaim: 'groups',
  trustsSecondStep: false,
  secondStepAcr: '',
  redirectTo: 'https://cities.example/sign-in/return/one',
  reach: { nearby: [issuer.origin], ms: 2_000 + seconds },
  ...also,
})
const aVisit = (): Visit => ({
  id: 'v',
  state: 's'.repeat(43),
  nonce: 'n'.repeat(43),
  verifier: 'v'.repeat(43),
  language: 'fr',
  back: '',
})

/** There and back; `meddle` changes what comes back. */
async function thereAndBack(client: Client, visit = aVisit(), meddle: (back: URL) => void = () => {}) {
  const to = await addressToGoTo(client, visit)
  if (!to.ok) return to
  const back = await issuer.visit(to.value)
  meddle(back)
  return claimsOf(client, visit, { search: back.search, now: now() })
}
const reasonOf = async (claimed: ReturnType<typeof thereAndBack>) => {
  const got = await claimed
  return got.ok ? 'let in' : got.reason
}

test('the right way: what the provider says of somebody comes back', async () => {
  expect(await thereAndBack(aClient())).toMatchObject({ ok: true, value: { iss: issuer.origin, ...SALMA } })
})

test('a provider that takes the secret in the form gets it there', async () => {
  issuer.description = { token_endpoint_auth_methods_supported: ['client_secret_post'] }
  expect(await reasonOf(thereAndBack(aClient()))).toBe('let in')
})

test('what is not in the token is asked for once more; an address is confirmed where it is said', async () => {
  issuer.whenAsked = { email: 'salma@city.example', email_verified: true, groups: ['prevention'] }
  expect(await thereAndBack(aClient())).toMatchObject({ value: SALMA })
  issuer.lies = { email: 'mayor@city.example' }
  const claimed = await thereAndBack(aClient())
  expect(claimed).toMatchObject({ value: { email: 'mayor@city.example' } })
  expect(claimed.ok && 'email_verified' in claimed.value).toBe(false)
})

test('whoever is somebody else when asked once more is not believed', async () => {
  issuer.whenAsked = { sub: 'two', email: 'salma@city.example' }
  expect(await reasonOf(thereAndBack(aClient()))).toBe('untrue')
})

test('the address that leads there carries PKCE, state, nonce and nothing of ours that is secret', async () => {
  const to = await addressToGoTo(aClient(), aVisit())
  const asked = new URL(to.ok ? to.value : expect.fail(to.reason)).searchParams
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    state: aVisit().state,
    nonce: aVisit().nonce,
    redirect_uri: 'https://cities.example/sign-in/return/one',
    scope: 'openid email profile',
  })
  expect([...asked.values()]).not.toContain(aVisit().verifier)
  expect(to.ok && to.value).not.toContain(encodeURIComponent(CLIENT.secret))
})

const minutes = (many: number) => Math.floor(Date.now() / 1000) + many * 60

test.each([
  ['another nonce', { nonce: 'x'.repeat(43) }, 'untrue'],
  ['no nonce', { nonce: undefined }, 'untrue'],
  ['another audience', { aud: 'somebody-else' }, 'untrue'],
  ['another issuer', { iss: 'https://other.example' }, 'untrue'],
  ['no subject', { sub: undefined }, 'untrue'],
  ['expired four minutes ago: a clock may be off so much', { exp: minutes(-4) }, 'let in'],
  ['expired six minutes ago', { exp: minutes(-6) }, 'clock_off'],
  ['made in four minutes', { iat: minutes(4) }, 'let in'],
  ['made in six minutes', { iat: minutes(6) }, 'clock_off'],
  ['not good before six minutes', { nbf: minutes(6) }, 'clock_off'],
])('a token with %s', async (_, lies, becomes) => {
  issuer.lies = lies
  expect(await reasonOf(thereAndBack(aClient()))).toBe(becomes)
})

test.each(['with another key', 'not at all'] as const)('a token that is signed %s is not believed', async (signs) => {
  issuer.signs = signs
  expect(await reasonOf(thereAndBack(aClient()))).toBe('untrue')
})

test('another state, a code that was spent, another verifier', async () => {
  const other = (back: URL) => back.searchParams.set('state', 'x'.repeat(43))
  expect(await reasonOf(thereAndBack(aClient(), aVisit(), other))).toBe('untrue')
  const [client, visit] = [aClient(), aVisit()]
  const to = await addressToGoTo(client, visit)
  const { search } = await issuer.visit(to.ok ? to.value : '')
  const back = (meddled: Partial<Visit> = {}) => claimsOf(client, { ...visit, ...meddled }, { search, now: now() })
  expect((await back()).ok).toBe(true)
  expect(await back()).toEqual({ ok: false, reason: 'untrue' })
  const again = await issuer.visit(to.ok ? to.value : '')
  expect(await claimsOf(client, { ...visit, verifier: 'w'.repeat(43) }, { search: again.search, now: now() })).toEqual({
    ok: false,
    reason: 'untrue',
  })
})

test('the provider says no: as the person, as to us, or in words that mean nothing', async () => {
  const says = (error: string) => (back: URL) =>
    void (back.search = new URLSearchParams({ error, state: aVisit().state }).toString())
  expect(await reasonOf(thereAndBack(aClient(), aVisit(), says('access_denied')))).toBe('refused')
  expect(await reasonOf(thereAndBack(aClient(), aVisit(), says('<b>what</b>')))).toBe('nonsense')
  expect(await reasonOf(thereAndBack(aClient({ secret: 'another' })))).toBe('client_refused')
})

const says =
  (status: number, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  (_: unknown, response: { writeHead: (status: number, headers: object) => { end: (body: string) => void } }) =>
    response.writeHead(status, headers).end(body)
const DESCRIPTION = '/.well-known/openid-configuration'

test.each([
  ['a page', says(200, '<html></html>', { 'content-type': 'text/html' }), 'not_json'],
  ['half a description', says(200, '{"issuer":'), 'not_json'],
  ['a list', says(200, '[]'), 'nonsense'],
  ['a number', says(200, '7'), 'nonsense'],
  ['far too much', says(200, `{"issuer":"${'x'.repeat(300_000)}"}`), 'too_large'],
  ['nothing there', says(404, '{}'), 'not_found'],
  ['a fault of its own', says(500, '{}'), 'down'],
  ['an address elsewhere', says(302, '', { location: 'https://other.example/' }), 'leads_elsewhere'],
  ['an address in our own network', says(302, '', { location: 'http://127.0.0.1/' }), 'leads_elsewhere'],
] as const)('a provider that answers with %s', async (_, answer, becomes) => {
  issuer.instead.set(DESCRIPTION, answer as never)
  expect(await reasonOf(thereAndBack(aClient()))).toBe(becomes)
})

test('the same nonsense in the place of a token, or of its keys', async () => {
  issuer.instead.set('/token', says(200, '<html></html>', { 'content-type': 'text/html' }) as never)
  expect(await reasonOf(thereAndBack(aClient()))).toBe('not_json')
  issuer.instead.set('/token', says(200, `{"x":"${'x'.repeat(300_000)}"}`) as never)
  expect(await reasonOf(thereAndBack(aClient()))).toBe('too_large')
  issuer.instead.set('/token', says(307, '', { location: `${issuer.origin}/elsewhere` }) as never)
  expect(await reasonOf(thereAndBack(aClient()))).toBe('leads_elsewhere')
  expect(issuer.asked).not.toContain('/elsewhere')
  issuer.instead.delete('/token')
  issuer.instead.set('/keys', says(200, '{"keys":"none"}') as never)
  expect(await reasonOf(thereAndBack(aClient({ reach: { nearby: [issuer.origin], ms: 3_000 } })))).toBe('untrue')
})

test('a description that speaks for somebody else, lacks half, or leads the browser to an open line', async () => {
  issuer.description = { issuer: 'https://other.example' }
  expect(await reasonOf(thereAndBack(aClient()))).toBe('other_issuer')
  issuer.description = { token_endpoint: undefined }
  expect(await reasonOf(thereAndBack(aClient({ reach: { nearby: [issuer.origin], ms: 3_001 } })))).toBe('incomplete')
  issuer.description = { authorization_endpoint: 'http://city.example/authorize' }
  expect(await reasonOf(thereAndBack(aClient({ reach: { nearby: [issuer.origin], ms: 3_002 } })))).toBe('insecure')
})

test('endpoints of an honest name that lie in a private network, or on an open line, are not asked', async () => {
  for (const [at, becomes] of [
    ['https://10.1.2.3/token', 'private'],
    ['https://localhost:1/token', 'private'],
    ['http://city.example/token', 'insecure'],
  ] as const) {
    issuer.description = { token_endpoint: at }
    seconds += 1
    expect(await reasonOf(thereAndBack(aClient()))).toBe(becomes)
  }
})

test('a provider that is slow is left, also one that drips', async () => {
  const reach = { nearby: [issuer.origin], ms: 300 }
  issuer.instead.set(DESCRIPTION, () => {})
  expect(await reasonOf(thereAndBack(aClient({ reach })))).toBe('slow')
  issuer.instead.set(DESCRIPTION, (_, response) => {
    const drip = setInterval(() => response.write(' '), 50)
    response.on('close', () => clearInterval(drip))
  })
  expect(await reasonOf(thereAndBack(aClient({ reach: { ...reach, ms: 301 } })))).toBe('slow')
})

test('a provider that is down, and one whose name leads nowhere; when it is back, people are let in', async () => {
  const gone = await startIssuer()
  await gone.close()
  const client = aClient({ issuer: gone.origin, reach: { nearby: [gone.origin] } })
  expect(await discover(client)).toEqual({ ok: false, reason: 'down' })
  const back = await startIssuer(Number(new URL(gone.origin).port))
  expect(await discover(client)).toEqual({ ok: false, reason: 'down' })
  expect((await discover(client, { anew: true })).ok).toBe(true)
  expect((await discover(client)).ok).toBe(true)
  await back.close()
  expect(await discover(aClient({ issuer: 'https://no-such-city.invalid' }))).toMatchObject({ ok: false })
})

test('its description is asked for once by all who come at once, and kept for a while', async () => {
  const client = aClient()
  await Promise.all(Array.from({ length: 5 }, () => discover(client)))
  await discover(client)
  expect(issuer.asked).toEqual([DESCRIPTION])
})

test('without the word of the operator no provider on the loopback is asked', async () => {
  const client = aClient({ reach: { nearby: [] } })
  expect(await discover(client)).toEqual({ ok: false, reason: 'insecure' })
  expect(await discover({ ...client, issuer: issuer.origin.replace('http:', 'https:') })).toEqual({
    ok: false,
    reason: 'private',
  })
  expect(issuer.asked).toEqual([])
})
