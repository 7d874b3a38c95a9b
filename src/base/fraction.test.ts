import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareFractions, fraction, fractionText, fractionValue, plus, times } from './fraction.ts'

test('a fraction is reduced, its sign above', () => {
  expect(fraction(6, -4)).toEqual({ num: -3n, den: 2n })
  expect(fraction(0, 7)).toEqual({ num: 0n, den: 1n })
  expect(() => fraction(1, 0)).toThrow(RangeError)
})

test('as text: whole numbers without a denominator', () => {
  expect([fraction(38, 44), fraction(0, 5), fraction(5, 5)].map(fractionText)).toEqual(['19/22', '0', '1'])
})

test('sums and products are exact, in any order', () => {
  const part = fc
    .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 1, max: 999 }))
    .map(([a, b]) => fraction(a, b))
  fc.assert(
    fc.property(part, part, part, (a, b, c) => {
      expect(plus(plus(a, b), c)).toEqual(plus(c, plus(b, a)))
      expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)))
      expect(Math.sign(compareFractions(a, b))).toBe(Math.sign(fractionValue(a) - fractionValue(b)))
    }),
    { numRuns: 2000 },
  )
})
