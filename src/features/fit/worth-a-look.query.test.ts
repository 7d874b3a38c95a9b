import { expect, test } from 'vitest'
import { withQuery } from '#features/registry/addresses.ts'
import type { Factor, Term, Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { NOTHING_ASKED, readLookAsk, writeLookAsk } from './worth-a-look.query.ts'

const term = (slug: string): [string, Term] => [
  slug,
  {
    vocabulary: slug.split('/')[0] ?? '',
    code: slug.split('/')[1] ?? '',
    slug,
    broader: null,
    label: {},
    definition: {},
  },
]
const vocabulary: Vocabulary = {
  terms: new Map(['challenges/a', 'challenges/b', 'target_groups/c', 'practice_types/d', 'forms/e'].map(term)),
  byVocabulary: new Map(),
  factors: new Map([['gov.plan', {} as Factor]]),
}
const read = (query: string) => readLookAsk(new URLSearchParams(query), vocabulary)

test('what is unknown, odd or too much is left out, and nothing fails', () => {
  expect(read('')).toEqual(NOTHING_ASKED)
  for (const odd of [
    'concern=forms/e&concern=nothing&concern=challenges/%00',
    'city=../x&city=%F0%9F%98%80&order=best&after=%27--&ask=gov.nothing',
    'concern=&city=&order=&after=&ask=',
    'city=' + 'a'.repeat(500),
  ])
    expect(read(odd)).toEqual(NOTHING_ASKED)
  expect(read(Array.from({ length: 5000 }, () => 'concern=challenges/a').join('&')).concerns).toEqual(['challenges/a'])
})

test('of more than three concerns the first three are kept, and the page can say so', () => {
  const ask = read('concern=challenges/a&concern=challenges/b&concern=target_groups/c&concern=practice_types/d')
  expect(ask.concerns).toEqual(['challenges/a', 'challenges/b', 'target_groups/c'])
  expect(ask.tooManyConcerns).toBe(true)
})

test('what was read is written back as it was', () => {
  const query =
    'concern=challenges%2Fa&concern=practice_types%2Fd&city=tunis-tunisia&order=cost&after=some-practice&ask=gov.plan'
  expect(withQuery('', writeLookAsk(read(query)))).toBe(`?${query}`)
})
