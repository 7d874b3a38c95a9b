import { fractionValue } from '#base/fraction.ts'
import { isSafeguard, type Claim } from './claim.ts'
import type { City, GivenAnswer } from './city-answers.ts'
import {
  conditionFinding,
  isBarrier,
  isMet,
  sumOfParts,
  type ConditionFinding,
  type ConditionState,
  type Parts,
  type Share,
} from './conditions.ts'
import { weighRecords, type Elsewhere } from './elsewhere.ts'
import type { Factor, Factors } from './factor-scale.ts'
import { likeness, likenessWeights, type Likeness } from './likeness.ts'
import { METHOD_VERSION } from './method.ts'
import { othersChanged, type OthersChanged, type RecordWithAnswers } from './others-changed.ts'
import { inOrderOfCity, type RecordFacts } from './record-weight.ts'
import { safeguardFinding, type SafeguardFinding, type SafeguardState } from './safeguards.ts'
import { tierDependsOn } from './stability.ts'
import { GATE, isDescribed, lineOf, LINES, tenthsOf, wordOf, type Because, type Tier, type Word } from './tiers.ts'

/**
 * An adoption record. Callers add parts taken, changes, links …; findings hand back the very same record.
 * The place where the practice began is a record like any other.
 */
export type AdoptionRecord = RecordFacts & RecordWithAnswers

/** A practice as this reader may see it: hidden claims and records are left out before it comes here. */
export type Practice<C extends Claim = Claim, R extends AdoptionRecord = AdoptionRecord> = {
  readonly id: string
  readonly claims: readonly C[]
  readonly records: readonly R[]
}

export type NecessaryState = 'met' | 'not_met' | 'open'

export type Finding<C extends Claim, A extends GivenAnswer, R extends AdoptionRecord> = {
  readonly practice: string
  readonly city: string
  readonly methodVersion: number
  readonly tier: Tier
  readonly because: Because
  readonly word: Word | null
  /** (a), what one reviewer asks first, then not met, not known, met. */
  readonly safeguards: readonly SafeguardFinding<C, A>[]
  /** (b): A, B, D, U over W in half-steps × weight; W = 0 leaves everything unknown. */
  readonly bar: { readonly supports: Share; readonly barriers: Share; readonly differs: Share; readonly unknown: Share }
  readonly range: readonly [low: Share, high: Share]
  readonly coverage: Share
  /** Every condition once, in its list; necessary ones first, then by weight and factor. */
  readonly conditions: Readonly<Record<ConditionState, readonly ConditionFinding<C, A>[]>>
  readonly necessary: readonly { readonly condition: ConditionFinding<C, A>; readonly state: NecessaryState }[]
  readonly described: { readonly factors: number; readonly groups: number; readonly enough: boolean }
  /** (c) */
  readonly elsewhere: Elsewhere<R>
  /** The range of likeness with each record's place, by record id. */
  readonly likeness: ReadonlyMap<string, Likeness>
  readonly othersChanged: readonly OthersChanged<C, R>[]
  /** Factors whose weight alone, halved or raised by half, changes the tier. All, by id; a page shows three. */
  readonly dependsOnWeightOf: readonly string[]
  /** What a list orders by inside a tier. */
  readonly supportsTenths: number
  readonly lowTenths: number
}

/**
 * The finding of one practice in one city: three checks, kept apart, and everything the page shows of them.
 * Input is what this reader may see. Throws RangeError when a claim names a factor that `factors` lacks or a step that
 * the factor lacks (claims are refused on the way in, see `whyRefused`). Source: the method page, version METHOD_VERSION.
 */
export function assess<C extends Claim, A extends GivenAnswer, R extends AdoptionRecord>(
  practice: Practice<C, R>,
  city: City<A>,
  factors: Factors,
): Finding<C, A, R> {
  const claims = inOrderOfFactor(practice.claims)
  const conditions = claims
    .filter((claim) => !isSafeguard(claim))
    .map((claim) => conditionFinding(claim, factorOf(claim, factors), city))
  const safeguards = claims
    .filter(isSafeguard)
    .map((claim) => safeguardFinding(claim, factorOf(claim, factors), city))
    .sort((a, b) => placeOfSafeguard(a) - placeOfSafeguard(b))
  const likenesses = likenessWithEach(practice, city, factors)
  const elsewhere = weighRecords(practice.records, city.id, (record) => lowOf(likenesses.get(record.id)))
  return {
    practice: practice.id,
    city: city.id,
    methodVersion: METHOD_VERSION,
    safeguards,
    ...standing(conditions, safeguards),
    elsewhere,
    likeness: likenesses,
    othersChanged: othersChanged(conditions, inOrderOfCity(practice.records), city.id),
    lowTenths: elsewhere.lowTenths,
  }
}

