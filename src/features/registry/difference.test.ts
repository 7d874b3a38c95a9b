import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceOf, wordsThatChanged } from './difference.ts'

test('only what differs is told, with its path, and a list follows its entries by id', () => {
  const before = {
    title: { en: 'Old title' },
    claims: [{ factor: 'a.b', role: 'helps', source: 1 }],
    gone: 'x',
    same: 3,
  }
  const after = {
    title: { en: 'New title' },
    claims: [
      { factor: 'c.d', role: 'safeguard', source: 2 },
      { factor: 'a.b', role: 'helps', source: 1 },
    ],
    same: 3,
  }
  expect(differenceOf(before, after).map(({ path, kind }) => `${kind} ${path}`)).toEqual([
    'changed title.en',
    'added claims.c.d!.factor',
    'added claims.c.d!.role',
    'added claims.c.d!.source',
    'removed gone',
  ])
})

test('inside a text the words that stayed are kept, also in Arabic', () => {
  expect(wordsThatChanged('City and police run it', 'City and schools run it')).toEqual([
    { kind: 'same', text: 'City and ' },
    { kind: 'removed', text: 'police' },
    { kind: 'added', text: 'schools' },
    { kind: 'same', text: ' run it' },
  ])
  expect(wordsThatChanged('تدير البلدية العمل', 'تدير الشرطة العمل').map((piece) => piece.kind)).toEqual([
    'same',
    'removed',
    'added',
    'same',
  ])
})

test('removed and kept words make the old text, added and kept ones the new, for any two texts', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'مدينة', ' ', '.', '\n'), { maxLength: 40 })
    .map((words) => words.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordsThatChanged(before, after)
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join('')
      expect([without('added'), without('removed')]).toEqual([before, after])
    }),
    { numRuns: 2000 },
  )
})

test('two very long texts are shown whole, not compared for ever', () => {
  const pieces = wordsThatChanged('one '.repeat(5000), 'two '.repeat(5000))
  expect(pieces.map((piece) => piece.kind)).toEqual(['removed', 'added'])
})
