import { fraction, NOTHING, plus, times, type Fraction } from '#base/fraction.ts'
import { likenessWeightOf, type Claim } from './claim.ts'
import { bitsKnown, type Answers } from './city-answers.ts'
import { countIn, lowestIn, topStep, type Factor, type Factors } from './factor-scale.ts'

/**
 * Likeness of two places: Gower's coefficient with strict bounds where an answer is missing, so that every way to fill
 * the gaps lies in the range. (J. C. Gower, "A general coefficient of similarity", Biometrics 27, 1971.)
 */
export type Likeness = { readonly low: Fraction; readonly high: Fraction }

/** S over the factors that have a weight. None at all: [0, 1]. */
export function likeness(
  weights: ReadonlyMap<string, number>,
  here: Answers,
  there: Answers,
  factors: Factors,
): Likeness {
  let [low, high, whole] = [NOTHING, NOTHING, 0]
  for (const [id, weight] of weights) {
    const factor = factors.get(id)
    if (!factor) throw new RangeError(`No factor ${id}`)
    const sigma = sigmaOf(factor, bitsKnown(factor, here), bitsKnown(factor, there))
    low = plus(low, times(fraction(weight), fraction(...sigma.low)))
    high = plus(high, times(fraction(weight), fraction(...sigma.high)))
    whole += weight
  }
  if (whole === 0) return { low: NOTHING, high: fraction(1) }
  return { low: times(low, fraction(1, whole)), high: times(high, fraction(1, whole)) }
}

/** For each factor that the practice claims, the weight of the heavier claim. */
export function likenessWeights(claims: readonly Claim[]): Map<string, number> {
  const weights = new Map<string, number>()
  for (const claim of claims) {
    weights.set(claim.factor, Math.max(weights.get(claim.factor) ?? 0, likenessWeightOf(claim)))
  }
  return weights
}

/** Numerator and denominator, not reduced. */
type Ratio = readonly [num: number, den: number]
export type Sigma = { readonly low: Ratio; readonly high: Ratio }

/** σ of one factor over all pairs of answers, given as bits. Empty: not known. */
export function sigmaOf(factor: Factor, here: readonly number[], there: readonly number[]): Sigma {
  if (here.length === 0 || there.length === 0) return sigmaWithGap(factor, here.length === 0 ? there : here)
  let [low, high] = [SAME, NOTHING_ALIKE]
  for (const x of here) {
    for (const y of there) {
      const ratio = alike(factor, x, y)
      if (isLess(ratio, low)) low = ratio
      if (isLess(high, ratio)) high = ratio
    }
  }
  return { low, high }
}

/** What σ could be, whatever the missing answer is. */
function sigmaWithGap(factor: Factor, known: readonly number[]): Sigma {
  if (factor.type !== 'ordinal' || known.length === 0) return { low: NOTHING_ALIKE, high: SAME }
  const top = topStep(factor)
  const farthest = Math.max(...known.map((bits) => Math.max(lowestIn(bits), top - lowestIn(bits))))
  return { low: [top - farthest, top], high: SAME }
}

function alike(factor: Factor, x: number, y: number): Ratio {
  if (factor.type === 'one_of') return x === y ? SAME : NOTHING_ALIKE
  if (factor.type === 'some_of') return x === y ? SAME : [countIn(x & y), countIn(x | y)]
  const top = topStep(factor)
  return [top - Math.abs(lowestIn(x) - lowestIn(y)), top]
}

const isLess = (a: Ratio, b: Ratio): boolean => a[0] * b[1] < b[0] * a[1]

const SAME: Ratio = [1, 1]
const NOTHING_ALIKE: Ratio = [0, 1]
