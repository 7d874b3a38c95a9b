import { compareFractions, fraction, type Fraction } from '#base/fraction.ts'
import { bitsKnown, type Answers, type City } from './city-answers.ts'
import type { Factor, Factors } from './factor-scale.ts'
import { likeness, sigmaOf, type Likeness } from './likeness.ts'
import { DIFFERING_SHOWN, SIMILAR_FROM_SHARED } from './method.ts'

export type SimilarCity<C extends City> = {
  readonly city: C
  readonly range: Likeness
  /** How many factors both have answered. */
  readonly shared: number
  /** Up to four factors that both answered and that differ most, the most different first. */
  readonly differ: readonly Factor[]
}

/**
 * Cities like ours: equal weights over the factors that the reading city answered, or over one group of them; from three
 * shared answers on; by the lower bound, then the upper, then id. Never a rank: always shown with its range.
 * `cities` and their answers are what the reader may see.
 */
export function similar<C extends City>(
  ours: City,
  cities: readonly C[],
  factors: Factors,
  group?: string,
): SimilarCity<C>[] {
  const asked = [...factors.values()]
    .filter((factor) => (group === undefined || factor.group === group) && isAnswered(factor, ours.answers))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const weights = new Map(asked.map((factor) => [factor.id, 1]))
  return cities
    .filter((city) => city.id !== ours.id)
    .map((city) => ({ city, both: asked.filter((factor) => isAnswered(factor, city.answers)) }))
    .filter(({ both }) => both.length >= SIMILAR_FROM_SHARED)
    .map(({ city, both }) => ({
      city,
      range: likeness(weights, ours.answers, city.answers, factors),
      shared: both.length,
      differ: differingMost(both, ours.answers, city.answers),
    }))
    .sort(closestFirst)
}

const isAnswered = (factor: Factor, answers: Answers): boolean => bitsKnown(factor, answers).length > 0

function differingMost(shared: readonly Factor[], here: Answers, there: Answers): Factor[] {
  return shared
    .map((factor) => ({ factor, ...sigmaOf(factor, bitsKnown(factor, here), bitsKnown(factor, there)) }))
    .map(({ factor, low, high }) => ({ factor, low: fraction(...low), high: fraction(...high) }))
    .filter(({ low }) => compareFractions(low, ALIKE) < 0)
    .sort((a, b) => compareFractions(a.low, b.low) || compareFractions(a.high, b.high))
    .slice(0, DIFFERING_SHOWN)
    .map(({ factor }) => factor)
}

const ALIKE: Fraction = fraction(1)

function closestFirst(a: SimilarCity<City>, b: SimilarCity<City>): number {
  return (
    compareFractions(b.range.low, a.range.low) ||
    compareFractions(b.range.high, a.range.high) ||
    (a.city.id < b.city.id ? -1 : 1)
  )
}
