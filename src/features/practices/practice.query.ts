/** What the address of the list asks for. Decoding never fails: what is unknown, too long or too much is left out. Pure. */
import type { Query } from '#features/registry/addresses.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { FACETS, isPageKey, type Choices, type Facet } from './practice-index.ts'

export type PracticeAsk = {
  /** As typed, cut to a bearable length. */
  q: string
  choices: Choices
  after: string | null
}

export const COST_BANDS = ['very_low', 'low', 'medium', 'high', 'very_high', 'not_reported'] as const

const LONGEST = 200
const MOST = 40

/** What can be chosen in a facet: the terms of its vocabulary, in their order. */
export const codesOf = (vocabulary: Vocabulary, facet: Facet): string[] =>
  facet === 'cost' ? [...COST_BANDS] : (vocabulary.byVocabulary.get(facet) ?? []).map((term) => term.code)

export function readPracticeAsk(params: URLSearchParams, vocabulary: Vocabulary): PracticeAsk {
  const after = params.get('after')
  return {
    q: readText(params.get('q')),
    choices: Object.fromEntries(
      FACETS.map((facet) => [facet, known(params.getAll(facet), codesOf(vocabulary, facet))]),
    ) as Record<Facet, string[]>,
    after: after && isPageKey(after) ? after : null,
  }
}

const known = (typed: readonly string[], codes: readonly string[]): string[] =>
  [...new Set(typed.slice(0, MOST))].filter((code) => codes.includes(code))

/** The same choices as an address; the page key only where it is given. */
export const writePracticeAsk = (
  { q, choices }: Pick<PracticeAsk, 'q' | 'choices'>,
  after: string | null = null,
): Query => ({ q, ...choices, after })

export const without = (
  { q, choices }: PracticeAsk,
  facet: Facet,
  code: string,
): Pick<PracticeAsk, 'q' | 'choices'> => ({
  q,
  choices: { ...choices, [facet]: choices[facet].filter((each) => each !== code) },
})

export const countChosen = (choices: Choices): number => FACETS.reduce((sum, facet) => sum + choices[facet].length, 0)

/** What cannot be stored cannot be searched either. */
const readText = (typed: string | null): string =>
  (typed ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, LONGEST)
