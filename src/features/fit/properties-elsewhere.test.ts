import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaQuantile } from '#base/beta.ts'
import { compareFractions, fraction, fractionValue } from '#base/fraction.ts'
import { assess } from './assess.ts'
import type { Answers } from './city-answers.ts'
import { weighRecords } from './elsewhere.ts'
import { positionsIn } from './factor-scale.ts'
import { likeness, likenessWeights, sigmaOf } from './likeness.ts'
import { closeness, lowerEndTenths, recordWeight, type RecordFacts, type RecordOutcome } from './record-weight.ts'
import { tenthsOf } from './tiers.ts'
import {
  aWorld,
  CITIES,
  everyAnswer,
  fullAnswers,
  holds,
  oneAnswer,
  someAnswers,
  someClaims,
  someFactors,
} from './testing/random-cases.ts'

/** Properties 7 and 11–14 of the method: likeness of places, and what happened elsewhere. */

type Record_ = RecordFacts & { readonly S: number }
const S = ({ S: given }: Record_): number => given
const HAIR = 1e-10

const aResult = (id: string): fc.Arbitrary<Record_> =>
  fc.record({
    id: fc.constant(id),
    city: fc.constantFrom(...CITIES),
    period: fc.constantFrom('2020', '2021', '2022'),
    outcome: fc.constantFrom<RecordOutcome | null>('better', 'mixed', 'no_difference', 'worse', 'unclear', null),
    level: fc.integer({ min: 0, max: 4 }),
    independent: fc.boolean(),
    S: fc.oneof(fc.constantFrom(0.7, 0.8, 0.9, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  })

const someResults = (max = 8): fc.Arbitrary<Record_[]> =>
  fc.integer({ min: 0, max }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => aResult(`r${i}`))))

const claimed = someFactors.chain((factors) => fc.tuple(fc.constant(factors), someClaims(factors)))

test('7. a place is like itself when all is answered', () => {
  holds(
    [claimed.chain(([factors, claims]) => fc.tuple(fc.constant(factors), fc.constant(claims), fullAnswers(factors)))],
    ([factors, claims, answers]) => {
      if (claims.length === 0) return
      expect(likeness(likenessWeights(claims), answers, answers, factors)).toEqual({
        low: fraction(1),
        high: fraction(1),
      })
    },
  )
})

test('7. likeness is the same both ways', () => {
  const twoPlaces = claimed.chain(([factors, claims]) =>
    fc.tuple(fc.constant(factors), fc.constant(claims), someAnswers(factors), someAnswers(factors)),
  )
  holds([twoPlaces], ([factors, claims, here, there]) => {
    const weights = likenessWeights(claims)
    expect(likeness(weights, here, there, factors)).toEqual(likeness(weights, there, here, factors))
  })
})

test('7. every way to fill the gaps lies in the range, and some ways reach its ends', () => {
  const filled = claimed.chain(([factors, claims]) =>
    fc.tuple(
      fc.constant(factors),
      fc.constant(claims),
      someAnswers(factors, 1),
      someAnswers(factors, 1),
      fullAnswers(factors),
      fullAnswers(factors),
    ),
  )
  holds([filled], ([factors, claims, here, there, fillHere, fillThere]) => {
    const weights = likenessWeights(claims)
    const range = likeness(weights, here, there, factors)
    const full = likeness(weights, new Map([...fillHere, ...here]), new Map([...fillThere, ...there]), factors)
    expect(compareFractions(full.low, full.high)).toBe(weights.size === 0 ? -1 : 0)
    expect(compareFractions(range.low, full.low)).toBeLessThanOrEqual(0)
    expect(compareFractions(full.high, range.high)).toBeLessThanOrEqual(0)
  })
})

