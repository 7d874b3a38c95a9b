/**
 * A finding as a page shows it: labels in the reader's language, and with every line the claim, the answer, its date and
 * its source. Pure.
 */
import { labelOf, stepLabel } from '#features/vocabulary/vocabulary.ts'
import type { Finding } from './assess.ts'
import type { SourcedClaim } from './assessed-practice.ts'
import type { DatedAnswer } from './compared.ts'
import type { ConditionFinding, ConditionState } from './conditions.ts'
import { topStep } from './factor-scale.ts'
import type { NextCondition } from './next-conditions.ts'
import type { SafeguardFinding } from './safeguards.ts'
import { askedSteps, factorLabel, type AskedSteps, type BarWeights, type Said } from './shown-list.ts'

export type ShownAnswer = {
  /** Worded steps. */
  readonly words: readonly string[]
  /** Label of the kind of respondent; null: the visitor of this browser. */
  readonly who: string | null
  readonly date: string
  /** one_person, group, survey_or_register */
  readonly how: string | null
  readonly old: boolean
}

export type ShownClaim = {
  readonly factor: string
  readonly label: string
  readonly question: string
  readonly role: SourcedClaim['role']
  readonly asked: AskedSteps | null
  /** In the language of the practice's words; '' where it has none. */
  readonly mechanism: string
  readonly workAround: string | null
  readonly basis: string
  readonly reviewers: number
  readonly source: SourcedClaim['source']
  readonly answers: readonly ShownAnswer[]
  /** Of ordinal factors: number of steps and places of the answers. */
  readonly scale: { readonly steps: number; readonly answers: readonly number[] } | null
}

export type ShownCondition = ShownClaim & {
  readonly state: ConditionState
  readonly necessary: 'met' | 'not_met' | 'open' | null
  /** Over all practices in view: those that it stands in the way of, and those that it would open. */
  readonly inTheWayOf: number
  readonly opens: number
}

export type ShownSafeguard = ShownClaim & {
  readonly state: SafeguardFinding['state']
  readonly oneReviewerAsks: boolean
}

type AnyFinding = Pick<Finding<SourcedClaim, DatedAnswer, never>, 'conditions' | 'safeguards' | 'necessary' | 'bar'>

export function shownSafeguards(finding: AnyFinding, said: Said): ShownSafeguard[] {
  return finding.safeguards.map((each) => ({
    ...shownClaim(each, said),
    state: each.state,
    oneReviewerAsks: each.oneReviewerAsks,
  }))
}

/** In the lists of the page: partly met ones stand with the barriers, after the unmet. */
export function shownConditions(finding: AnyFinding, said: Said, next: readonly NextCondition[]) {
  const states = new Map(finding.necessary.map(({ condition, state }) => [condition.claim.factor, state]))
  const held = new Map(next.map((each) => [each.factor, each]))
  const shown = (list: readonly ConditionFinding<SourcedClaim, DatedAnswer>[]): ShownCondition[] =>
    list.map((each) => ({
      ...shownClaim(each, said),
      state: each.state,
      necessary: states.get(each.claim.factor) ?? null,
      inTheWayOf: held.get(each.claim.factor)?.inTheWayOf.length ?? 0,
      opens: held.get(each.claim.factor)?.wouldLift.length ?? 0,
    }))
  const { supports, in_the_way, partly, answers_differ, not_known } = finding.conditions
  return {
    supports: shown(supports),
    barriers: shown([...in_the_way, ...partly]),
    differs: shown(answers_differ),
    unknown: shown(not_known),
  }
}

export const shownBar = ({ bar }: AnyFinding): BarWeights => ({
  yes: bar.supports.num,
  both: bar.differs.num,
  no: bar.barriers.num,
  open: bar.unknown.num,
})

function shownClaim(
  {
    claim,
    factor,
    accepted,
    answers,
  }: ConditionFinding<SourcedClaim, DatedAnswer> | SafeguardFinding<SourcedClaim, DatedAnswer>,
  said: Said,
): ShownClaim {
  const scale = said.vocabulary.factors.get(claim.factor)
  return {
    factor: claim.factor,
    label: factorLabel(said, claim.factor),
    question: scale?.question[said.language] ?? scale?.question['en'] ?? '',
    role: claim.role,
    asked: askedSteps(said, claim.factor, accepted),
    mechanism: claim.mechanism,
    workAround: claim.workAround,
    basis: claim.basis ?? '',
    reviewers: claim.reviewers ?? 1,
    source: claim.source,
    answers: answers.map((answer) => shownAnswer(answer, claim.factor, said)),
    scale:
      factor.type === 'ordinal'
        ? {
            steps: topStep(factor) + 1,
            answers: answers.flatMap((answer) => answer.steps.map((step) => scale?.steps.indexOf(step) ?? 0)),
          }
        : null,
  }
}

function shownAnswer(
  { steps, respondent, date, how, old }: DatedAnswer,
  factor: string,
  { vocabulary, language }: Said,
): ShownAnswer {
  return {
    words: steps.map((step) => stepLabel(vocabulary.factors.get(factor), step, language)),
    who: respondent === null ? null : labelOf(vocabulary, 'respondent_kinds', respondent, language),
    date,
    how,
    old,
  }
}
