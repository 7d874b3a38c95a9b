/** What the person who runs an instance relies on: clear words, nothing harmed, a calm page while the database is away. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

test.skip(Boolean(process.env['TEST_DATABASE_URL']), 'these are about the database that comes along')
test.describe.configure({ mode: 'serial' })

const PORT = 3300 + (process.pid % 300)
const folder = mkdtempSync(join(tmpdir(), 'sc-operation-'))
const at = (path: string) => `http://127.0.0.1:${PORT}${path}`
const env = { ...process.env, PORT: String(PORT), DATA_DIR: folder, DATABASE_URL: '' }
let server: ChildProcess
let said = ''

async function start(): Promise<void> {
  said = ''
  server = spawn('node', ['scripts/start.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()))
  await expect.poll(() => said, { timeout: 120_000 }).toContain('Strong Cities is ready at')
}

const ended = () => new Promise<number | null>((tell) => server.once('exit', tell))

test.afterAll(async () => {
  if (server.exitCode === null) {
    const end = ended()
    server.kill('SIGTERM')
    await end
  }
  rmSync(folder, { recursive: true, force: true })
})

test('a wrong setting is told in a plain sentence and nothing starts', () => {
  const { status, stderr } = spawnSync('node', ['scripts/start.ts'], { env: { ...env, PORT: 'abc' }, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('PORT is "abc". It must be a whole number from 0 to 65535.')
  expect(stderr).not.toContain('    at ')
})

test('a first start loads the sample and a second on the same folder is refused without harm', async ({ request }) => {
  await start()
  expect(said).toContain('Sample content loaded')
  const second = spawnSync('node', ['scripts/start.ts'], { env: { ...env, PORT: String(PORT + 1) }, encoding: 'utf8' })
  expect(second.status).toBe(1)
  expect(second.stderr).toContain('is in use by process')
  expect((await request.get(at('/readyz'))).status()).toBe(200)
})

test('an import beside the running server is a dry run, and tells that it is', () => {
  const run = spawnSync('node', ['scripts/import.ts', 'cities', 'sample/cities.json'], { env, encoding: 'utf8' })
  expect(run.stdout).toContain('131 rows: 0 new, 0 changed, 131 unchanged, 0 refused.')
  expect(run.stdout).toContain('this was a dry run')
})

test('while the database is away the pages say so calmly, and it is brought back', async ({ request }) => {
  const [pid] = readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
  await expect.poll(async () => (await request.get(at('/readyz'))).status()).toBe(503)
  await expect.poll(async () => (await request.get(at('/readyz'))).status(), { timeout: 30_000 }).toBe(200)
  expect((await request.get(at('/healthz'))).status()).toBe(200)
})

test('it stops cleanly on a signal, and the second start takes seconds', async ({ request }) => {
  const end = ended()
  server.kill('SIGTERM')
  expect(await end).toBe(0)
  await start()
  expect(said).not.toContain('Sample content loaded')
  expect((await request.get(at('/ar'))).status()).toBe(200)
})

test('the log holds request ids and routes, never an address with a question in it', async ({ request }) => {
  await request.get(at('/en/search?q=zqxsecretword'))
  await expect.poll(() => said).toContain('"route":"/[lang=lang]/search"')
  expect(said).not.toContain('zqxsecretword')
  const lines = said
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.every((line) => typeof line['at'] === 'string' && typeof line['event'] === 'string')).toBe(true)
})