test('7. of one factor, the range with a gap is as narrow as it can be, also where respondents differ', () => {
  holds([someFactors, fc.nat()], (factors, seed) => {
    for (const factor of factors.values()) {
      if (factor.type === 'some_of') continue // an empty choice is like another empty one alone
      const each = everyAnswer(factor).map((_, i) => 2 ** i)
      for (const one of each) {
        const here = [one, each[seed % each.length]!]
        const full = each.map((there) => sigmaOf(factor, here, [there]))
        const lows = full.map(({ low }) => low[0] / low[1])
        const highs = full.map(({ high }) => high[0] / high[1])
        const gap = sigmaOf(factor, here, [])
        expect([gap.low[0] / gap.low[1], gap.high[0] / gap.high[1]]).toEqual([Math.min(...lows), Math.max(...highs)])
        expect(sigmaOf(factor, [], here)).toEqual(gap)
      }
    }
  })
})

test('7. σ is 1 − |x−y|/R, equal or not, or Jaccard, as the scale is', () => {
  const bits = fc.nat(31)
  holds([bits, bits], (x, y) => {
    const both = positionsIn(x).filter((i) => positionsIn(y).includes(i)).length
    const either = new Set([...positionsIn(x), ...positionsIn(y)]).size
    const options = ['a', 'b', 'c', 'd', 'e']
    const [num, den] = sigmaOf({ id: 'f', group: 'g', type: 'some_of', options }, [x], [y]).low
    expect(num / den).toBe(either === 0 ? 1 : both / either)
    const [i, j] = [x % 5, y % 5]
    const ordinal = sigmaOf({ id: 'f', group: 'g', type: 'ordinal', steps: 5 }, [2 ** i], [2 ** j]).low
    expect(ordinal[0] / ordinal[1]).toBe(1 - Math.abs(i - j) / 4)
    const one = sigmaOf({ id: 'f', group: 'g', type: 'one_of', options }, [2 ** i], [2 ** j]).low
    expect(one[0] / one[1]).toBe(i === j ? 1 : 0)
  })
})

test('7. where respondents differ, the range goes from the least to the greatest over their answers', () => {
  const pairs = someFactors.chain((factors) =>
    fc.tuple(fc.constant(factors), someAnswers(factors, 3), someAnswers(factors, 3)),
  )
  holds(
    [pairs],
    ([factors, here, there]) => {
      for (const factor of factors.values()) {
        const weights = new Map([[factor.id, 1]])
        const range = likeness(weights, here, there, factors)
        const single = (place: Answers, i: number): Answers => new Map([[factor.id, [place.get(factor.id)![i]!]]])
        const [x, y] = [here.get(factor.id) ?? [], there.get(factor.id) ?? []]
        if (x.length === 0 || y.length === 0) continue
        const all = x.flatMap((_, i) =>
          y.map((__, j) => fractionValue(likeness(weights, single(here, i), single(there, j), factors).low)),
        )
        expect([fractionValue(range.low), fractionValue(range.high)]).toEqual([Math.min(...all), Math.max(...all)])
      }
    },
    500,
  )
})

test('7. no claim at all, or nothing answered: anything is possible', () => {
  holds([claimed], ([factors, claims]) => {
    const nothing: Answers = new Map()
    expect(likeness(likenessWeights(claims), nothing, nothing, factors)).toEqual({
      low: fraction(0),
      high: fraction(1),
    })
    expect(likeness(new Map(), nothing, nothing, factors)).toEqual({ low: fraction(0), high: fraction(1) })
  })
})

test('7. a factor weighs in likeness by its heavier claim, a safeguard like a necessary one', () => {
  const on = (factor: string, role: 'helps' | 'important' | 'necessary' | 'safeguard') => ({
    factor,
    role,
    test: { at_least: 1 },
  })
  expect([
    ...likenessWeights([
      on('a', 'helps'),
      on('a', 'safeguard'),
      on('b', 'important'),
      on('c', 'necessary'),
      on('d', 'helps'),
    ]),
  ]).toEqual([
    ['a', 3],
    ['b', 2],
    ['c', 3],
    ['d', 1],
  ])
})

