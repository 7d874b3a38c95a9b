import { expect, test } from 'vitest'
import { fractionText, fractionValue } from '#base/fraction.ts'
import type { Answer, Factor, Factors } from './factor-scale.ts'
import { similar } from './similar.ts'
import { holds, oneAnswer, someAnswers, someFactors } from './testing/random-cases.ts'
import fc from 'fast-check'

const factors: Factors = new Map(
  [...'abcdef'].map((id): [string, Factor] => [
    id,
    { id, group: id < 'd' ? 'early' : 'late', type: 'ordinal', steps: 5 },
  ]),
)
const city = (id: string, answers: Record<string, Answer>) => ({
  id,
  answers: new Map(Object.entries(answers).map(([factor, value]) => [factor, [oneAnswer(value)]])),
})
const ours = city('here', { a: 0, b: 1, c: 2, d: 3, e: 4 })
const list = (...cities: ReturnType<typeof city>[]) => similar(ours, cities, factors).map(({ city: { id } }) => id)

test('from three shared answers on; ourselves never', () => {
  expect(list(city('two', { a: 0, b: 1, f: 2 }), city('three', { a: 4, b: 4, c: 0 }), ours)).toEqual(['three'])
})

test('the lower bound orders, then the upper, then id', () => {
  const all = { a: 0, b: 1, c: 2, d: 3, e: 4 }
  const [same, near, gap] = [city('same', all), city('near', { ...all, a: 2 }), city('gap', { a: 0, b: 1, c: 2, d: 3 })]
  expect(list(gap, near, same, city('also', { ...all, a: 2 }))).toEqual(['same', 'also', 'near', 'gap'])
  const [first] = similar(ours, [gap], factors)
  expect([fractionText(first!.range.low), fractionText(first!.range.high), first!.shared]).toEqual(['4/5', '1', 4])
})

test('over the factors that we answered, each alike, whatever they answered beside', () => {
  const [found] = similar(ours, [city('one', { a: 0, b: 1, c: 2, f: 0 })], factors)
  // two of our five are open there: 3 of 0–4 is at most 3 away, 4 at most 4
  expect([fractionText(found!.range.low), fractionText(found!.range.high)]).toEqual(['13/20', '1'])
})

test('a chosen group is compared by itself', () => {
  const there = city('one', { a: 0, b: 1, c: 2, d: 0, e: 0 })
  expect(similar(ours, [there], factors, 'early')[0]).toMatchObject({ shared: 3, differ: [] })
  expect(fractionValue(similar(ours, [there], factors, 'early')[0]!.range.low)).toBe(1)
  expect(similar(ours, [there], factors, 'late')).toEqual([])
})

test('the four factors that differ most, and only those that both answered and that differ', () => {
  const there = city('one', { a: 1, b: 4, c: 0, d: 0, e: 0, f: 0 })
  const [found] = similar(ours, [there], factors)
  expect(found!.differ.map(({ id }) => id)).toEqual(['e', 'b', 'd', 'c'])
  const [alike] = similar(ours, [city('one', { a: 0, b: 1, c: 1 })], factors)
  expect(alike!.differ.map(({ id }) => id)).toEqual(['c'])
})

test('every place is shown with a range that holds', () => {
  const places = someFactors.chain((given) =>
    fc.tuple(fc.constant(given), someAnswers(given), someAnswers(given), someAnswers(given)),
  )
  holds(
    [places],
    ([given, here, one, two]) => {
      const found = similar(
        { id: 'here', answers: here },
        [
          { id: 'one', answers: one },
          { id: 'two', answers: two },
        ],
        given,
      )
      for (const { range, shared } of found) {
        expect(fractionValue(range.low)).toBeLessThanOrEqual(fractionValue(range.high))
        expect(shared).toBeGreaterThanOrEqual(3)
      }
      const lows = found.map(({ range }) => fractionValue(range.low))
      expect(lows).toEqual([...lows].sort((a, b) => b - a))
    },
    500,
  )
})
