/** A list laid out, as a page shows it: labels in the reader's language, counts, no exact fractions. Pure. */
import type { Language } from '#platform/language/languages.ts'
import { labelOf, say, stepLabel, type Vocabulary } from '#features/vocabulary/vocabulary.ts'
import type { Discovery, Row } from './discover.ts'
import type { NextCondition } from './next-conditions.ts'
import { reasonsOf, type RowReasons } from './row-reasons.ts'
import type { Thing } from './three-things.ts'
import type { Because, Tier, Word } from './tiers.ts'
import { CONCERN_LISTS } from './worth-a-look.query.ts'

/** Whose words the labels are in. */
export type Said = { vocabulary: Vocabulary; language: Language }

/** Weights of the parts of a bar, in one unit. */
export type BarWeights = { readonly yes: number; readonly both: number; readonly no: number; readonly open: number }

export type ShownRow = {
  readonly practice: string
  readonly tier: Tier
  readonly because: Because
  readonly word: Word | null
  readonly bar: BarWeights
  readonly counts: RowReasons['counts']
  readonly described: RowReasons['described']
  /** Labels of factors and terms. */
  readonly safeguardsNotMet: readonly string[]
  readonly necessaryNotMet: readonly string[]
  readonly matched: readonly string[]
  /** Three at most. */
  readonly dependsOn: readonly string[]
  readonly tied: boolean
}

export function shownRow(discovery: Discovery, row: Row, said: Said, concerns: readonly string[]): ShownRow {
  const reasons = reasonsOf(discovery, row.practice.id)
  return {
    practice: row.practice.id,
    tier: row.tier,
    because: row.because,
    word: row.word,
    bar: { yes: row.bar.supports.num, both: row.bar.differs.num, no: row.bar.barriers.num, open: row.bar.unknown.num },
    counts: reasons.counts,
    described: reasons.described,
    safeguardsNotMet: reasons.safeguardsNotMet.map((code) => factorLabel(said, code)),
    necessaryNotMet: reasons.necessaryNotMet.map((code) => factorLabel(said, code)),
    matched: concerns.filter((term) => row.practice.terms?.includes(term)).map((term) => termLabel(said, term)),
    dependsOn: (row.dependsOnWeightOf ?? []).slice(0, 3).map((code) => factorLabel(said, code)),
    tied: row.tiedWithPrevious,
  }
}

export type ShownNextCondition = {
  readonly factor: string
  readonly label: string
  /** What would be enough for those that it opens; null where they ask different things. */
  readonly enough: AskedSteps | null
  readonly inTheWayOf: number
  readonly opens: number
}

export const shownNextCondition = (
  { factor, enough, inTheWayOf, wouldLift }: NextCondition,
  said: Said,
): ShownNextCondition => ({
  factor,
  label: factorLabel(said, factor),
  enough: askedSteps(said, factor, enough),
  inTheWayOf: inTheWayOf.length,
  opens: wouldLift.length,
})

/** Accepted steps in words: from a step on, up to a step, or just these. */
export type AskedSteps = { readonly test: 'at_least' | 'at_most' | 'any_of'; readonly steps: readonly string[] }

/** `places`: positions of the accepted steps, from low to high; null when there are none. */
export function askedSteps({ vocabulary, language }: Said, code: string, places: readonly number[]): AskedSteps | null {
  const factor = vocabulary.factors.get(code)
  const [first, last] = [places[0], places.at(-1)]
  if (!factor || first === undefined || last === undefined) return null
  const word = (place: number) => stepLabel(factor, factor.steps[place] ?? '', language)
  const unbroken = factor.type === 'ordinal' && last - first + 1 === places.length && places.length > 1
  if (unbroken && last === factor.steps.length - 1) return { test: 'at_least', steps: [word(first)] }
  if (unbroken && first === 0) return { test: 'at_most', steps: [word(last)] }
  return { test: 'any_of', steps: places.map(word) }
}

export type ShownThing = Thing & { /** Labels of the factors that it names. */ readonly labels: readonly string[] }

export function shownThing(thing: Thing, said: Said): ShownThing {
  const factors = 'factors' in thing ? thing.factors : 'factor' in thing ? [thing.factor] : []
  const labels =
    thing.kind === 'question'
      ? [say(said.vocabulary.factors.get(thing.factor)?.question, said.language)]
      : factors.map((code) => factorLabel(said, code))
  return { ...thing, labels }
}

export type ConcernChoices = {
  readonly list: (typeof CONCERN_LISTS)[number]
  readonly terms: readonly {
    readonly slug: string
    readonly label: string
    readonly count: number
    readonly chosen: boolean
  }[]
}[]

/** Terms that a practice in the index carries, with the number of those practices; and whatever is chosen already. */
export function concernChoices({ index }: Discovery, said: Said, chosen: readonly string[]): ConcernChoices {
  return CONCERN_LISTS.map((list) => ({
    list,
    terms: (said.vocabulary.byVocabulary.get(list) ?? [])
      .map((term) => ({
        slug: term.slug,
        label: say(term.label, said.language),
        count: index.byTerm.get(term.slug)?.length ?? 0,
        chosen: chosen.includes(term.slug),
      }))
      .filter(({ count, chosen: isChosen }) => count > 0 || isChosen),
  }))
}

export const factorLabel = ({ vocabulary, language }: Said, code: string): string =>
  say(vocabulary.factors.get(code)?.label, language) || code

export function termLabel({ vocabulary, language }: Said, slug: string): string {
  const [list = '', code = ''] = slug.split('/')
  return labelOf(vocabulary, list, code, language)
}