test("11. a city's own adoption is no evidence for itself", () => {
  let own = 0
  holds([someResults(), aResult('own')], (records, given) => {
    const mine = { ...given, city: 'here' }
    const others = records.filter(({ city }) => city !== 'here')
    const { records: listed, ...without } = weighRecords(others, 'here', S)
    const { records: more, ...with_ } = weighRecords([...others, mine], 'here', S)
    expect(with_).toEqual(without)
    expect(more.filter(({ record }) => record !== mine)).toEqual(listed)
    expect(more.find(({ record }) => record === mine)).toMatchObject({ weight: 0, setAside: 'own_city' })
    own++
  })
  expect(own).toBeGreaterThan(1000)
})

test('12. an added "better" lowers neither end, an added "no difference" or "worse" raises neither', () => {
  holds(
    [someResults(), aResult('new'), fc.constantFrom<RecordOutcome>('better', 'no_difference', 'worse')],
    (records, given, outcome) => {
      const before = weighRecords(records, 'here', S)
      const after = weighRecords([...records, { ...given, outcome }], 'here', S)
      const up = outcome === 'better' ? 1 : -1
      expect(up * (after.low - before.low)).toBeGreaterThanOrEqual(-HAIR)
      expect(up * (after.high - before.high)).toBeGreaterThanOrEqual(-HAIR)
      expect(up * (after.lowTenths - before.lowTenths)).toBeGreaterThanOrEqual(0)
    },
    4000,
  )
})

test('12. a doubled record changes nothing', () => {
  holds([someResults(), fc.nat(), fc.constantFrom('a', 'zz')], (records, seed, id) => {
    const original = records[seed % Math.max(1, records.length)]
    if (!original) return
    const before = weighRecords(records, 'here', S)
    const after = weighRecords([...records, { ...original, id }], 'here', S)
    for (const part of ['alpha', 'beta', 'n', 'low', 'high'] as const)
      expect(Math.abs(after[part] - before[part])).toBeLessThan(HAIR)
    expect([after.tally, after.worse.length, after.stated, after.word]).toEqual([
      before.tally,
      before.worse.length,
      before.stated,
      before.word,
    ])
  })
})

test('12. of a record told twice the heaviest counts, and only that', () => {
  const told = (id: string, level: number, period = '2020'): Record_ => ({
    id,
    city: 'one',
    period,
    outcome: 'better',
    level,
    independent: true,
    S: 1,
  })
  const found = weighRecords([told('a', 1), told('b', 3), told('c', 2)], 'here', S)
  expect(found.records.map(({ weight, setAside }) => [weight, setAside])).toEqual([
    [0, 'same_as_another'],
    [0.6, null],
    [0, 'same_as_another'],
  ])
  expect(found.tally.better).toBe(1)
  expect(weighRecords([told('a', 1), told('b', 1, '2021')], 'here', S).n).toBeCloseTo(0.2, 12)
})

test('12. level 0 and "unclear" add nothing', () => {
  holds([someResults(), aResult('new'), fc.boolean()], (records, given, level0) => {
    const nothing = level0 ? { ...given, level: 0 } : { ...given, outcome: 'unclear' as const }
    const before = weighRecords(records, 'here', S)
    const after = weighRecords([...records, nothing], 'here', S)
    for (const part of ['alpha', 'beta', 'n', 'low', 'high', 'stated', 'word', 'lowTenths'] as const) {
      expect(after[part]).toBe(before[part])
    }
  })
})

test('12. one city never weighs more than one, however often it tells', () => {
  holds([someResults(12)], (records) => {
    const { records: weighed, n } = weighRecords(records, 'here', S)
    const byCity = new Map<string, number>()
    for (const { record, weight } of weighed) byCity.set(record.city, (byCity.get(record.city) ?? 0) + weight)
    for (const sum of byCity.values()) expect(sum).toBeLessThanOrEqual(1 + HAIR)
    expect(Math.abs([...byCity.values()].reduce((a, b) => a + b, 0) - n)).toBeLessThan(HAIR)
  })
  const often = Array.from({ length: 5 }, (_, i): Record_ => ({
    id: `${i}`,
    city: 'one',
    period: `${i}`,
    outcome: 'better',
    level: 4,
    independent: true,
    S: 1,
  }))
  expect(weighRecords(often, 'here', S).n).toBeCloseTo(1, 12)
  expect(weighRecords(often, 'here', S).stated).toBe(false)
})

