import { acceptedSteps, restsSafeguard, type Claim } from './claim.ts'
import type { City, GivenAnswer } from './city-answers.ts'
import { isMet, satisfactionOf } from './conditions.ts'
import type { Factor } from './factor-scale.ts'

export type SafeguardState = 'met' | 'not_met' | 'not_known'

export type SafeguardFinding<C extends Claim = Claim, A extends GivenAnswer = GivenAnswer> = {
  readonly claim: C
  readonly factor: Factor
  readonly accepted: readonly number[]
  /** What the answers say. */
  readonly state: SafeguardState
  /** What the tier is given: not met, but asked for by one reviewer alone, counts as not known. */
  readonly countsAs: SafeguardState
  /** It rests on a single reviewer: "one reviewer would want this; decide with those concerned". */
  readonly oneReviewerAsks: boolean
  readonly answers: readonly A[]
}

/** Check (a) for one safeguard: not met as soon as one respondent's answer does not meet it, met when all do. */
export function safeguardFinding<C extends Claim, A extends GivenAnswer>(
  claim: C,
  factor: Factor,
  city: City<A>,
): SafeguardFinding<C, A> {
  const satisfaction = satisfactionOf(claim, factor, city.answers)
  const state = satisfaction === null ? 'not_known' : isMet(satisfaction) ? 'met' : 'not_met'
  const oneReviewerAsks = !restsSafeguard(claim)
  return {
    claim,
    factor,
    accepted: acceptedSteps(claim, factor),
    state,
    countsAs: state === 'not_met' && oneReviewerAsks ? 'not_known' : state,
    oneReviewerAsks,
    answers: city.answers.get(factor.id) ?? [],
  }
}
