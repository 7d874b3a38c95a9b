/**
 * Kills the product again and again while people write, and counts afterwards: answers that were acknowledged and are
 * gone, links to sign in that were promised and never came, announcements that came twice. On the embedded database
 * every second kill takes PostgreSQL along; with DATABASE_URL (an empty database) the web process alone is killed.
 */
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { localRelay, headOf, type LocalRelay } from '#platform/mail/testing/local-relay.ts'
import { chanceOf, printTable } from './measure.ts'
import { ORIGIN, emptyFolder, startProduct, type Product } from './product.ts'

const KILLS = 100
const PEOPLE = 40
const WRITERS = 6
const SEED = 20261124
const addressOf = (number: number) => `somebody-${number}@kill.example`

type Promised = {
  /** cookie of a browser → factor → what may stand there: the value acknowledged last, and one that was sent after it */
  answers: Map<string, Map<string, string[]>>
  /** address → how many links were promised */
  links: Map<string, number>
  /** keys of announcements that were committed */
  announcements: Set<string>
}

export async function run([count]: string[]): Promise<number> {
  const kills = count === undefined ? KILLS : Number(count)
  const chance = chanceOf(SEED)
  process.setMaxListeners(0) // each start of the product leaves one that ends it
  const relay = await localRelay()
  const dataDir = emptyFolder()
  const start = () =>
    startProduct(dataDir, {
      SMTP_URL: relay.url,
      MAIL_FROM: 'Cities <post@cities.example>',
      ORIGIN,
    })
  const promised: Promised = { answers: new Map(), links: new Map(), announcements: new Set() }
  let product = await start()
  const world = await prepare(product)
  let startedIn = 0
  for (let round = 0; round < kills; round++) {
    const ended = { yet: false }
    const writing = Promise.all(Array.from({ length: WRITERS }, () => write(product, world, promised, chance, ended)))
    await wait(150 + chance() * 700)
    await product.kill(!process.env['DATABASE_URL'] && round % 2 === 1)
    ended.yet = true
    await writing
    product = await start()
    await forgetTries(product) // all writers come from one network
    startedIn = Math.max(startedIn, product.seconds)
  }
  await settle(product)
  const result = await compare(product, promised, relay)
  printTable(['what', 'promised', 'lost', 'came twice'], result.rows)
  console.log(
    `${kills} kills (seed ${SEED}), ${process.env['DATABASE_URL'] ? 'PostgreSQL server' : 'embedded database, killed along every second time'}; longest start ${startedIn.toFixed(1)} s`,
  )
  await product.stop()
  await relay.close()
  return result.faults
}

async function forgetTries(product: Product): Promise<void> {
  const client = await connected(product)
  await client.query('delete from attempt')
  await client.end()
}

type World = { factors: { code: string; steps: string[] }[] }

async function prepare(product: Product): Promise<World> {
  const client = await connected(product)
  for (let number = 0; number < PEOPLE; number++)
    await client.query(`insert into person (id, email, name) values (gen_random_uuid(), $1, 'Somebody')`, [
      addressOf(number),
    ])
  const { rows } = await client.query<{ code: string; steps: string[] }>(
    `select code, steps from factor where type = 'ordinal' order by code limit 20`,
  )
  await client.end()
  return { factors: rows }
}

async function connected(product: Product): Promise<pg.Client> {
  const url = process.env['DATABASE_URL']
  const client = new pg.Client(url ?? { host: `${product.dataDir}/postgres`, user: 'app', database: 'postgres' })
  client.on('error', () => {}) // the database is killed under it
  await client.connect()
  return client
}

/** One person who goes on writing until the server is gone. Only what was answered counts as promised. */
async function write(
  product: Product,
  world: World,
  promised: Promised,
  chance: () => number,
  ended: { yet: boolean },
): Promise<void> {
  const client = await connected(product).catch(() => null)
  let cookie = ''
  while (!ended.yet) {
    try {
      const kind = chance()
      if (kind < 0.6) cookie = await answer(product, world, promised, chance, cookie)
      else if (kind < 0.8) await askForLink(product, promised, Math.floor(chance() * PEOPLE))
      else if (client) await announce(client, promised, chance)
    } catch {
      break // the line broke: nothing was acknowledged
    }
  }
  await client?.end().catch(() => {})
}

