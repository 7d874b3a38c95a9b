import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance, errorsForgiven, nearKeys } from './spelling.ts'

test('one letter too many, too few, wrong or swapped with its neighbour is one error', () => {
  for (const wrong of ['radicalisationn', 'radicalisatio', 'radicalization', 'radiaclisation'])
    expect(distance(wrong, 'radicalisation', 3)).toBe(1)
  expect(distance('شياب', 'شباب', 1)).toBe(1)
  expect(distance('abc', 'abc', 0)).toBe(0)
})

test('it stops counting beyond what is allowed', () => {
  expect(distance('abcdef', 'uvwxyz', 2)).toBe(3)
  expect(distance('a', 'abcdefgh', 2)).toBe(3)
})

const word = fc.string({ unit: fc.constantFrom(...'abcdeشبا'), minLength: 1, maxLength: 16 })

test('a word and a misspelling of it by one letter share a key, in whichever letter', () => {
  fc.assert(
    fc.property(
      word,
      fc.nat(),
      fc.constantFrom('more', 'less', 'other', 'swap'),
      fc.constantFrom(...'xyzص'),
      (right, where, how, letter) => {
        const at = where % right.length
        const wrong = {
          more: right.slice(0, at) + letter + right.slice(at),
          less: right.slice(0, at) + right.slice(at + 1),
          other: right.slice(0, at) + letter + right.slice(at + 1),
          swap: right.slice(0, at) + (right[at + 1] ?? '') + (right[at] ?? '') + right.slice(at + 2),
        }[how]
        expect(nearKeys(wrong).some((key) => nearKeys(right).includes(key))).toBe(true)
        expect(distance(wrong, right, 2)).toBeLessThanOrEqual(1)
      },
    ),
    { numRuns: 2000 },
  )
})

test('distance is the same both ways and zero for a word and itself alone', () => {
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(distance(one, other, 20)).toBe(distance(other, one, 20))
      expect(distance(one, other, 20) === 0).toBe(one === other)
      expect(distance(one, other, 2)).toBe(Math.min(distance(one, other, 20), 3))
    }),
    { numRuns: 1000 },
  )
})

test('short words are not guessed at', () => {
  expect(['abc', 'ab', 'عنف'].map(errorsForgiven)).toEqual([0, 0, 0])
  expect([errorsForgiven('exits'), errorsForgiven('mentor'), errorsForgiven('radicalisation')]).toEqual([1, 2, 3])
})