/** Checks (a) and (b) and the tier, from the findings of the single claims. */
function standing<C extends Claim, A extends GivenAnswer>(
  conditions: readonly ConditionFinding<C, A>[],
  safeguards: readonly SafeguardFinding<C, A>[],
) {
  const sum = sumOfParts(conditions)
  const described = howDescribed(conditions)
  const gates = gatesOf(conditions, safeguards, described.enough)
  const line = lineOf(gates, sum.supports, sum.barriers, sum.unknown, sum.whole)
  const { tier, because } = LINES[line]!
  return {
    tier,
    because,
    word: wordOf(gates, sum.supports, sum.barriers, sum.unknown, sum.whole),
    ...sharesOf(sum),
    conditions: inLists(conditions),
    necessary: conditions
      .filter(({ claim }) => claim.role === 'necessary')
      .map((condition) => ({ condition, state: necessaryState(condition) })),
    described,
    dependsOnWeightOf: conditions
      .filter(({ parts }) => tierDependsOn(gates, line, sum, parts))
      .map(({ claim }) => claim.factor),
    supportsTenths: tenthsOf(sum.supports, sum.whole),
  }
}

/** By factor, by code unit; so is everything made from it, in every language. */
const inOrderOfFactor = <C extends Claim>(claims: readonly C[]): C[] =>
  [...claims].sort((a, b) => (a.factor < b.factor ? -1 : a.factor > b.factor ? 1 : 0))

function factorOf(claim: Claim, factors: Factors): Factor {
  const factor = factors.get(claim.factor)
  if (!factor) throw new RangeError(`No factor ${claim.factor}`)
  return factor
}

function howDescribed(conditions: readonly ConditionFinding[]) {
  const factors = new Set(conditions.map(({ factor }) => factor.id)).size
  const groups = new Set(conditions.map(({ factor }) => factor.group)).size
  return { factors, groups, enough: isDescribed(factors, groups) }
}

function gatesOf(
  conditions: readonly ConditionFinding[],
  safeguards: readonly SafeguardFinding[],
  described: boolean,
): number {
  let gates = described ? 0 : GATE.notDescribed
  for (const { countsAs } of safeguards) {
    if (countsAs === 'not_met') gates |= GATE.safeguardNotMet
    if (countsAs !== 'met') gates |= GATE.notAllMet
  }
  for (const condition of conditions) {
    if (condition.claim.role !== 'necessary') continue
    const state = necessaryState(condition)
    if (state === 'not_met') gates |= GATE.necessaryNotMet
    if (state !== 'met') gates |= GATE.notAllMet
  }
  return gates
}

/** Met when s₋ = 1, not met when s₊ < 1, otherwise open. */
function necessaryState({ satisfaction }: ConditionFinding): NecessaryState {
  if (isMet(satisfaction)) return 'met'
  return isBarrier(satisfaction) ? 'not_met' : 'open'
}

function sharesOf({ supports, barriers, differs, unknown, whole }: Parts) {
  if (whole === 0) return sharesOf({ supports, barriers, differs, unknown: 1, whole: 1 })
  const share = (num: number): Share => ({ num, den: whole })
  return {
    bar: { supports: share(supports), barriers: share(barriers), differs: share(differs), unknown: share(unknown) },
    range: [share(supports), share(supports + differs + unknown)] as const,
    coverage: share(whole - unknown),
  }
}

function inLists<C extends Claim, A extends GivenAnswer>(conditions: readonly ConditionFinding<C, A>[]) {
  const heaviestFirst = [...conditions].sort((a, b) => b.weight - a.weight)
  const those = (state: ConditionState) => heaviestFirst.filter((condition) => condition.state === state)
  return {
    supports: those('supports'),
    in_the_way: those('in_the_way'),
    partly: those('partly'),
    answers_differ: those('answers_differ'),
    not_known: those('not_known'),
  }
}

function likenessWithEach(practice: Practice, city: City, factors: Factors): Map<string, Likeness> {
  const weights = likenessWeights(practice.claims)
  return new Map(
    practice.records.map((record) => [record.id, likeness(weights, city.answers, record.answersThen, factors)]),
  )
}

const lowOf = (range: Likeness | undefined): number => (range ? fractionValue(range.low) : 0)

const STATE_SHOWN: Record<SafeguardState, number> = { not_met: 1, not_known: 2, met: 3 }
const placeOfSafeguard = (safeguard: SafeguardFinding): number =>
  safeguard.oneReviewerAsks ? 0 : STATE_SHOWN[safeguard.state]
