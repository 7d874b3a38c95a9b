/**
 * Requests of every bad kind over all routes, as a visitor and as one of each kind of person, against the running
 * product. Fails on a status of 500 or more, on a line that breaks, on a body that tells of the inside or shows a word
 * that this person may not see, on a page of error in another language than its address, on an act in a place where
 * the person has nothing to do, and on a product that is not well afterwards.
 */
import { sql } from 'kysely'
import { openDatabase, type Db } from '#platform/database/pool.server.ts'
import { DOORS } from '#routes/doors.ts'
import { build, buildIsOlder } from '../scripts/build.ts'
import { keepForms } from './fuzz-forms.ts'
import {
  enter,
  everybody,
  everyMark,
  forbiddenTo,
  plantSecrets,
  readLabels,
  type Secrets,
  type Somebody,
} from './fuzz-people.ts'
import { requestOf, type Asked } from './fuzz-requests.ts'
import { send, type Answered } from './fuzz-sender.ts'
import { knownIn } from './fuzz-values.ts'
import { chanceOf, oneOf, printTable } from './measure.ts'
import { emptyFolder, startProduct, type Product } from './product.ts'

const COUNT = 50_000
const AT_ONCE = 8
const TOLD = 40
/** Where a form leads: never to another site. */
const ASTRAY = /^location: (?:[a-z]+:)?(?:\/|\\){2}(?!127\.0\.0\.1)/im
const INSIDE = /\n {2,}at \S|node_modules|\.server\.(ts|js)\b|file:\/\/\/|syntax error at or near|\bpg_\w+/

type Fault = { asked: Asked; as: string; why: string }

export async function run([seedSaid, countSaid]: string[]): Promise<number> {
  const [seed, count] = [Number(seedSaid ?? Date.now() % 1_000_000_007), Number(countSaid ?? COUNT)]
  if (buildIsOlder()) build()
  const product = await startProduct(emptyFolder())
  const db = await openDatabase({ databaseUrl: null, dataDir: product.dataDir, poolSize: 1 })
  console.log(
    `fuzz: seed ${seed}, ${count} requests, ${AT_ONCE} at once, ${Object.keys(DOORS).length} routes and an address that is none`,
  )
  const secrets = await plantSecrets(db)
  const began = await momentOf(db)
  const { faults, statuses, forms } = await bombard(product, db, secrets, { seed, count })
  const after = await wellAfter(product, db, began)
  console.log(`forms sent again as pages offered them: ${forms}; acts written down: ${await countActs(db, began)}`)
  await db.destroy()
  await product.stop()
  report(statuses, faults, after, seed)
  return faults.length + after.length > 0 ? 1 : 0
}

type Statuses = Map<string, Map<string, number>>

