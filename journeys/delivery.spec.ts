/** What the line carries: small first views, validators for what is public, nothing kept of what is private. */
import { expect, test, type APIResponse } from '@playwright/test'
import { LANGUAGES } from './pages.ts'

const MOST_BYTES = 14_300 // one window of TCP, as served

async function packedSize(baseURL: string, path: string): Promise<{ bytes: number; html: string }> {
  const response = await fetch(baseURL + path, { headers: { 'accept-encoding': 'br' } })
  const bytes = await wireSize(baseURL, path)
  return { bytes, html: await response.text() }
}

/** Bytes of the body as it travels: fetch unpacks, so the length is asked by a plain socket. */
async function wireSize(baseURL: string, path: string): Promise<number> {
  const { get } = await import('node:http')
  return new Promise((tell, fail) => {
    get(baseURL + path, { headers: { 'accept-encoding': 'br' } }, (response) => {
      let bytes = 0
      response.on('data', (part: Buffer) => (bytes += part.length)).on('end', () => tell(bytes))
    }).on('error', fail)
  })
}

test('the first view of every practice, page and all its sheets, fits in one window, in every language', async ({
  baseURL,
}) => {
  test.setTimeout(120_000)
  const exported = (await (await fetch(`${baseURL}/export/practices.json`)).json()) as { practices: { id: string }[] }
  expect(exported.practices.length).toBe(27)
  const sheets = new Map<string, number>()
  const tooBig: string[] = []
  for (const language of LANGUAGES)
    for (const { id } of exported.practices) {
      const path = `/${language}/practices/${id}`
      const { bytes, html } = await packedSize(baseURL ?? '', path)
      const linked = [...html.matchAll(/<link[^>]*rel="stylesheet"[^>]*>/g)].map(
        (link) => new URL(/href="([^"]+)"/.exec(link[0])?.[1] ?? '', `${baseURL}${path}`).pathname,
      )
      expect(linked.length).toBeGreaterThan(0)
      for (const sheet of linked) if (!sheets.has(sheet)) sheets.set(sheet, await wireSize(baseURL ?? '', sheet))
      const all = bytes + linked.reduce((sum, sheet) => sum + (sheets.get(sheet) ?? 0), 0)
      if (all > MOST_BYTES) tooBig.push(`${path}: ${all}`)
    }
  expect(tooBig).toEqual([])
})

const told = (response: APIResponse) => ({
  status: response.status(),
  cache: response.headers()['cache-control'],
  etag: response.headers()['etag'],
})

test('a public page is answered 304 while nothing has changed', async ({ request }) => {
  const first = await request.get('/fr/practices/aarhus-model')
  const { etag = '' } = told(first)
  expect(told(first)).toMatchObject({ status: 200, cache: 'no-cache' })
  expect(etag).toMatch(/^W\/"/)
  expect(told(await request.get('/fr/practices/aarhus-model', { headers: { 'if-none-match': etag } }))).toMatchObject({
    status: 304,
    etag,
    cache: 'no-cache',
  })
  expect((await request.get('/ar/practices/aarhus-model', { headers: { 'if-none-match': etag } })).status()).toBe(200)
})

test('signed in, a page is private, carries no validator and is never 304', async ({ page, request }) => {
  const { etag = '' } = told(await request.get('/en/practices/aarhus-model'))
  await page.goto('/en/sign-in')
  await page.getByRole('button', { name: 'Sign in as Karim Rassif' }).click()
  const seen = await page.request.get('/en/practices/aarhus-model', { headers: { 'if-none-match': etag } })
  expect(told(seen)).toEqual({ status: 200, cache: 'private, no-store', etag: undefined })
})

test('a forged or expired cookie makes a visitor, not an error', async ({ request }) => {
  for (const cookie of [
    `session=${'x'.repeat(43)}`,
    'visitor=01a20ca1-e8bd-7286-a392-6a54e807de51.x',
    `visitor=${'a'.repeat(4000)}`,
    'session=%00%ff',
    'visitor=',
  ]) {
    const response = await request.get('/en/worth-a-look', { headers: { cookie } })
    expect(response.status(), cookie).toBe(200)
  }
})

test('a form from another site is refused', async ({ request, baseURL }) => {
  const response = await request.post('/en/sign-in?/as', {
    form: { person: 'demo-p-rassif' },
    headers: { origin: 'https://elsewhere.example', accept: 'text/html' },
    maxRedirects: 0,
  })
  expect(response.status()).toBe(403)
  expect(baseURL).toContain('127.0.0.1')
})

test('what a page is drawn from is not handed out beside it', async ({ request }) => {
  const page = await (await request.get('/en/practices/aarhus-model')).text()
  const beside = await (await request.get('/en/practices/aarhus-model/__data.json')).text()
  expect(page).toContain('Aarhus')
  expect(beside).not.toContain('Aarhus')
})

test('what cannot be read gets a calm page in the language of the address', async ({ request, baseURL }) => {
  const { connect } = await import('node:net')
  const raw = (line: string) =>
    new Promise<string>((tell, fail) => {
      const at = new URL(baseURL ?? '')
      let text = ''
      const socket = connect(Number(at.port), at.hostname, () =>
        socket.write(`${line}\r\nHost: ${at.host}\r\nConnection: close\r\n\r\n`),
      )
      socket
        .setEncoding('utf8')
        .on('data', (part) => (text += part))
        .on('end', () => tell(text))
        .on('error', fail)
    })
  for (const [line, status, words] of [
    ['GET /fr/%E0%A4%A HTTP/1.1', 400, 'lang="fr"'],
    ['GET /ar/practices/%00 HTTP/1.1', 400, 'lang="ar"'],
    [`GET /en/practices?${'a=1&'.repeat(10_000)} HTTP/1.1`, 414, 'lang="en"'],
  ] as const) {
    const answer = await raw(line)
    expect(answer.split('\r\n')[0]).toContain(String(status))
    expect(answer).toContain(words)
    expect(answer).not.toMatch(/node_modules|\.server\.ts|\n {4}at /)
  }
  expect(
    (
      await request.post('/en/about', { form: { a: '1' }, headers: { origin: baseURL ?? '', accept: 'text/html' } })
    ).status(),
  ).toBe(405)
})
