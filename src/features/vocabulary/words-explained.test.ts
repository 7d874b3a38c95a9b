import { expect, test } from 'vitest'
import type { Term } from './vocabulary.ts'
import { wordsExplained } from './words-explained.ts'

const term = (code: string, label: string, definition = '', synonyms: string[] = []): Term => ({
  vocabulary: 'v',
  code,
  slug: `v/${code}`,
  broader: null,
  label: { en: label },
  definition: { en: definition },
  scopeNote: {},
  synonyms: { en: synonyms },
})
const glossary = [term('hate', 'Hate'), term('hate_speech', 'Hate speech'), term('referral', 'Referral')]
const codes = (of: Term) => wordsExplained(of, glossary).map((entry) => entry.code)

test('an entry explains a term in whose words it stands', () => {
  expect(codes(term('a', 'Online groups', 'Where hate speech spreads'))).toEqual(['hate', 'hate_speech'])
  expect(codes(term('a', 'Advice', '', ['referral']))).toEqual(['referral'])
})

test('part of a word, or words across two texts, explain nothing', () => {
  expect(codes(term('a', 'Hateful talk'))).toEqual([])
  expect(codes(term('a', 'Love or hate', 'Speech in public'))).toEqual(['hate'])
})