async function bombard(product: Product, db: Db, secrets: Secrets, { seed, count }: { seed: number; count: number }) {
  const known = await knownIn(db)
  const people = await everybody(product, db, secrets)
  const secret = new RegExp(everyMark(secrets).join('|'))
  const chance = chanceOf(seed)
  const routes = [...Object.keys(DOORS), '/[lang=lang]/no-such-page', '/[lang=lang]/[slug]/[slug]']
  const port = Number(new URL(product.url).port)
  const faults: Fault[] = []
  const statuses: Statuses = new Map()
  let [left, forms] = [count, 0]
  const worker = async () => {
    while (left-- > 0) {
      const somebody = oneOf(people, chance)
      const asked = requestOf(routes, known, { origin: product.url, cookie: somebody.cookie }, chance)
      const answered = await send(port, asked)
      if (asked.route === '(form of a page)') forms++
      noteStatus(statuses, asked.route, 'fault' in answered ? 'broken' : String(answered.status))
      if ('status' in answered && known.given.length < 200)
        known.given.push(
          ...[...answered.headers.matchAll(/^set-cookie: ((?:visitor)=[^;]+)/gim)].map((match) => match[1] ?? ''),
        )
      const why = whyFault(asked, answered) ?? (await whyForeign(db, secrets, somebody, answered))
      if (why) faults.push({ asked, as: somebody.kind, why })
      if ('status' in answered && answered.status === 200)
        keepForms(known.forms, { ...asked, ...answered }, secret, chance)
      if ('status' in answered && hasLostSession(somebody, answered)) await enter(product, db, secrets, somebody)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { faults, statuses, forms }
}

/** A signed-out form was sent, or the session was ended by another of its own. */
const hasLostSession = ({ key }: Somebody, { headers }: { headers: string }): boolean =>
  key !== null && (/^set-cookie: session=;/im.test(headers) || /^location: \S*\/sign-in\?back=/im.test(headers))

/** A word of something that this person may not see; looked up again before it is called one, since labels change on the way. */
async function whyForeign(db: Db, secrets: Secrets, somebody: Somebody, answered: Answered): Promise<string | null> {
  if (!('status' in answered)) return null
  const told = () => somebody.forbidden.find((mark) => answered.body.includes(mark) || answered.headers.includes(mark))
  if (told() === undefined) return null
  await readLabels(db, secrets)
  somebody.forbidden = forbiddenTo(somebody.actor, secrets)
  const mark = told()
  return mark === undefined ? null : `${answered.status}, and shows what is not theirs: ${mark}`
}

/** As the server reads it: /fr/../x is no page in French. */
const addressOf = (target: string): string =>
  URL.canParse(target, 'http://here') ? new URL(target, 'http://here').pathname : target

function noteStatus(statuses: Statuses, route: string, status: string): void {
  const row = statuses.get(route) ?? new Map<string, number>()
  row.set(status, (row.get(status) ?? 0) + 1)
  statuses.set(route, row)
}

function whyFault(asked: Asked, answered: Answered): string | null {
  if ('fault' in answered) return answered.fault
  const { status, headers, body } = answered
  // the page that stands for an unreachable database says so when somebody opens its address, too
  if (status >= 500 && !(status === 503 && /^\/\w+\/refused\/503/.test(asked.target)))
    return `${status}: ${body.replace(/<[^>]*>|\s+/g, ' ').slice(0, 120)}`
  if (!asked.raw && ASTRAY.test(headers))
    return `${status}, and leads to another site: ${ASTRAY.exec(headers)?.input.match(/^location: .*/im)?.[0]}`
  const told = INSIDE.exec(body)
  if (told) return `${status}, and tells of the inside: ${JSON.stringify(told[0])}`
  const language = /^\/(en|fr|ar)(?:[/?]|$)/.exec(addressOf(asked.target))?.[1]
  const page = /^content-type: text\/html/im.test(headers) ? /<html lang="(\w+)"/.exec(body)?.[1] : undefined
  if (!asked.raw && language && page && page !== language) return `${status} in ${page}, at an address in ${language}`
  return null
}

const momentOf = async (db: Db): Promise<Date> =>
  (await sql<{ at: Date }>`select now() as at`.execute(db)).rows[0]?.at ?? new Date(0)

const countActs = async (db: Db, began: Date): Promise<number> =>
  (
    await sql<{
      count: number
    }>`select count(*)::int as count from audit_entry where at >= ${began} and act <> 'session.begun'`.execute(db)
  ).rows[0]?.count ?? 0

/** Acts upon things of a place where the person has no seat, that no hub of theirs looks after and no organisation of theirs works with. Anybody may report anything. */
async function listForeignActs(db: Db, began: Date): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select distinct audit_entry.act || ' by ' || person.name || ' on ' || item.slug as said
    from audit_entry join item on item.id = audit_entry.item_id join person on audit_entry.by_whom = 'person:' || person.id
    where audit_entry.at >= ${began} and audit_entry.act not like 'report.%'
      and not exists (select from seat left join hub on hub.id = seat.place_id where seat.person_id = person.id
        and (seat.place_id in (item.id, item.place_id) or hub.secretariat or item.region = any(hub.regions)
          or exists (select from organisation_city works where (works.organisation_id, works.city_id) in ((seat.place_id, item.id), (item.id, seat.place_id)))))`.execute(
    db,
  )
  return rows.map((row) => row.said)
}

async function wellAfter(product: Product, db: Db, began: Date): Promise<string[]> {
  const wrong: string[] = []
  for (const path of ['/readyz', '/healthz', '/en', '/ar']) {
    const answer = await fetch(`${product.url}${path}`).catch((error: Error) => error)
    if (answer instanceof Error || answer.status !== 200)
      wrong.push(`${path} afterwards: ${answer instanceof Error ? answer.message : answer.status}`)
  }
  for (const act of await listForeignActs(db, began)) wrong.push(`an act that is not theirs: ${act}`)
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
  for (const { asked, as, why } of faults.slice(0, TOLD))
    console.log(
      `\n${why}, as ${as}\n  ${asked.raw ? JSON.stringify(asked.raw.toString('latin1').slice(0, 300)) : `${asked.method} ${asked.target.slice(0, 300)} ${JSON.stringify(asked.headers).slice(0, 400)}${asked.body ? ` ${JSON.stringify(asked.body.toString('latin1').slice(0, 200))}` : ''}`}`,
    )
  for (const wrong of after) console.log(wrong)
  console.log(
    faults.length + after.length === 0
      ? 'Nothing broke.'
      : `${faults.length} faults in the answers, ${after.length} afterwards. The same again: npm run bench -- fuzz ${seed}`,
  )
}
