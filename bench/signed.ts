/**
 * Pages as a focal point who signed in, at 8 connections, each beside the same page for a visitor, or beside the home
 * page for a visitor where nobody else may read it; arms take turns.
 */
import { addressesIn } from '#features/registry/addresses.ts'
import { build, buildIsOlder } from '../scripts/build.ts'
import { CONNECTIONS, loadOf, type Seen } from './load.ts'
import { median, ms, printTable, ratioOf, whole } from './measure.ts'
import { grow, only, statementsOn, WORLD, type Arm } from './pages.ts'
import { cookieOf, emptyFolder, startProduct, type Product } from './product.ts'

const to = addressesIn('en')
const CITY = 'demo-marsa-lawz'

/** `own`: read by nobody who did not sign in. */
const PAGES: { name: string; path: string; own?: true }[] = [
  { name: 'home', path: to.home() },
  { name: 'list of practices', path: to.practices() },
  { name: 'practice', path: to.practice('barcelona-anti-rumours') },
  { name: 'assessment', path: to.fit('barcelona-anti-rumours', { city: CITY }) },
  { name: 'worth a look', path: to.worthALook({ city: CITY }) },
  { name: 'city', path: to.city(CITY) },
  { name: 'search', path: to.search({ q: 'police' }) },
  { name: 'desk', path: to.desk(), own: true },
  { name: 'answers of the city', path: to.cityAnswers(CITY), own: true },
  { name: 'team', path: to.team(CITY), own: true },
  { name: 'account', path: to.account(), own: true },
  { name: 'audit', path: to.audit(), own: true },
]

export async function run(words: string[]): Promise<void> {
  const arm: Arm = words.includes('quick') ? { rounds: 1, seconds: 2 } : { rounds: 3, seconds: 4 }
  if (buildIsOlder()) build()
  const folder = emptyFolder()
  const product = await startProduct(folder)
  await grow(folder)
  const signed = { 'accept-encoding': 'br', cookie: await cookieOf(product, 'demo-p-rassif') }
  const rows: string[][] = []
  for (const page of PAGES) rows.push(await rowOf(product, page, signed, arm))
  console.log(
    `sample, ${WORLD.practices} made practices and ${WORLD.cities} made cities; ${CONNECTIONS} connections, ${arm.rounds} rounds of ${arm.seconds} s an arm, medians`,
  )
  printTable(
    ['page', 'signed in, a second', 'p50 ms', 'queries', 'visitor a second', 'p50 ms', 'queries', 'the visitor is'],
    rows,
  )
  await product.stop()
}

async function rowOf(
  product: Product,
  { name, path, own }: (typeof PAGES)[number],
  signed: Record<string, string>,
  arm: Arm,
) {
  const visitor = { 'accept-encoding': 'br' }
  const [url, beside] = [`${product.url}${path}`, `${product.url}${own ? to.home() : path}`]
  const [theirs, others]: [Seen[], Seen[]] = [[], []]
  for (let round = 0; round < arm.rounds; round++) {
    theirs.push(only('200', await loadOf({ url, seconds: arm.seconds, headers: signed })))
    others.push(only('200', await loadOf({ url: beside, seconds: arm.seconds, headers: visitor })))
  }
  const of = (seen: Seen[], read: (each: Seen) => number) => median(seen.map(read))
  const columns = async (seen: Seen[], at: string, headers: Record<string, string>) => [
    whole(of(seen, (each) => each.perSecond)),
    ms(of(seen, (each) => each.p50)),
    (await statementsOn(product, at, headers)).toFixed(1),
  ]
  return [
    own ? `${name} (beside home)` : name,
    ...(await columns(theirs, url, signed)),
    ...(await columns(others, beside, visitor)),
    ratioOf(
      of(others, (each) => each.perSecond),
      of(theirs, (each) => each.perSecond),
    ),
  ]
}
