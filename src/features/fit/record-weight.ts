import { lnBeta, shareBelow } from '#base/beta.ts'
import { CITY_LIMIT, EVIDENCE_WEIGHT, LIKENESS_WIDTH, SELF_REPORTED, TAIL } from './method.ts'

export type RecordOutcome = 'better' | 'mixed' | 'no_difference' | 'worse' | 'unclear'

/** What check (c) needs of an adoption record. `outcome` null: took it up, has not told yet. */
export type RecordFacts = {
  readonly id: string
  readonly city: string
  readonly period: string
  readonly outcome: RecordOutcome | null
  /** 0 to 4. */
  readonly level: number
  readonly independent: boolean
}

/** In order of city and id, by code unit: sums come out the same to the last bit, in all languages. */
export function inOrderOfCity<R extends RecordFacts>(records: readonly R[]): R[] {
  return [...records].sort((a, b) => (a.city === b.city ? less(a.id, b.id) : less(a.city, b.city)))
}

/** The same city, period and outcome is one record. */
export const doubleKey = (record: RecordFacts): string => JSON.stringify([record.city, record.period, record.outcome])

/** k before the limit of one to a city. */
export const recordWeight = (record: RecordFacts, likeness: number): number =>
  evidenceWeight(record) * closeness(likeness)

/** ω·ι */
export const evidenceWeight = (record: RecordFacts): number =>
  (EVIDENCE_WEIGHT[record.level] ?? 0) * (record.independent ? 1 : SELF_REPORTED)

/** exp(−½ ((1−S₋)/h)²) */
export function closeness(likeness: number): number {
  const far = (1 - likeness) / LIKENESS_WIDTH
  return Math.exp(-0.5 * far * far)
}

/** g */
export const gainOf = (outcome: RecordOutcome | null): number =>
  outcome === 'better' ? 1 : outcome === 'mixed' ? 0.5 : 0

export const counts = (outcome: RecordOutcome | null | undefined): boolean =>
  outcome !== null && outcome !== undefined && outcome !== 'unclear'

/**
 * Of doubled records the heaviest stays (the first, where equal); a city's weights are scaled down together to the
 * limit; then Σ k·g and Σ k·(1−g). Records from..to stand in order of city; weights are changed where they stand.
 */
export function poolWeights(
  weights: { [i: number]: number },
  from: number,
  to: number,
  cities: ArrayLike<number>,
  doubles: ArrayLike<number>,
  gains: ArrayLike<number>,
  pooled: { better: number; notBetter: number },
): void {
  pooled.better = pooled.notBetter = 0
  for (let start = from, end = from; start < to; start = end) {
    while (end < to && cities[end] === cities[start]) end++
    let sum = 0
    for (let i = start; i < end; i++) sum += keepHeaviest(weights, i, end, doubles)
    const scale = sum > CITY_LIMIT ? CITY_LIMIT / sum : 1
    for (let i = start; i < end; i++) {
      const k = weights[i]! * scale
      weights[i] = k
      pooled.better += k * gains[i]!
      pooled.notBetter += k * (1 - gains[i]!)
    }
  }
}

/** Sets aside the lighter of doubles, from i to the end of the city; returns what is left of i. */
function keepHeaviest(weights: { [i: number]: number }, i: number, end: number, doubles: ArrayLike<number>): number {
  for (let other = i + 1; other < end; other++) {
    if (doubles[other] !== doubles[i]) continue
    if (weights[other]! > weights[i]!) {
      weights[i] = 0
      return 0
    }
    weights[other] = 0
  }
  return weights[i]!
}

/** The lower end of the middle 80 %, rounded to tenths, halves up, without looking for the end itself. */
export function lowerEndTenths(alpha: number, beta: number): number {
  if (alpha === 1 && beta === 1) return 1 // the prior: its lower end is .1 exactly
  const constant = lnBeta(alpha, beta)
  let tenths = 0
  while (tenths < 10 && shareBelow((tenths + 0.5) / 10, alpha, beta, constant) <= TAIL) tenths++
  return tenths
}

const less = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