const post = (product: Product, path: string, fields: Record<string, string>, cookie = '') =>
  fetch(`${product.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html', origin: product.url, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields),
  })

async function answer(
  product: Product,
  { factors }: World,
  promised: Promised,
  chance: () => number,
  cookie: string,
): Promise<string> {
  const factor = factors[Math.floor(chance() * factors.length)]
  const value = factor?.steps[Math.floor(chance() * factor.steps.length)]
  if (!factor || value === undefined) throw new Error('no factor')
  const before = promised.answers.get(cookie)?.get(factor.code)
  if (before) before.push(value)
  const response = await post(product, '/en/answers?/answer', { factor: factor.code, value }, cookie)
  if (response.status !== 303) throw new Error(`an answer was not taken: ${response.status}`)
  const given = /visitor=[^;]+/.exec(response.headers.get('set-cookie') ?? '')?.[0] ?? cookie
  const own = promised.answers.get(given) ?? new Map<string, string[]>()
  promised.answers.set(given, own.set(factor.code, [value]))
  return given
}

async function askForLink(product: Product, promised: Promised, number: number): Promise<void> {
  const response = await post(product, '/en/sign-in?/enter', { email: addressOf(number), password: '' })
  if (response.status === 429) return
  if (response.status !== 303) throw new Error(`a link was not promised: ${response.status}`)
  promised.links.set(addressOf(number), (promised.links.get(addressOf(number)) ?? 0) + 1)
}

/** As the product writes them: in a transaction of its own, sent by whoever delivers. */
async function announce(client: pg.Client, promised: Promised, chance: () => number): Promise<void> {
  const key = `announcement:kill-${Math.floor(chance() * 1e15)}`
  const words = { subject: key, paragraphs: ['Something is new.'], foot: 'You asked for news.', stop: 'Stop' }
  await client.query(
    `insert into mail (id, key, occasion, address, language, words, promise) values (gen_random_uuid(), $1, 'announcement', $2, 'en', $3, 'at_most_once')`,
    [key, addressOf(Math.floor(chance() * PEOPLE)), JSON.stringify(words)],
  )
  promised.announcements.add(key)
}

/** What was left in the hands of a process that died is due again after its time; here that time is made short. */
async function settle(product: Product): Promise<void> {
  const client = await connected(product)
  for (let tries = 0; tries < 1200; tries++) {
    await client.query(`update mail set next_at = now() where state in ('waiting', 'sending') and next_at > now()`)
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from mail where state in ('waiting', 'sending')`,
    )
    if (rows[0]?.n === 0) break
    await wait(500)
  }
  await client.end()
}

async function compare(product: Product, promised: Promised, relay: LocalRelay) {
  const ids = relay.taken.map((mail) => ({
    to: mail.to[0] ?? '',
    id: headOf(mail, 'Message-ID') ?? '',
    subject: headOf(mail, 'Subject') ?? '',
  }))
  const lostAnswers = await countLostAnswers(product, promised)
  const linkIds = ids.filter(({ subject }) => !subject.startsWith('announcement:'))
  let lostLinks = 0
  for (const [address, many] of promised.links)
    lostLinks += Math.max(0, many - new Set(linkIds.filter(({ to }) => to === address).map(({ id }) => id)).size)
  const news = ids.filter(({ subject }) => subject.startsWith('announcement:')).map(({ subject }) => subject)
  const lostNews = [...promised.announcements].filter((key) => !news.includes(key)).length
  const twice = news.length - new Set(news).size
  const linksTwice = linkIds.length - new Set(linkIds.map(({ id }) => id)).size
  const nothing = [promised.answers, promised.links, promised.announcements].some(({ size }) => size === 0)
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((one, other) => one + other, 0)
  return {
    rows: [
      [
        'answers acknowledged',
        String(sum([...promised.answers.values()].map((own) => own.size))),
        String(lostAnswers),
        '–',
      ],
      ['links to sign in', String(sum(promised.links.values())), String(lostLinks), `${linksTwice} (allowed)`],
      ['announcements', String(promised.announcements.size), `${lostNews} (allowed)`, String(twice)],
    ],
    // where nothing was acknowledged, nothing is shown
    faults: lostAnswers + lostLinks + twice > 0 || nothing ? 1 : 0,
  }
}

async function countLostAnswers(product: Product, { answers }: Promised): Promise<number> {
  const client = await connected(product)
  let lost = 0
  for (const [cookie, own] of answers) {
    const id = decodeURIComponent(cookie).replace('visitor=', '').split('.')[0]
    const { rows } = await client.query<{ factor: string; value: string[] }>(
      `select factor, value from visitor_answer where visitor_id = $1`,
      [id],
    )
    const kept = new Map(rows.map((row) => [row.factor, row.value[0]]))
    for (const [factor, values] of own) if (!values.includes(kept.get(factor) ?? '')) lost++
  }
  await client.end()
  return lost
}