test('13. as the lower bound of likeness falls, the weight of a record never rises', () => {
  const likely = fc.double({ min: 0, max: 1, noNaN: true })
  holds([aResult('r'), likely, likely], (record, a, b) => {
    const [less, more] = [Math.min(a, b), Math.max(a, b)]
    expect(recordWeight(record, less)).toBeLessThanOrEqual(recordWeight(record, more))
    expect(recordWeight(record, 1)).toBe([0, 0.1, 0.3, 0.6, 0.9][record.level]! * (record.independent ? 1 : 0.5))
  })
  holds([someResults(), fc.nat(), likely], (records, seed, factor) => {
    const which = records[seed % Math.max(1, records.length)]
    if (!which) return
    const weightOf = (list: readonly Record_[]) =>
      weighRecords(list, 'here', S).records.find(({ record }) => record.id === which.id)!.weight
    const falling = records.map((record) => (record === which ? { ...record, S: record.S * factor } : record))
    expect(weightOf(falling)).toBeLessThanOrEqual(weightOf(records) + HAIR)
  })
  expect(closeness(0.75)).toBeCloseTo(Math.exp(-0.5), 12)
})

test('13. an answer that makes the places less alike never raises the weight of the record', () => {
  let tried = 0
  holds([aWorld(1)], (world) => {
    const [record] = world.practice.records
    const ordinal = world.practice.claims.find(({ factor }) => world.factors.get(factor)!.type === 'ordinal')
    if (!record || !ordinal) return
    const steps = everyAnswer(world.factors.get(ordinal.factor)!) as number[]
    const there = [steps.length - 1]
    const practice = {
      ...world.practice,
      records: [
        {
          ...record,
          answersThen: new Map([...record.answersThen, [ordinal.factor, there.map((step) => oneAnswer(step))]]),
        },
      ],
    }
    const weights = steps.map((step) => {
      const city = { ...world.city, answers: new Map([...world.city.answers, [ordinal.factor, [oneAnswer(step)]]]) }
      return assess(practice, city, world.factors).elsewhere.records[0]!.weight
    })
    tried++
    expect(weights).toEqual([...weights].sort((a, b) => a - b))
  })
  expect(tried).toBeGreaterThan(500)
})

test('14. no records: the prior, 10 to 90 %', () => {
  const { low, high, n, word, stated, lowTenths } = weighRecords([], 'here', S)
  expect(low).toBeCloseTo(0.1, 12)
  expect(high).toBeCloseTo(0.9, 12)
  expect({ n, word, stated, lowTenths }).toEqual({ n: 0, word: null, stated: false, lowTenths: 1 })
})

test('14. many records: both ends come to the share of k that was better', () => {
  holds(
    [fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.integer({ min: 1, max: 4 })],
    (share, level) => {
      const many = Array.from({ length: 4000 }, (_, i): Record_ => ({
      id: `${i}`, city: `${i}`, period: '2020', outcome: i < 4000 * share ? 'better' : 'worse', level, independent: true, S: 0.95,
    })) // prettier-ignore
      const { low, high, n, alpha } = weighRecords(many, 'here', S)
      const better = (alpha - 1) / n
      expect(Math.abs(better - share)).toBeLessThan(0.001)
      expect(Math.abs(low - better)).toBeLessThan(0.05)
      expect(Math.abs(high - better)).toBeLessThan(0.05)
    },
    60,
  )
})

