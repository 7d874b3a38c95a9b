import type { AdoptionRecord } from './assess.ts'
import type { Claim } from './claim.ts'
import { bitsKnown } from './city-answers.ts'
import type { AnswerTable } from './compiled-answers.ts'
import type { Index } from './compiled-index.ts'
import {
  closeness,
  counts,
  doubleKey,
  evidenceWeight,
  gainOf,
  inOrderOfCity,
  lowerEndTenths,
  poolWeights,
} from './record-weight.ts'
import { sizeOf, topStep, type Factor } from './factor-scale.ts'
import { likenessWeights, sigmaOf } from './likeness.ts'

/**
 * Adoption records that one kind of reader may see, laid out beside an index. Only those that can weigh; in order of
 * city and id. Make one for what is public and keep it; make another for a reader who may see more.
 */
export type RecordIndex = {
  readonly practices: readonly PracticeRecords[]
  readonly cityNumbers: ReadonlyMap<string, number>
  /** Each distinct pair of factor and answers there, so that its σ is reckoned once for a city. */
  readonly pairs: readonly { readonly factor: number; readonly there: readonly number[] }[]
  /** σ is held in whole numbers of 1/unit. */
  readonly unit: number
}

type PracticeRecords = {
  readonly practice: number
  readonly cities: Int32Array
  readonly doubles: Int32Array
  readonly gains: Float64Array
  readonly evidence: Float64Array
  /** Weights of the factors in the likeness, their sum, and for each record its pairs in the same order. */
  readonly weights: Int32Array
  readonly whole: number
  readonly pairs: Int32Array
}

/** Records by practice id. Those of practices that the index does not hold are left out. */
export function compileRecords(index: Index, records: ReadonlyMap<string, readonly AdoptionRecord[]>): RecordIndex {
  const pairs = new PairBook(index)
  const cityNumbers = new Map<string, number>()
  const practices: PracticeRecords[] = []
  let heaviest = 1
  index.practices.forEach(({ id, claims }, practice) => {
    const weighing = inOrderOfCity(records.get(id) ?? []).filter(canWeigh)
    if (weighing.length === 0) return
    const weights = likenessWeightsByNumber(index, claims)
    const factors = weights.map(([factor]) => factor)
    const whole = weights.reduce((sum, [, weight]) => sum + weight, 0)
    heaviest = Math.max(heaviest, whole)
    practices.push({
      practice,
      cities: Int32Array.from(weighing, ({ city }) => numberIn(cityNumbers, city)),
      doubles: doublesOf(weighing),
      gains: Float64Array.from(weighing, ({ outcome }) => gainOf(outcome)),
      evidence: Float64Array.from(weighing, evidenceWeight),
      weights: Int32Array.from(weights, ([, weight]) => weight),
      whole,
      pairs: Int32Array.from(weighing.flatMap((record) => factors.map((factor) => pairs.numberOf(factor, record)))),
    })
  })
  return { practices, cityNumbers, pairs: pairs.rows, unit: unitOf(index.factors, heaviest) }
}

/** The lower end of each practice's interval in tenths, for the order of a list; without records that of the prior. */
export function lowTenthsOf(index: Index, records: RecordIndex, table: AnswerTable, ownCity: string): Uint8Array {
  const tenths = new Uint8Array(index.practices.length).fill(PRIOR_TENTHS)
  const sigma = sigmasOf(index, records, table)
  const own = records.cityNumbers.get(ownCity) ?? -1
  const pooled = { better: 0, notBetter: 0 }
  for (const group of records.practices) {
    const weights = weightsOf(group, sigma, records.unit, own)
    poolWeights(weights, 0, weights.length, group.cities, group.doubles, group.gains, pooled)
    tenths[group.practice] = lowerEndTenths(1 + pooled.better, 1 + pooled.notBetter)
  }
  return tenths
}

const PRIOR_TENTHS = lowerEndTenths(1, 1)

/** In order of factor, whatever the order of the claims. */
function likenessWeightsByNumber(index: Index, claims: readonly Claim[]): [factor: number, weight: number][] {
  return [...likenessWeights(claims)]
    .map(([factor, weight]): [number, number] => [index.factorNumbers.get(factor)!, weight])
    .sort(([a], [b]) => a - b)
}

const canWeigh = (record: AdoptionRecord): boolean => counts(record.outcome) && evidenceWeight(record) > 0

function sigmasOf(index: Index, records: RecordIndex, table: AnswerTable): Float64Array {
  return Float64Array.from(records.pairs, ({ factor, there }) => {
    const [num, den] = sigmaOf(index.factors[factor]!, table.here[factor]!, there).low
    return (num * records.unit) / den
  })
}

/** k of each record of a practice, before the limits. */
function weightsOf(group: PracticeRecords, sigma: Float64Array, unit: number, own: number): Float64Array {
  const { cities, evidence, pairs, weights, whole } = group
  const k = new Float64Array(cities.length)
  let pair = 0
  for (let record = 0; record < cities.length; record++) {
    let sum = 0
    for (let factor = 0; factor < weights.length; factor++) sum += weights[factor]! * sigma[pairs[pair++]!]!
    if (cities[record] !== own) k[record] = evidence[record]! * closeness(whole === 0 ? 0 : sum / (unit * whole))
  }
  return k
}

/** Numbers for distinct pairs of factor and answers there. */
class PairBook {
  readonly rows: { factor: number; there: number[] }[] = []
  readonly #numbers = new Map<string, number>()
  readonly #index: Index

  constructor(index: Index) {
    this.#index = index
  }

  numberOf(factor: number, record: AdoptionRecord): number {
    const there = bitsKnown(this.#index.factors[factor]!, record.answersThen)
    const key = `${factor} ${there.join(' ')}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.rows.length)
    return this.rows.push({ factor, there }) - 1
  }
}

function doublesOf(records: readonly AdoptionRecord[]): Int32Array {
  const numbers = new Map<string, number>()
  return Int32Array.from(records, (record) => numberIn(numbers, doubleKey(record)))
}

function numberIn(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  numbers.set(key, numbers.size)
  return numbers.size - 1
}

/**
 * A common denominator of every σ, so that S is one division of whole numbers and equals the exact fraction to the last
 * bit. Where scales are so long that it would not stay exact, 1: then sums still go in order of factor.
 */
function unitOf(factors: readonly Factor[], heaviest: number): number {
  let unit = 1
  for (const factor of factors) {
    if (factor.type === 'ordinal') unit = leastCommon(unit, Math.max(1, topStep(factor)))
    if (factor.type === 'some_of') for (let size = 2; size <= sizeOf(factor); size++) unit = leastCommon(unit, size)
    if (unit * heaviest * sizeOf(factor) > Number.MAX_SAFE_INTEGER) return 1
  }
  return unit
}

function leastCommon(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y > 0) [x, y] = [y, x % y]
  return (a / x) * b
}
