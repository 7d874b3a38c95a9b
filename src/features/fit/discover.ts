import type { City } from './city-answers.ts'
import { answerTable, barriersIn, supportsIn, unknownIn, type AnswerTable } from './compiled-answers.ts'
import type { Index, ListedPractice } from './compiled-index.ts'
import { lowTenthsOf, type RecordIndex } from './compiled-records.ts'
import type { Share } from './conditions.ts'
import { LINE, LINES, lineOf, tenthsOf, TIERS_SHOWN, wordOf, type Because, type Tier, type Word } from './tiers.ts'
import { tierMoves } from './stability.ts'

/** `only`: ids of the practices in view, as the reader may see them and as a filter left them. `records`: what this reader may see. */
export type DiscoverOptions = {
  readonly records?: RecordIndex
  readonly only?: ReadonlySet<string>
  readonly stability?: boolean
}

/** All practices in view laid out for one city. Read it through `rowsOf`, `rowOf`, `tierCounts`, the next questions and conditions. */
export type Discovery = {
  readonly index: Index
  readonly table: AnswerTable
  /** 1: in view. */
  readonly inView: Uint8Array
  /** By practice: packed supports, barriers and unknown; gates; line of the table of tiers. */
  readonly sums: Int32Array
  readonly gates: Uint8Array
  readonly lines: Uint8Array
  readonly supportsTenths: Uint8Array
  readonly lowTenths: Uint8Array
  /** Practices in view, in the order of the list. */
  readonly order: Int32Array
  /** By claim, 1: its weight alone, halved or raised by half, changes the tier. null: not asked for. */
  readonly dependsOn: Uint8Array | null
}

/** Tiers and order of many practices for one city: the same rules as `assess`, over a compiled index. */
export function discover(index: Index, city: City, options: DiscoverOptions = {}): Discovery {
  const table = answerTable(index, city)
  const inView = viewOf(index, options.only)
  const standings = standingsOf(index, table, inView)
  const lowTenths = options.records
    ? lowTenthsOf(index, options.records, table, city.id)
    : new Uint8Array(index.practices.length).fill(1)
  const dependsOn = options.stability ? dependenceOf(index, table, standings) : null
  const order = orderOf(inView, standings.lines, standings.supportsTenths, lowTenths)
  return { index, table, inView, ...standings, lowTenths, order, dependsOn }
}

export type Row = {
  readonly practice: ListedPractice
  readonly tier: Tier
  readonly because: Because
  readonly word: Word | null
  readonly bar: { readonly supports: Share; readonly barriers: Share; readonly differs: Share; readonly unknown: Share }
  readonly supportsTenths: number
  readonly lowTenths: number
  /** Equal to the row before, or after, in all that orders: shown as a tie. */
  readonly tiedWithPrevious: boolean
  readonly tiedWithNext: boolean
  /** Factors whose weight alone changes the tier, by id; null when stability was not asked for. */
  readonly dependsOnWeightOf: readonly string[] | null
}

/** Rows of one page of the list, from `from` (0 is the first) up to, not including, `to`. */
export function rowsOf(discovery: Discovery, from = 0, to = discovery.order.length): Row[] {
  const rows: Row[] = []
  for (let place = Math.max(0, from); place < Math.min(to, discovery.order.length); place++) {
    rows.push(rowAt(discovery, place))
  }
  return rows
}

/** undefined: the practice is not in view. */
export function rowOf(discovery: Discovery, practiceId: string): Row | undefined {
  const place = discovery.order.indexOf(discovery.index.numbers.get(practiceId) ?? -1)
  return place < 0 ? undefined : rowAt(discovery, place)
}

/** The tier of every practice in view, by id, for lists that the reader sorts by something else. */
export function tiersOf(discovery: Discovery): Map<string, Tier> {
  const { order, index, lines } = discovery
  return new Map(Array.from(order, (practice) => [index.practices[practice]!.id, LINES[lines[practice]!]!.tier]))
}

export function tierCounts(discovery: Discovery): Record<Tier, number> {
  const counts = { '1': 0, '2': 0, '3': 0, '4': 0, X: 0 }
  for (const practice of discovery.order) counts[LINES[discovery.lines[practice]!]!.tier]++
  return counts
}

function viewOf(index: Index, only: ReadonlySet<string> | undefined): Uint8Array {
  const inView = new Uint8Array(index.practices.length)
  if (!only) return inView.fill(1)
  for (const id of only) {
    const practice = index.numbers.get(id)
    if (practice !== undefined) inView[practice] = 1
  }
  return inView
}

type Standings = Pick<Discovery, 'sums' | 'gates' | 'lines' | 'supportsTenths'>