test('stated from n = 1 and two cities with an independent record of level 1 or above; the words follow the ends', () => {
  const seen = new Map<string | null, number>()
  holds(
    [someResults(14)],
    (records) => {
      const found = weighRecords(records, 'here', S)
      const counted = found.records.filter(({ weight }) => weight > 0)
      const reliable = new Set(counted.filter(({ record }) => record.independent).map(({ record }) => record.city))
      expect(found.stated).toBe(found.n >= 1 && reliable.size >= 2)
      const word =
        found.low >= 0.5 ? 'more_often_better' : found.high <= 0.5 ? 'more_often_not_better' : 'too_few_to_call'
      expect(found.word).toBe(found.stated ? word : null)
      seen.set(found.word, (seen.get(found.word) ?? 0) + 1)
    },
    4000,
  )
  const strong = (outcome: RecordOutcome) =>
    Array.from({ length: 6 }, (_, i): Record_ => ({
      id: `${i}`,
      city: `${i}`,
      period: '',
      outcome,
      level: 4,
      independent: true,
      S: 1,
    }))
  expect(weighRecords(strong('better'), 'here', S).word).toBe('more_often_better')
  expect(weighRecords(strong('worse'), 'here', S).word).toBe('more_often_not_better')
  expect(seen.get('too_few_to_call')).toBeGreaterThan(50)
})

test('worse is counted on its own line, whatever the likeness and the evidence, and not for the own city', () => {
  const harm = (id: string, city: string, level: number): Record_ => ({
    id,
    city,
    period: '2020',
    outcome: 'worse',
    level,
    independent: false,
    S: 0,
  })
  const found = weighRecords([harm('a', 'one', 0), harm('b', 'two', 1), harm('c', 'here', 4)], 'here', S)
  expect(found.worse.map(({ id }) => id)).toEqual(['a', 'b'])
})

test('who took it up and has not told is counted apart', () => {
  const silent = (id: string, city: string): Record_ => ({
    id,
    city,
    period: '',
    outcome: null,
    level: 0,
    independent: false,
    S: 1,
  })
  expect(weighRecords([silent('a', 'one'), silent('b', 'two'), silent('c', 'here')], 'here', S).haveNotTold).toBe(2)
})

test('the lower end in tenths is the lower end, rounded, halves up', () => {
  const parameter = fc.double({ min: 1, max: 40, noNaN: true })
  holds([parameter, parameter], (alpha, beta) => {
    const low = betaQuantile(0.1, alpha, beta)
    if (Math.abs(((low * 10) % 1) - 0.5) < 1e-9) return // on the edge either is right
    expect(lowerEndTenths(alpha, beta)).toBe(Math.floor(low * 10 + 0.5))
  })
})

test('a share in tenths: halves up', () => {
  expect(
    [
      [1, 20],
      [3, 20],
      [17, 20],
      [19, 22],
      [0, 5],
      [5, 5],
      [1, 3],
    ].map(([num, den]) => tenthsOf(num!, den!)),
  ).toEqual([1, 2, 9, 9, 0, 10, 3])
})

test('the worked figures: likeness given, what is stated and what is not', () => {
  const result = (
    city: string,
    outcome: RecordOutcome,
    level: number,
    independent: boolean,
    likely: number,
  ): Record_ => ({ id: city, city, period: '2020', outcome, level, independent, S: likely })
  const figures = (...records: Record_[]) => {
    const { n, low, high, stated, word, worse, tally } = weighRecords(records, 'here', S)
    return {
      n: n.toFixed(2),
      low: Math.round(low * 100),
      high: Math.round(high * 100),
      stated,
      word,
      worse: worse.length,
      better: tally.better,
    }
  }
  expect(figures(result('a', 'better', 1, false, 0.75), result('b', 'better', 1, false, 0.75))).toEqual({
    n: '0.06', low: 11, high: 91, stated: false, word: null, worse: 0, better: 2,
  }) // prettier-ignore
  const two = [result('a', 'better', 3, true, 0.8), result('b', 'better', 3, true, 0.75)]
  expect(figures(...two)).toEqual({ n: '0.80', low: 28, high: 94, stated: false, word: null, worse: 0, better: 2 })
  expect(figures(...two, result('c', 'worse', 4, true, 0.85))).toEqual({
    n: '1.55', low: 19, high: 83, stated: true, word: 'too_few_to_call', worse: 1, better: 2,
  }) // prettier-ignore
})
