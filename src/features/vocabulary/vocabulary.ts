/** The controlled vocabulary as a value: terms, factors and glossary with their words by language. Pure. */
import type { Language } from '#platform/language/languages.ts'
import type { Translated } from '#features/registry/translated.ts'

/** Vocabularies whose terms gather practices and cities on a theme page. */
export const THEMES = ['challenges', 'practice_types', 'forms'] as const

export type Term = {
  vocabulary: string
  code: string
  /** `vocabulary/code`: ids of terms repeat between vocabularies. */
  slug: string
  broader: string | null
  label: Translated
  definition: Translated
  scopeNote?: Translated
  /** Those that are shown; words that only searching knows are not here. By language. */
  synonyms?: Partial<Record<string, readonly string[]>>
}

export type FactorType = 'ordinal' | 'one_of' | 'some_of'

export type Factor = {
  code: string
  slug: string
  group: string
  type: FactorType
  /** Ids of the steps, low to high, or of the options. */
  steps: readonly string[]
  stepLabels: Record<string, Translated>
  maxChoices: number | null
  quickStart: boolean
  sensitive: boolean
  label: Translated
  question: Translated
  help: Translated
  why: Translated
}

export type Vocabulary = {
  terms: ReadonlyMap<string, Term>
  byVocabulary: ReadonlyMap<string, readonly Term[]>
  factors: ReadonlyMap<string, Factor>
}

const ORIGINAL = 'en'

/** The text in the wanted language, else in English; '' when there is none. Labels are ours enough to be always complete. */
export const say = (text: Translated | undefined, language: Language): string =>
  text?.[language] ?? text?.[ORIGINAL] ?? ''

export const termOf = (vocabulary: Vocabulary, name: string, code: string): Term | undefined =>
  vocabulary.terms.get(`${name}/${code}`)

/** The label of a term; its bare code where the vocabulary does not hold it (an import refuses that, a strike-out may cause it). */
export const labelOf = (vocabulary: Vocabulary, name: string, code: string, language: Language): string =>
  say(termOf(vocabulary, name, code)?.label, language) || code

export const stepLabel = (factor: Factor | undefined, step: string, language: Language): string =>
  say(factor?.stepLabels[step], language) || step
