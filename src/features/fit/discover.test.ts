import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess } from './assess.ts'
import { compileIndex, type ListedPractice } from './compiled-index.ts'
import { compileRecords } from './compiled-records.ts'
import { discover, rowOf, rowsOf, tierCounts, tiersOf } from './discover.ts'
import { inOrder, tiesIn } from './order.ts'
import { aList, holds } from './testing/random-cases.ts'

test('discovery says of each practice what its assessment says', () => {
  holds([aList(6, 4)], ({ factors, practices, city }) => {
    const index = compileIndex(practices, factors)
    const records = compileRecords(index, new Map(practices.map(({ id, records }) => [id, records])))
    const found = discover(index, city, { records, stability: true })
    for (const practice of practices) {
      const alone = assess(practice, city, factors)
      const row = rowOf(found, practice.id)!
      const { tier, because, word, bar, supportsTenths, lowTenths, dependsOnWeightOf } = row
      expect({ tier, because, word, supportsTenths, lowTenths, dependsOnWeightOf }).toStrictEqual({
        tier: alone.tier,
        because: alone.because,
        word: alone.word,
        supportsTenths: alone.supportsTenths,
        lowTenths: alone.lowTenths,
        dependsOnWeightOf: [...alone.dependsOnWeightOf].sort(),
      })
      for (const part of ['supports', 'barriers', 'differs', 'unknown'] as const) {
        expect(bar[part].num / bar[part].den).toBe(alone.bar[part].num / alone.bar[part].den)
      }
    }
  })
})

test('records of places much like this one weigh in discovery as in the assessment', () => {
  const seen = new Set<number>()
  holds([aList(3, 4), fc.nat(8)], ({ factors, practices, city }, gap) => {
    const index = compileIndex(practices, factors)
    const nearly = new Map([...city.answers].filter((_, i) => i !== gap))
    const records = new Map(
      practices.map((practice) => [
        practice.id,
        practice.records.map((record) => ({ ...record, answersThen: nearly })),
      ]),
    )
    const found = discover(index, city, { records: compileRecords(index, records) })
    for (const practice of practices) {
      const alone = assess({ ...practice, records: records.get(practice.id)! }, city, factors)
      expect(rowOf(found, practice.id)!.lowTenths).toBe(alone.lowTenths)
      seen.add(alone.lowTenths)
    }
  })
  expect(seen.size).toBeGreaterThan(2)
})

test('the list is in the order of tiers, support, outcome, date and id, with its ties', () => {
  let ties = 0
  holds(
    [aList(12, 2)],
    ({ factors, practices, city }) => {
      const index = compileIndex(practices, factors)
      const records = compileRecords(index, new Map(practices.map(({ id, records }) => [id, records])))
      const found = discover(index, city, { records })
      const expected = inOrder(
        practices.map((practice) => {
          const { tier, supportsTenths, lowTenths } = assess(practice, city, factors)
          return { id: practice.id, tier, supportsTenths, lowTenths, date: practice.date }
        }),
      )
      const rows = rowsOf(found)
      expect(rows.map(({ practice }) => practice.id)).toEqual(expected.map(({ id }) => id))
      const pairs = rows.flatMap(({ practice, tiedWithNext }, i) =>
        tiedWithNext ? [[practice.id, rows[i + 1]!.practice.id]] : [],
      )
      expect(pairs).toEqual(tiesIn(expected).map(([a, b]) => [a.id, b.id]))
      expect(rows.map(({ tiedWithPrevious }) => tiedWithPrevious)).toEqual(
        [false, ...rows.map(({ tiedWithNext }) => tiedWithNext)].slice(0, -1),
      )
      ties += pairs.length
    },
    500,
  )
  expect(ties).toBeGreaterThan(100)
})

test('a page of the list is that part of the list; counts and tiers cover what is in view', () => {
  holds(
    [aList(9)],
    ({ factors, practices, city }) => {
      const only = new Set(practices.slice(1).map(({ id }) => id))
      const found = discover(compileIndex(practices, factors), city, { only })
      const rows = rowsOf(found)
      expect(rowsOf(found, 1, 3)).toEqual(rows.slice(1, 3))
      expect(rowsOf(found, 5, 100)).toEqual(rows.slice(5))
      expect(rows.map(({ practice }) => practice.id).sort()).toEqual([...only].sort())
      expect(rowOf(found, practices[0]!.id)).toBeUndefined()
      expect([...tiersOf(found)].sort()).toEqual(rows.map(({ practice, tier }) => [practice.id, tier]).sort())
      const counts = tierCounts(found)
      for (const tier of ['1', '2', '3', '4', 'X'] as const) {
        expect(counts[tier]).toBe(rows.filter((row) => row.tier === tier).length)
      }
    },
    300,
  )
})

const factors = new Map([['a', { id: 'a', group: 'g', type: 'ordinal' as const, steps: 4 }]])
const practiceWith = (...claims: ListedPractice['claims']): ListedPractice => ({ id: 'p', claims })

test('an index refuses claims that should have been refused on the way in', () => {
  const claim = { factor: 'a', test: { at_least: 2 }, role: 'helps' } as const
  expect(() => compileIndex([practiceWith({ ...claim, factor: 'b' })], factors)).toThrow('No factor b')
  expect(() => compileIndex([practiceWith({ ...claim, test: { at_least: 9 } })], factors)).toThrow(
    'a step that is not there',
  )
  expect(() => compileIndex([practiceWith(claim, { ...claim, role: 'important' })], factors)).toThrow(
    'two claims of a kind on a',
  )
})

test('a list without practices is empty', () => {
  const found = discover(compileIndex([], factors), { id: 'here', answers: new Map() })
  expect(rowsOf(found)).toEqual([])
})

test('scales so long that likeness cannot be reckoned in whole numbers still agree with the assessment', () => {
  const options = Array.from({ length: 31 }, (_, i) => `o${i}`)
  const long = new Map(
    Array.from(
      { length: 9 },
      (_, i) => [`f${i}`, { id: `f${i}`, group: 'g', type: 'some_of' as const, options }] as const,
    ),
  )
  const claims = [...long.keys()].map((factor) => ({ factor, test: { any_of: ['o1'] }, role: 'important' as const }))
  const answers = (shift: number) =>
    new Map([...long.keys()].map((id, i) => [id, [{ value: options.filter((_, o) => (o + shift) % (i + 2) === 0) }]]))
  const record = {
    id: 'r',
    city: 'one',
    period: '',
    outcome: 'better' as const,
    level: 4,
    independent: true,
    answersThen: answers(1),
  }
  const practice = { id: 'p', claims, records: [record] }
  const city = { id: 'here', answers: answers(0) }
  const index = compileIndex([practice], long)
  const found = discover(index, city, { records: compileRecords(index, new Map([['p', [record]]])) })
  expect(rowOf(found, 'p')!.lowTenths).toBe(assess(practice, city, long).lowTenths)
})