function standingsOf(index: Index, table: AnswerTable, inView: Uint8Array): Standings {
  const { start, kind, whole } = index
  const count = whole.length
  const [sums, gates] = [new Int32Array(count), new Uint8Array(count)]
  const [lines, supportsTenths] = [new Uint8Array(count), new Uint8Array(count)]
  for (let practice = 0; practice < count; practice++) {
    if (inView[practice] === 0) continue
    let sum = 0
    let gate = index.gates[practice]!
    for (let claim = start[practice]!; claim < start[practice + 1]!; claim++) {
      const asked = kind[claim]!
      sum += table.packed[asked]!
      gate |= table.gates[asked]!
    }
    sums[practice] = sum
    gates[practice] = gate
    lines[practice] = lineOf(gate, supportsIn(sum), barriersIn(sum), unknownIn(sum), whole[practice]!)
    supportsTenths[practice] = tenthsOf(supportsIn(sum), whole[practice]!)
  }
  return { sums, gates, lines, supportsTenths }
}

function dependenceOf(index: Index, table: AnswerTable, standings: Standings): Uint8Array {
  const { start, kind, kinds, whole } = index
  const dependsOn = new Uint8Array(kind.length)
  for (let practice = 0; practice < whole.length; practice++) {
    const [gate, line, sum] = [standings.gates[practice]!, standings.lines[practice]!, standings.sums[practice]!]
    if (line <= LINE.necessaryNotMet) continue // no weight decides these
    const [supports, barriers, unknown] = [supportsIn(sum), barriersIn(sum), unknownIn(sum)]
    for (let claim = start[practice]!; claim < start[practice + 1]!; claim++) {
      const asked = kind[claim]!
      const its = table.packed[asked]!
      const itsWhole = 2 * kinds.weight[asked]!
      if (itsWhole === 0) continue
      const moves = tierMoves(
        gate, line, supports, barriers, unknown, whole[practice]!,
        supportsIn(its), barriersIn(its), unknownIn(its), itsWhole,
      ) // prettier-ignore
      if (moves) dependsOn[claim] = 1
    }
  }
  return dependsOn
}

/** Sorting by counting: places come in the index's own order (newest first, then id), so ties keep it. */
function orderOf(inView: Uint8Array, lines: Uint8Array, supportsTenths: Uint8Array, lowTenths: Uint8Array): Int32Array {
  const bucketOf = (practice: number): number =>
    (PLACE_OF_LINE[lines[practice]!]! * 11 + 10 - supportsTenths[practice]!) * 11 + 10 - lowTenths[practice]!
  const ends = new Int32Array(TIERS_SHOWN.length * 11 * 11 + 1)
  for (let practice = 0; practice < inView.length; practice++) if (inView[practice]) ends[bucketOf(practice) + 1]!++
  for (let bucket = 1; bucket < ends.length; bucket++) ends[bucket]! += ends[bucket - 1]!
  const order = new Int32Array(ends[ends.length - 1]!)
  for (let practice = 0; practice < inView.length; practice++) {
    if (inView[practice]) order[ends[bucketOf(practice)]!++] = practice
  }
  return order
}

const PLACE_OF_LINE = LINES.map(({ tier }) => TIERS_SHOWN.indexOf(tier))

function rowAt(discovery: Discovery, place: number): Row {
  const { index, order, sums, gates, lines } = discovery
  const practice = order[place]!
  const [sum, whole] = [sums[practice]!, index.whole[practice]!]
  const [supports, barriers, unknown] = [supportsIn(sum), barriersIn(sum), unknownIn(sum)]
  const share = (num: number): Share => (whole === 0 ? { num: 0, den: 1 } : { num, den: whole })
  return {
    practice: index.practices[practice]!,
    ...LINES[lines[practice]!]!,
    word: wordOf(gates[practice]!, supports, barriers, unknown, whole),
    bar: {
      supports: share(supports),
      barriers: share(barriers),
      differs: share(whole - supports - barriers - unknown),
      unknown: whole === 0 ? { num: 1, den: 1 } : share(unknown),
    },
    supportsTenths: discovery.supportsTenths[practice]!,
    lowTenths: discovery.lowTenths[practice]!,
    tiedWithPrevious: place > 0 && areTied(discovery, order[place - 1]!, practice),
    tiedWithNext: place + 1 < order.length && areTied(discovery, practice, order[place + 1]!),
    dependsOnWeightOf: dependsOnOf(discovery, practice),
  }
}

const areTied = ({ lines, supportsTenths, lowTenths }: Discovery, a: number, b: number): boolean =>
  PLACE_OF_LINE[lines[a]!] === PLACE_OF_LINE[lines[b]!] &&
  supportsTenths[a] === supportsTenths[b] &&
  lowTenths[a] === lowTenths[b]

function dependsOnOf({ index, dependsOn }: Discovery, practice: number): string[] | null {
  if (!dependsOn) return null
  const factors: string[] = []
  for (let claim = index.start[practice]!; claim < index.start[practice + 1]!; claim++) {
    if (dependsOn[claim]) factors.push(index.factors[index.kinds.factor[index.kind[claim]!]!]!.id)
  }
  return factors
}
