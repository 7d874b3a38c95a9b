/**
 * Pages of the running product at 8 connections, each beside a bare handler of the same framework that returns a
 * constant string of the same size; arms take turns. Then memory, and how long a start takes.
 */
import { openDatabase } from '#platform/database/pool.server.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import { build, buildIsOlder } from '../scripts/build.ts'
import { startBare, type Bare } from './bare.ts'
import { loadOf, CONNECTIONS, type Seen } from './load.ts'
import { growWorld } from './made-world.ts'
import { median, ms, printTable, ratioOf, whole } from './measure.ts'
import { emptyFolder, startProduct, type Product } from './product.ts'

/** Enough for full lists, small enough to be a network of today. */
export const WORLD = { practices: 500, cities: 200 }

const to = addressesIn('en')
const CITY = { city: 'demo-marsa-lawz' }
const PAGES: [name: string, path: string][] = [
  ['home', to.home()],
  ['list of practices', to.practices()],
  ['list of cities', to.cities()],
  ['practice', to.practice('barcelona-anti-rumours')],
  ['practice, Arabic', addressesIn('ar').practice('barcelona-anti-rumours')],
  ['assessment', to.fit('barcelona-anti-rumours', CITY)],
  ['worth a look', to.worthALook(CITY)],
  ['search', to.search({ q: 'police' })],
]

export type Arm = { rounds: number; seconds: number }
type Page = { name: string; url: string; bytes: number; rows: number; statements: number; etag: string | null }

export async function run(words: string[]): Promise<void> {
  const arm: Arm = words.includes('quick') ? { rounds: 1, seconds: 2 } : { rounds: 3, seconds: 5 }
  if (buildIsOlder()) build()
  const folder = emptyFolder()
  const first = await startProduct(folder)
  await first.stop()
  const product = await startProduct(folder)
  console.log(
    `start, already built: first ${first.seconds.toFixed(1)} s, later ${product.seconds.toFixed(1)} s (until it says that it is ready)`,
  )
  const rest = product.memory()
  await grow(folder)
  const bare = await startBare()
  const peak = watch(product)
  await measure(product, bare, arm)
  const loaded = peak.stop()
  console.log(
    `memory: at rest web ${whole(rest.web)} MB, PostgreSQL ${whole(rest.database)} MB; most under load web ${whole(loaded.web)} MB, PostgreSQL ${whole(loaded.database)} MB`,
  )
  bare.stop()
  await product.stop()
}

export async function grow(dataDir: string): Promise<void> {
  const db = await openDatabase({ databaseUrl: null, dataDir, poolSize: 4 })
  await growWorld(db, WORLD)
  await db.destroy()
}

async function measure(product: Product, bare: Bare, arm: Arm): Promise<void> {
  const rows: string[][] = []
  for (const [name, path] of PAGES) {
    const page = await pageAt(product, name, `${product.url}${path}`)
    if (typeof page === 'string') rows.push([name, page])
    else {
      rows.push(
        rowOf(
          page.name,
          page,
          await alternating(arm, page.url, bare.addressOf(page.bytes), { 'accept-encoding': 'br' }),
        ),
      )
      if (page.etag && /^(home|practice|list of practices)$/.test(name))
        rows.push(await conditional(product, page, bare, arm))
    }
  }
  console.log(
    `sample, ${WORLD.practices} made practices and ${WORLD.cities} made cities; ${CONNECTIONS} connections, ${arm.rounds} rounds of ${arm.seconds} s an arm, medians`,
  )
  printTable(
    [
      'page',
      'a second',
      'p50 ms',
      'p95 ms',
      'bytes (br)',
      'rows',
      'queries',
      'bare a second',
      'bare p50',
      'bare p95',
      'bare is',
    ],
    rows,
  )
}

/** The page as served, or in a few words why it is not measured. */
async function pageAt(product: Product, name: string, url: string): Promise<Page | string> {
  const headers = { 'accept-encoding': 'br' }
  const first = await fetch(url, { headers, redirect: 'manual' })
  const html = await first.text()
  if (first.status !== 200) return `answers ${first.status}: not measured`
  const bytes = await bytesOf(url, headers)
  return {
    name,
    url,
    bytes,
    rows: (html.match(/<article\b|<li class="row|<tr\b/g) ?? []).length,
    statements: await statementsOn(product, url, headers),
    etag: first.headers.get('etag'),
  }
}

/** As many as go over the wire: `fetch` unpacks, so they are counted by the load's own way of asking. */
async function bytesOf(url: string, headers: Record<string, string>): Promise<number> {
  const { request } = await import('node:http')
  return new Promise((tell, fail) => {
    request(url, { headers }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => tell(bytes))
    })
      .on('error', fail)
      .end()
  })
}

export async function statementsOn(product: Product, url: string, headers: Record<string, string>): Promise<number> {
  const TIMES = 5
  const before = await product.statements()
  for (let time = 0; time < TIMES; time++) await (await fetch(url, { headers })).text()
  return ((await product.statements()) - before) / TIMES
}

async function conditional(product: Product, page: Page, bare: Bare, arm: Arm): Promise<string[]> {
  const headers = { 'accept-encoding': 'br', 'if-none-match': page.etag ?? '' }
  const statements = await statementsOn(product, page.url, headers)
  return rowOf(
    `${page.name}, 304`,
    { bytes: 0, rows: 0, statements },
    await alternating(arm, page.url, bare.addressOf(0), headers, '304'),
  )
}

type Both = { page: Seen[]; bare: Seen[] }

async function alternating(
  arm: Arm,
  page: string,
  bare: string,
  headers: Record<string, string>,
  wanted = '200',
): Promise<Both> {
  const seen: Both = { page: [], bare: [] }
  for (let round = 0; round < arm.rounds; round++) {
    seen.page.push(only(wanted, await loadOf({ url: page, seconds: arm.seconds, headers })))
    seen.bare.push(only('200', await loadOf({ url: bare, seconds: arm.seconds, headers: {} })))
  }
  return seen
}

/** A rate of anything but the wanted answer would be no rate of pages. */
export function only(status: string, seen: Seen): Seen {
  const others = Object.keys(seen.statuses).filter((each) => each !== status)
  if (others.length > 0 || seen.errors > 0)
    throw new Error(`wanted ${status} alone, saw ${JSON.stringify(seen.statuses)} and ${seen.errors} errors`)
  return seen
}

function rowOf(name: string, page: Pick<Page, 'bytes' | 'rows' | 'statements'>, { page: seen, bare }: Both): string[] {
  const of = (arm: Seen[], read: (each: Seen) => number) => median(arm.map(read))
  const [rate, bareRate] = [of(seen, (each) => each.perSecond), of(bare, (each) => each.perSecond)]
  return [
    name,
    whole(rate),
    ms(of(seen, (each) => each.p50)),
    ms(of(seen, (each) => each.p95)),
    whole(page.bytes),
    String(page.rows),
    page.statements.toFixed(1),
    whole(bareRate),
    ms(of(bare, (each) => each.p50)),
    ms(of(bare, (each) => each.p95)),
    ratioOf(bareRate, rate),
  ]
}

/** Looks at the memory four times a second and keeps the most. */
function watch(product: Product) {
  const most = product.memory()
  const timer = setInterval(() => {
    const now = product.memory()
    most.web = Math.max(most.web, now.web)
    most.database = Math.max(most.database, now.database)
  }, 250)
  return { stop: () => (clearInterval(timer), most) }
}
