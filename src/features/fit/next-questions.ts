import { fraction, type Fraction } from '#base/fraction.ts'
import { NATURE, type Index } from './compiled-index.ts'
import type { Discovery } from './discover.ts'
import { CONCERN_PRACTICES, HALF_STEPS, LATER_QUESTION, QUESTIONS_SHOWN } from './method.ts'
import { couldChangeTier } from './question-moves.ts'
import { LINE } from './tiers.ts'

export type QuestionsWanted = {
  /** What brings the reader: up to three terms, as the practices name theirs. */
  readonly concerns?: readonly string[]
  /** Factors that the reader put aside for now ("another question"). */
  readonly skip?: ReadonlySet<string>
}

export type NextQuestions = {
  readonly questions: readonly {
    readonly factor: string
    /** The sum that puts it here. */
    readonly sum: Fraction
    /** Practices whose bar or safeguard waits for it. */
    readonly waiting: number
  }[]
  /** Practices whose tier some answers to these questions would change. */
  readonly couldMove: number
  /** Practices that answers bring nearer to a tier: said where none could move yet. */
  readonly nearer: number
  /** Practices that match the concerns; where too few do, all count and the page says so. */
  readonly matching: number
  readonly allCount: boolean
}

/** There is no fixed questionnaire: what is asked next is what the most practices in view wait for. */
export function nextQuestions(discovery: Discovery, wanted: QuestionsWanted = {}): NextQuestions {
  const { practices, matching, allCount } = practicesThatCount(discovery, wanted.concerns ?? [])
  const { sums, waiting } = sumsOf(discovery, practices)
  const top = topOf(discovery.index, sums, wanted.skip)
  const asked = new Uint8Array(discovery.index.factors.length)
  for (const { factor } of top) asked[factor] = 1
  const moved = countMoved(discovery, practices, asked)
  return {
    questions: top.map(({ factor, sum }) => ({
      factor: discovery.index.factors[factor]!.id,
      sum,
      waiting: waiting[factor]!,
    })),
    ...moved,
    matching,
    allCount,
  }
}

function practicesThatCount({ index, inView }: Discovery, concerns: readonly string[]) {
  const matches = new Set(concerns.flatMap((term) => index.byTerm.get(term) ?? []).filter((i) => inView[i] === 1))
  const allCount = matches.size < CONCERN_PRACTICES
  const practices = allCount ? inView : Uint8Array.from(inView, (_, practice) => (matches.has(practice) ? 1 : 0))
  return { practices, matching: matches.size, allCount }
}

/**
 * For each factor the sum over tier 2 and those in tier 4 for want of answers. Numerators are counted apart for each
 * W, over LATER_QUESTION · W, so that no order of adding matters.
 */
function sumsOf({ index, table, lines }: Discovery, practices: Uint8Array) {
  const { start, kind, kinds, whole } = index
  const most = whole.reduce((a, b) => Math.max(a, b), HALF_STEPS) / HALF_STEPS
  const sums = new NumeratorTable(index.factors.length, most)
  const waiting = new Int32Array(index.factors.length)
  for (let practice = 0; practice < practices.length; practice++) {
    const line = lines[practice]!
    if (practices[practice] === 0 || (line !== LINE.tooLittleKnown && line !== LINE.openQuestions)) continue
    const early = line === LINE.tooLittleKnown
    const weight = whole[practice]! / HALF_STEPS
    let last = -1
    for (let claim = start[practice + 1]! - 1; claim >= start[practice]!; claim--) {
      const asked = kind[claim]!
      const factor = kinds.factor[asked]!
      // backwards, a safeguard comes before the condition on its factor, and is the larger of the two
      if (table.open[asked] === 0 || factor === last) continue
      if (kinds.nature[asked]! < NATURE.safeguard) {
        sums.add(factor, weight, kinds.weight[asked]! * (early ? LATER_QUESTION : 1))
      } else if (!early) {
        sums.add(factor, 1, 1)
      } else continue
      waiting[factor]!++
      last = factor
    }
  }
  return { sums, waiting }
}

class NumeratorTable {
  readonly #columns: number
  readonly #cells: Float64Array

  constructor(rows: number, mostWeight: number) {
    this.#columns = mostWeight + 1
    this.#cells = new Float64Array(rows * this.#columns)
  }

  add(row: number, weight: number, numerator: number): void {
    this.#cells[row * this.#columns + weight]! += numerator
  }

  /** The exact sum of a row over `common`, a multiple of every weight in use. */
  numerator(row: number, common: bigint): bigint {
    let sum = 0n
    for (let weight = 1; weight < this.#columns; weight++) {
      const cell = this.#cells[row * this.#columns + weight]!
      if (cell > 0) sum += BigInt(cell) * (common / BigInt(weight))
    }
    return sum
  }

  /** The least common multiple of the weights in use. */
  common(): bigint {
    const used = new Uint8Array(this.#columns)
    this.#cells.forEach((cell, i) => {
      if (cell > 0) used[i % this.#columns] = 1
    })
    let common = 1n
    for (let weight = 2; weight < this.#columns; weight++) {
      if (used[weight]) common *= fraction(weight, common).num
    }
    return common
  }
}

/** The greatest sums first; equal ones by id, the order of the factors. A factor that counts nothing is not asked. */
function topOf(index: Index, sums: NumeratorTable, skip: ReadonlySet<string> | undefined) {
  const common = sums.common()
  return index.factors
    .map((factor, number) => ({ id: factor.id, factor: number, num: sums.numerator(number, common) }))
    .filter(({ id, num }) => num > 0n && !skip?.has(id))
    .sort((a, b) => (a.num === b.num ? a.factor - b.factor : a.num > b.num ? -1 : 1))
    .slice(0, QUESTIONS_SHOWN)
    .map(({ factor, num }) => ({ factor, sum: fraction(num, common * BigInt(LATER_QUESTION)) }))
}

function countMoved(discovery: Discovery, practices: Uint8Array, asked: Uint8Array) {
  const { index, table } = discovery
  let [couldMove, nearer] = [0, 0]
  const waits = Uint8Array.from(index.kinds.factor, (factor, kind) => asked[factor]! & table.open[kind]!)
  for (let practice = 0; practice < practices.length; practice++) {
    if (practices[practice] === 0) continue
    const line = discovery.lines[practice]!
    if (line === LINE.safeguardNotMet || line === LINE.supported) continue // no first answer moves these
    const touched = kindsTouched(index, practice, waits)
    if (touched.length === 0) continue
    if (couldChangeTier(discovery, practice, touched)) couldMove++
    if (bringsNearer(line, touched, index)) nearer++
  }
  return { couldMove, nearer }
}

/** A safeguard's answer alone never brings a word. */
const bringsNearer = (line: number, touched: readonly number[], { kinds }: Index): boolean =>
  line === LINE.openQuestions ||
  (line === LINE.tooLittleKnown && touched.some((kind) => kinds.nature[kind]! < NATURE.safeguard))

function kindsTouched({ start, kind }: Index, practice: number, waits: Uint8Array): readonly number[] {
  let touched: number[] | undefined
  for (let claim = start[practice]!; claim < start[practice + 1]!; claim++) {
    const asked = kind[claim]!
    if (waits[asked]) (touched ??= []).push(asked)
  }
  return touched ?? NONE
}
const NONE: readonly number[] = []
