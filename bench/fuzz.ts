/**
 * Requests of every bad kind over all routes, against the running product. Fails on a status of 500 or more, on a line
 * that breaks, on a body that tells of the inside, on a page of error in another language than its address, on content
 * that is not what it was, and on a product that is not well afterwards.
 */
import { sql } from 'kysely'
import { openDatabase, type Db } from '#platform/database/pool.server.ts'
import { DOORS } from '#routes/doors.ts'
import { build, buildIsOlder } from '../scripts/build.ts'
import { requestOf, type Asked } from './fuzz-requests.ts'
import { send, type Answered } from './fuzz-sender.ts'
import { knownIn } from './fuzz-values.ts'
import { chanceOf, printTable } from './measure.ts'
import { emptyFolder, startProduct, type Product } from './product.ts'

const COUNT = 20_000
const AT_ONCE = 8
const TOLD = 40
/** Where a form leads: never to another site. */
const ASTRAY = /^location: (?:[a-z]+:)?(?:\/|\\){2}(?!127\.0\.0\.1)/im
const INSIDE = /\n {2,}at \S|node_modules|\.server\.(ts|js)\b|file:\/\/\/|syntax error at or near|\bpg_\w+/

type Fault = { asked: Asked; why: string }

export async function run([seedSaid, countSaid]: string[]): Promise<number> {
  const [seed, count] = [Number(seedSaid ?? Date.now() % 1_000_000_007), Number(countSaid ?? COUNT)]
  if (buildIsOlder()) build()
  const product = await startProduct(emptyFolder())
  const db = await openDatabase({ databaseUrl: null, dataDir: product.dataDir, poolSize: 1 })
  console.log(
    `fuzz: seed ${seed}, ${count} requests, ${AT_ONCE} at once, ${Object.keys(DOORS).length} routes and an address that is none`,
  )
  const before = await contentOf(db)
  const { faults, statuses } = await bombard(product, db, { seed, count })
  const after = await wellAfter(product, db, before)
  await db.destroy()
  await product.stop()
  report(statuses, faults, after, seed)
  return faults.length + after.length > 0 ? 1 : 0
}

type Statuses = Map<string, Map<string, number>>

async function bombard(product: Product, db: Db, { seed, count }: { seed: number; count: number }) {
  const known = await knownIn(db)
  const chance = chanceOf(seed)
  const routes = [...Object.keys(DOORS), '/[lang=lang]/no-such-page', '/[lang=lang]/[slug]/[slug]']
  const port = Number(new URL(product.url).port)
  const faults: Fault[] = []
  const statuses: Statuses = new Map()
  let left = count
  const worker = async () => {
    while (left-- > 0) {
      const asked = requestOf(routes, known, { origin: product.url }, chance)
      const answered = await send(port, asked)
      noteStatus(statuses, asked.route, 'fault' in answered ? 'broken' : String(answered.status))
      if ('status' in answered && known.given.length < 200)
        known.given.push(
          ...[...answered.headers.matchAll(/^set-cookie: ((?:visitor|seat)=[^;]+)/gim)].map((match) => match[1] ?? ''),
        )
      const why = whyFault(asked, answered)
      if (why) faults.push({ asked, why })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { faults, statuses }
}

function noteStatus(statuses: Statuses, route: string, status: string): void {
  const row = statuses.get(route) ?? new Map<string, number>()
  row.set(status, (row.get(status) ?? 0) + 1)
  statuses.set(route, row)
}

function whyFault(asked: Asked, answered: Answered): string | null {
  if ('fault' in answered) return answered.fault
  const { status, headers, body } = answered
  if (status >= 500) return `${status}: ${body.replace(/<[^>]*>|\s+/g, ' ').slice(0, 120)}`
  if (!asked.raw && ASTRAY.test(headers))
    return `${status}, and leads to another site: ${ASTRAY.exec(headers)?.input.match(/^location: .*/im)?.[0]}`
  const told = INSIDE.exec(body)
  if (told) return `${status}, and tells of the inside: ${JSON.stringify(told[0])}`
  const language = /^\/(en|fr|ar)(?:[/?]|$)/.exec(asked.target)?.[1]
  const page = /^content-type: text\/html/im.test(headers) ? /<html lang="(\w+)"/.exec(body)?.[1] : undefined
  if (!asked.raw && language && page && page !== language) return `${status} in ${page}, at an address in ${language}`
  return null
}

/** How much there is of everything that no visitor may change, and which things changed last. */
async function contentOf(db: Db): Promise<string> {
  const { rows } = await sql<Record<string, unknown>>`
    select (select count(*)::int from item) as items, (select count(*)::int from item_text) as texts, (select count(*)::int from item_revision) as revisions,
      (select count(*)::int from city_answer) as answers, (select count(*)::int from practice_claim) as claims, (select count(*)::int from search_entry) as entries,
      (select count(*)::int from audit_entry) as audits, (select max(updated_at)::text from item) as last, (select epoch::int from public_epoch) as epoch`.execute(
    db,
  )
  return JSON.stringify(rows[0])
}

async function wellAfter(product: Product, db: Db, before: string): Promise<string[]> {
  const wrong: string[] = []
  for (const path of ['/readyz', '/healthz', '/en', '/ar']) {
    const answer = await fetch(`${product.url}${path}`).catch((error: Error) => error)
    if (answer instanceof Error || answer.status !== 200)
      wrong.push(`${path} afterwards: ${answer instanceof Error ? answer.message : answer.status}`)
  }
  const after = await contentOf(db)
  if (after !== before) wrong.push(`content changed: ${before} became ${after}`)
  return wrong
}

function report(statuses: Statuses, faults: Fault[], after: string[], seed: number): void {
  const heads = [...new Set([...statuses.values()].flatMap((row) => [...row.keys()]))].sort()
  printTable(
    ['route', ...heads],
    [...statuses]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([route, row]) => [route, ...heads.map((status) => String(row.get(status) ?? '·'))]),
  )
  for (const { asked, why } of faults.slice(0, TOLD))
    console.log(
      `\n${why}\n  ${asked.raw ? JSON.stringify(asked.raw.toString('latin1').slice(0, 300)) : `${asked.method} ${asked.target.slice(0, 300)} ${JSON.stringify(asked.headers).slice(0, 400)}${asked.body ? ` ${JSON.stringify(asked.body.toString('latin1').slice(0, 200))}` : ''}`}`,
    )
  for (const wrong of after) console.log(wrong)
  console.log(
    faults.length + after.length === 0
      ? 'Nothing broke.'
      : `${faults.length} faults in the answers, ${after.length} afterwards. The same again: npm run bench -- fuzz ${seed}`,
  )
}
