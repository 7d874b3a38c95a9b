import { everyBit, positionOf, positionsIn, topStep, type Factor } from './factor-scale.ts'
import { REVIEWERS_TO_REST_ON, ROLE_WEIGHT, SAFEGUARD_LIKENESS_WEIGHT } from './method.ts'

/** One test a claim. Steps by position or id, options by id. */
export type Test =
  | { readonly at_least: number | string }
  | { readonly at_most: number | string }
  | { readonly any_of: readonly (number | string)[] }

export type Role = keyof typeof ROLE_WEIGHT | 'safeguard'

/** `reported_by_owner`, `reported_by_third_party`, `seen_by_adopter`, `from_study`, `reviewer_judgement`. */
export type Basis = string

/**
 * What a practice says about a place: with this, it is supported there (a condition), or may be used at all (a safeguard).
 * Callers add what a page shows (mechanism, source, work-around …); findings hand back the very same claim.
 */
export type Claim = {
  readonly factor: string
  readonly test: Test
  readonly role: Role
  readonly basis?: Basis | null
  /** How many named it independently. */
  readonly reviewers?: number | null
}

/** Anyone's opinion may ask for a safeguard; it bears the practice's fate when a report, a study or two reviewers do. */
export function restsSafeguard(claim: Claim): boolean {
  const { basis = null, reviewers = null } = claim
  if (basis === null && reviewers === null) return true
  if (basis !== null && basis !== 'reviewer_judgement') return true
  return (reviewers ?? 0) >= REVIEWERS_TO_REST_ON
}

export const isSafeguard = (claim: Claim): boolean => claim.role === 'safeguard'

/** w of a condition. A safeguard has none in the bar. */
export const weightOf = (claim: Claim): number => (claim.role === 'safeguard' ? 0 : ROLE_WEIGHT[claim.role])

/** w of the claim in the likeness of places. */
export const likenessWeightOf = (claim: Claim): number =>
  claim.role === 'safeguard' ? SAFEGUARD_LIKENESS_WEIGHT : ROLE_WEIGHT[claim.role]

/** Positions, from 0, of the steps or options that meet the claim. */
export const acceptedSteps = (claim: Claim, factor: Factor): number[] => positionsIn(acceptedBits(claim, factor))

/** The same as bits. Throws RangeError on a claim that names no step of the factor: such claims are refused on the way in. */
export function acceptedBits(claim: Claim, factor: Factor): number {
  const bits = bitsAskedFor(claim.test, factor)
  if (bits === undefined) throw new RangeError(`The claim on ${claim.factor} names a step that is not there`)
  return bits
}

export type ClaimFault =
  | 'unknown_factor'
  | 'unknown_role'
  | 'test_does_not_fit_scale'
  | 'unknown_step'
  | 'every_answer_meets_it'
  | 'no_answer_meets_it'

/** null: the claim can stand. */
export function whyRefused(claim: Claim, factor: Factor | undefined): ClaimFault | null {
  if (!factor) return 'unknown_factor'
  if (claim.role !== 'safeguard' && !Object.hasOwn(ROLE_WEIGHT, claim.role)) return 'unknown_role'
  if (!('any_of' in claim.test) && factor.type !== 'ordinal') return 'test_does_not_fit_scale'
  const bits = bitsAskedFor(claim.test, factor)
  if (bits === undefined) return 'unknown_step'
  if (bits === 0) return 'no_answer_meets_it'
  return bits === everyBit(factor) ? 'every_answer_meets_it' : null
}

/** Factors with more than one condition or more than one safeguard, each named once, by id. */
export function claimedTwice(claims: readonly Claim[]): string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const claim of claims) {
    const key = `${isSafeguard(claim)} ${claim.factor}`
    if (seen.has(key)) twice.add(claim.factor)
    seen.add(key)
  }
  return [...twice].sort()
}

function bitsAskedFor(test: Test, factor: Factor): number | undefined {
  if ('any_of' in test) return bitsOfAny(test.any_of, factor)
  const from = positionOf(factor, 'at_least' in test ? test.at_least : test.at_most)
  if (from === undefined) return undefined
  return 'at_least' in test ? 2 ** (topStep(factor) + 1) - 2 ** from : 2 ** (from + 1) - 1
}

function bitsOfAny(steps: readonly (number | string)[], factor: Factor): number | undefined {
  let bits = 0
  for (const step of steps) {
    const position = positionOf(factor, step)
    if (position === undefined) return undefined
    bits |= 2 ** position
  }
  return bits
}
