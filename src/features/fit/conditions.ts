import { acceptedBits, acceptedSteps, weightOf, type Claim } from './claim.ts'
import { bitsKnown, type Answers, type City, type GivenAnswer } from './city-answers.ts'
import type { Factor } from './factor-scale.ts'
import { HALF_STEPS } from './method.ts'

/** An exact share of the practice's weight: whole numbers, not reduced. */
export type Share = { readonly num: number; readonly den: number }

/** s of one claim, in half-steps: 0, 1 or 2; low and high part where respondents differ. */
export type Satisfaction = { readonly low: number; readonly high: number }

/** How a condition stands here. `partly`: every answer is one step short. */
export type ConditionState = 'supports' | 'in_the_way' | 'partly' | 'answers_differ' | 'not_known'

/** The parts of a bar, in half-steps × weight; their sum is `whole`. */
export type Parts = {
  readonly supports: number
  readonly barriers: number
  readonly differs: number
  readonly unknown: number
  readonly whole: number
}

export type ConditionFinding<C extends Claim = Claim, A extends GivenAnswer = GivenAnswer> = {
  readonly claim: C
  readonly factor: Factor
  /** Positions of the steps or options that meet it. */
  readonly accepted: readonly number[]
  readonly weight: number
  readonly state: ConditionState
  /** null: not known. */
  readonly satisfaction: Satisfaction | null
  /** What it adds to the bar. */
  readonly parts: Parts
  readonly answers: readonly A[]
}

/** Check (b) for one condition. */
export function conditionFinding<C extends Claim, A extends GivenAnswer>(
  claim: C,
  factor: Factor,
  city: City<A>,
): ConditionFinding<C, A> {
  const satisfaction = satisfactionOf(claim, factor, city.answers)
  const weight = weightOf(claim)
  return {
    claim,
    factor,
    accepted: acceptedSteps(claim, factor),
    weight,
    state: stateOf(satisfaction),
    satisfaction,
    parts: partsOf(satisfaction, weight),
    answers: city.answers.get(factor.id) ?? [],
  }
}

/** The least and the greatest s over the answers; null without an answer. */
export function satisfactionOf(claim: Claim, factor: Factor, answers: Answers): Satisfaction | null {
  const known = bitsKnown(factor, answers)
  if (known.length === 0) return null
  const accepted = acceptedBits(claim, factor)
  const halves = known.map((bits) => halfSteps(factor.type === 'ordinal', accepted, bits))
  return { low: Math.min(...halves), high: Math.max(...halves) }
}

/** s = max(0, 1 − d/2) in half-steps, d the steps to the nearest accepted one; without an order, met or not met. */
export function halfSteps(ordinal: boolean, accepted: number, bits: number): number {
  if (bits & accepted) return HALF_STEPS
  if (!ordinal) return 0
  for (let d = 1; d < HALF_STEPS; d++) if (((bits << d) | (bits >>> d)) & accepted) return HALF_STEPS - d
  return 0
}

export const isBarrier = (satisfaction: Satisfaction | null): boolean =>
  satisfaction !== null && satisfaction.high < HALF_STEPS

export const isMet = (satisfaction: Satisfaction | null): boolean =>
  satisfaction !== null && satisfaction.low === HALF_STEPS

/** A, B, D and U together, over W. */
export function sumOfParts(list: readonly { readonly parts: Parts }[]): Parts {
  const sum = { supports: 0, barriers: 0, differs: 0, unknown: 0, whole: 0 }
  for (const { parts } of list) {
    sum.supports += parts.supports
    sum.barriers += parts.barriers
    sum.differs += parts.differs
    sum.unknown += parts.unknown
    sum.whole += parts.whole
  }
  return sum
}

function stateOf(satisfaction: Satisfaction | null): ConditionState {
  if (satisfaction === null) return 'not_known'
  if (satisfaction.low < satisfaction.high) return 'answers_differ'
  if (satisfaction.low === HALF_STEPS) return 'supports'
  return satisfaction.low === 0 ? 'in_the_way' : 'partly'
}

function partsOf(satisfaction: Satisfaction | null, weight: number): Parts {
  const whole = weight * HALF_STEPS
  if (satisfaction === null) return { supports: 0, barriers: 0, differs: 0, unknown: whole, whole }
  const { low, high } = satisfaction
  return {
    supports: weight * low,
    barriers: weight * (HALF_STEPS - high),
    differs: weight * (high - low),
    unknown: 0,
    whole,
  }
}
