import { betaQuantile } from '#base/beta.ts'
import { MORE_OFTEN, STATED_FROM, TAIL } from './method.ts'
import {
  counts,
  doubleKey,
  gainOf,
  inOrderOfCity,
  lowerEndTenths,
  poolWeights,
  recordWeight,
  type RecordFacts,
  type RecordOutcome,
} from './record-weight.ts'

export type WhySetAside = 'own_city' | 'not_told' | 'unclear' | 'no_evidence' | 'same_as_another'

export type WeighedRecord<R extends RecordFacts = RecordFacts> = {
  readonly record: R
  /** The lower bound of likeness: it weighs. */
  readonly likeness: number
  /** k, after the limit of one to a city; 0 where it is set aside. */
  readonly weight: number
  readonly setAside: WhySetAside | null
}

export type ElsewhereWord = 'more_often_better' | 'more_often_not_better' | 'too_few_to_call'

export type Elsewhere<R extends RecordFacts = RecordFacts> = {
  /** Every record, in order of city and id. */
  readonly records: readonly WeighedRecord<R>[]
  readonly haveNotTold: number
  /** Told results of other cities, doubled records once: what is counted in words. */
  readonly tally: Readonly<Record<RecordOutcome, number>>
  /** Reports of harm elsewhere, whatever the likeness and the evidence. */
  readonly worse: readonly R[]
  readonly alpha: number
  readonly beta: number
  readonly n: number
  /** Ends of the middle 80 %, reckoned even where they are not shown. */
  readonly low: number
  readonly high: number
  readonly lowTenths: number
  readonly stated: boolean
  /** null: nothing is stated. */
  readonly word: ElsewhereWord | null
}

/**
 * Check (c): what happened elsewhere, as counts of a Beta distribution discounted by likeness and evidence
 * (a power prior with fixed discounts; Ibrahim and Chen 2000). `likenessOf` gives S₋ of a record, 0 to 1.
 */
export function weighRecords<R extends RecordFacts>(
  given: readonly R[],
  ownCity: string,
  likenessOf: (record: R) => number,
): Elsewhere<R> {
  const records = inOrderOfCity(given)
  const outcomes = records.map((record) => (record.city === ownCity ? null : record.outcome))
  const likenesses = records.map(likenessOf)
  const weights = records.map((record, i) => (counts(outcomes[i]) ? recordWeight(record, likenesses[i] ?? 0) : 0))
  const pooled = { better: 0, notBetter: 0 }
  const cities = numbered(records.map((record) => record.city))
  const doubles = numbered(records.map(doubleKey))
  const gains = records.map((record) => gainOf(record.outcome))
  const before = [...weights]
  poolWeights(weights, 0, records.length, cities, doubles, gains, pooled)

  const weighed = records.map((record, i) => ({
    record,
    likeness: likenesses[i] ?? 0,
    weight: weights[i] ?? 0,
    setAside: whySetAside(record, ownCity, before[i] ?? 0, weights[i] ?? 0),
  }))
  const [alpha, beta] = [1 + pooled.better, 1 + pooled.notBetter]
  const n = pooled.better + pooled.notBetter
  const [low, high] = [betaQuantile(TAIL, alpha, beta), betaQuantile(1 - TAIL, alpha, beta)]
  const stated = n >= STATED_FROM.weight && citiesToRelyOn(weighed) >= STATED_FROM.cities
  const told = firstOfEachDouble(records.filter((_, i) => outcomes[i] !== null))
  return {
    records: weighed,
    haveNotTold: records.filter((record) => record.city !== ownCity && record.outcome === null).length,
    tally: tallyOf(told),
    worse: told.filter((record) => record.outcome === 'worse'),
    alpha,
    beta,
    n,
    low,
    high,
    lowTenths: lowerEndTenths(alpha, beta),
    stated,
    word: stated ? wordOf(low, high) : null,
  }
}

function whySetAside(record: RecordFacts, ownCity: string, before: number, after: number): WhySetAside | null {
  if (record.city === ownCity) return 'own_city'
  if (record.outcome === null) return 'not_told'
  if (record.outcome === 'unclear') return 'unclear'
  if (before === 0) return 'no_evidence'
  return after === 0 ? 'same_as_another' : null
}

function wordOf(low: number, high: number): ElsewhereWord {
  if (low >= MORE_OFTEN) return 'more_often_better'
  return high <= MORE_OFTEN ? 'more_often_not_better' : 'too_few_to_call'
}

/** Cities with an independent record that counts, of the level asked for or above. */
function citiesToRelyOn(weighed: readonly WeighedRecord[]): number {
  const reliable = weighed.filter(
    ({ record, setAside }) => setAside === null && record.independent && record.level >= STATED_FROM.level,
  )
  return new Set(reliable.map(({ record }) => record.city)).size
}

function tallyOf(told: readonly RecordFacts[]): Record<RecordOutcome, number> {
  const tally = { better: 0, mixed: 0, no_difference: 0, worse: 0, unclear: 0 }
  for (const { outcome } of told) if (outcome) tally[outcome]++
  return tally
}

function firstOfEachDouble<R extends RecordFacts>(records: readonly R[]): R[] {
  return [...new Map([...records].reverse().map((record) => [doubleKey(record), record])).values()].reverse()
}

function numbered(keys: readonly string[]): number[] {
  const numbers = new Map<string, number>()
  for (const key of keys) if (!numbers.has(key)) numbers.set(key, numbers.size)
  return keys.map((key) => numbers.get(key) ?? 0)
}
