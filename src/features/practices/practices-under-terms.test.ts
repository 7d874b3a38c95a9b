import { describe, expect, test } from 'vitest'
import { buildIndex } from './practice-index.ts'
import { carriedBeside, countUnderTerms, gatherUnder } from './practices-under-terms.ts'

const index = buildIndex([
  { id: 'old', published: 1, choices: ['forms/b', 'forms/b1', 'challenges/x'] },
  { id: 'new', published: 3, choices: ['forms/b1', 'challenges/x', 'sectors/s'] },
  { id: 'mid', published: 2, choices: ['forms/a', 'challenges/y', 'sectors/s'] },
])
const above = new Map([
  ['forms/a', ['forms/a']],
  ['forms/b', ['forms/b']],
  ['forms/b1', ['forms/b1', 'forms/b']],
  ['forms/c', ['forms/c']],
])

describe('under a term', () => {
  test('a practice counts once, for the term and for every broader one', () => {
    expect(Object.fromEntries(countUnderTerms(index, above))).toEqual({ 'forms/a': 1, 'forms/b': 2, 'forms/b1': 2 })
  })

  test('practices are gathered newest first, and all are counted on a short list', () => {
    expect(gatherUnder(index, ['forms/b', 'forms/b1'], 1)).toEqual({ ids: ['new'], total: 2 })
    expect(gatherUnder(index, ['forms/c'], 9)).toEqual({ ids: [], total: 0 })
  })

  test('what at least two of them carry too is named where it may be, never the terms themselves', () => {
    expect(carriedBeside(index, ['forms/b', 'forms/b1'], new Set(['forms/b', 'challenges/x', 'sectors/s']), 9)).toEqual(
      [{ slug: 'challenges/x', count: 2 }],
    )
    expect(carriedBeside(index, ['challenges/x', 'challenges/y'], new Set(['forms/b1', 'sectors/s']), 1)).toEqual([
      { slug: 'forms/b1', count: 2 },
    ])
  })
})
