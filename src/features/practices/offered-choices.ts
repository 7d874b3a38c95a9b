/** The choices of a list with their words and counts, and those that were made. Pure. */
import type { Language } from '#platform/language/languages.ts'
import { labelOf, type Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { FACETS, type Facet, type Narrowed } from './practice-index.ts'
import { codesOf, type PracticeAsk } from './practice.query.ts'

export type OfferedChoice = { code: string; label: string; count: number }
export type OfferedFacet = { facet: Facet; choices: OfferedChoice[] }

export type Speaking = { vocabulary: Vocabulary; language: Language; /** by band */ costs: Record<string, string> }

/** What any practice of this reader carries, in the order of the vocabulary; a choice that was made stays though nothing matches it. */
export function offeredChoices(narrowed: Narrowed, ask: PracticeAsk, speaking: Speaking): OfferedFacet[] {
  return FACETS.map((facet) => ({
    facet,
    choices: codesOf(speaking.vocabulary, facet).flatMap((code) => {
      const count = narrowed.counts.get(`${facet}/${code}`)
      return count === undefined && !ask.choices[facet].includes(code)
        ? []
        : [{ code, label: wordsOf(facet, code, speaking), count: count ?? 0 }]
    }),
  })).filter(({ choices }) => choices.length > 0)
}

export const wordsOf = (facet: Facet, code: string, { vocabulary, language, costs }: Speaking): string =>
  facet === 'cost' ? (costs[code] ?? code) : labelOf(vocabulary, facet, code, language)

export const chosenWords = (ask: PracticeAsk, speaking: Speaking): { facet: Facet; code: string; label: string }[] =>
  FACETS.flatMap((facet) => ask.choices[facet].map((code) => ({ facet, code, label: wordsOf(facet, code, speaking) })))
