import { expect, test } from 'vitest'
import { codesUnder, inTree, slugsAbove } from './term-tree.ts'

const terms = [
  { code: 'b', broader: null },
  { code: 'a2', broader: 'a' },
  { code: 'a', broader: null },
  { code: 'a1x', broader: 'a1' },
  { code: 'a1', broader: 'a' },
]

test('narrower terms stand right behind their broader one, at any depth', () => {
  expect(inTree(terms).map(({ term, depth }) => `${depth} ${term.code}`)).toEqual([
    '0 b',
    '0 a',
    '1 a2',
    '1 a1',
    '2 a1x',
  ])
})

test('a term reaches all that are narrower, itself first', () => {
  expect(codesUnder(terms, 'a')).toEqual(['a', 'a2', 'a1', 'a1x'])
  expect(codesUnder(terms, 'b')).toEqual(['b'])
})

test('a circle loses no term and ends', () => {
  const circle = [
    { code: 'x', broader: 'y' },
    { code: 'y', broader: 'x' },
    { code: 'z', broader: 'gone' },
  ]
  expect(codesUnder(circle, 'x')).toEqual(['x', 'y'])
  expect(
    inTree(circle)
      .map(({ term }) => term.code)
      .toSorted(),
  ).toEqual(['x', 'y', 'z'])
})

test('a term knows all that are broader, within its vocabulary alone', () => {
  const placed = [
    ...terms.map((term) => ({ ...term, vocabulary: 'v', slug: `v/${term.code}` })),
    { code: 'a', broader: null, vocabulary: 'w', slug: 'w/a' },
  ]
  expect(slugsAbove(placed).get('v/a1x')).toEqual(['v/a1x', 'v/a1', 'v/a'])
  expect(slugsAbove(placed).get('w/a')).toEqual(['w/a'])
  expect(slugsAbove([{ code: 'x', broader: 'x', vocabulary: 'v', slug: 'v/x' }]).get('v/x')).toEqual(['v/x'])
})
