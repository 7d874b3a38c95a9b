import { expect, test } from 'vitest'
import { compareFractions, fraction, fractionText, NOTHING, plus, type Fraction } from '#base/fraction.ts'
import { assess } from './assess.ts'
import { isSafeguard, weightOf, type Claim } from './claim.ts'
import { compileIndex } from './compiled-index.ts'
import { discover } from './discover.ts'
import type { Factor, Factors } from './factor-scale.ts'
import { nextQuestions } from './next-questions.ts'
import {
  aList,
  everyAnswer,
  holds,
  oneAnswer,
  withAnswers,
  type TestCity,
  type TestPractice,
} from './testing/random-cases.ts'

type Case = { factors: Factors; practices: readonly TestPractice[]; city: TestCity }

const questionsFor = ({ factors, practices, city }: Case, wanted = {}) =>
  nextQuestions(discover(compileIndex(practices, factors), city), wanted)

/** The sums as the method words them, one practice at a time, in exact fractions. */
function sumsByHand({ factors, practices, city }: Case): Map<string, Fraction> {
  const sums = new Map<string, Fraction>()
  for (const practice of practices) {
    const { tier, because, coverage } = assess(practice, city, factors)
    if (tier !== '2' && because !== 'too_little_known') continue
    const W = practice.claims.reduce((sum, claim) => sum + weightOf(claim), 0)
    for (const id of factors.keys()) {
      if ((city.answers.get(id) ?? []).length > 0) continue
      const parts = practice.claims
        .filter(({ factor }) => factor === id)
        .map((claim) => {
          const early = coverage.num * 2 < coverage.den
          if (isSafeguard(claim)) return early ? NOTHING : fraction(1, 10)
          return early ? fraction(weightOf(claim), W) : fraction(weightOf(claim), 10 * W)
        })
      const larger = parts.reduce((a, b) => (compareFractions(a, b) < 0 ? b : a), NOTHING)
      sums.set(id, plus(sums.get(id) ?? NOTHING, larger))
    }
  }
  return sums
}

test('the next questions have the greatest sums, equal ones by id', () => {
  holds([aList(8)], (given) => {
    const byHand = [...sumsByHand(given)]
      .filter(([, sum]) => sum.num > 0n)
      .sort(([a, x], [b, y]) => compareFractions(y, x) || (a < b ? -1 : 1))
      .slice(0, 3)
    const asked = questionsFor(given).questions
    expect(asked.map(({ factor, sum }) => [factor, fractionText(sum)])).toEqual(
      byHand.map(([factor, sum]) => [factor, fractionText(sum)]),
    )
  })
})

test('"could move" counts exactly the practices whose tier some answers to the three would change: all answers tried', () => {
  let [moved, still] = [0, 0]
  holds(
    [aList(5)],
    (given) => {
      const { factors, practices, city } = given
      const { questions, couldMove } = questionsFor(given)
      const ways = questions.reduce<[string, ReturnType<typeof oneAnswer>[]][][]>(
        (lists, { factor }) =>
          lists.flatMap((list) =>
            everyAnswer(factors.get(factor)!).map((answer): typeof list => [...list, [factor, [oneAnswer(answer)]]]),
          ),
        [[]],
      )
      const movable = practices.filter((practice) => {
        const { tier } = assess(practice, city, factors)
        return ways.some((way) => assess(practice, withAnswers(city, ...way), factors).tier !== tier)
      })
      expect(couldMove).toBe(movable.length)
      moved += movable.length
      still += practices.length - movable.length
    },
    700,
  )
  expect(Math.min(moved, still)).toBeGreaterThan(300)
})

test('an answer cannot be what supports a practice and what one reviewer rules out', () => {
  const factors: Factors = new Map(
    ['gov.a', 'gov.b', 'tru.c', 'tru.d', 'srv.e'].map((id): [string, Factor] => [
      id,
      { id, group: id.slice(0, 3), type: 'ordinal', steps: 5 },
    ]),
  )
  const conditions = [...factors.keys()].map((factor) => ({
    factor,
    test: { at_least: 3 },
    role: 'important' as const,
  }))
  const low = { factor: 'srv.e', test: { at_most: 0 }, role: 'safeguard' as const, basis: 'reviewer_judgement' }
  const high = { ...low, test: { at_least: 4 } }
  const answers = new Map(
    Object.entries({ 'gov.a': [3], 'gov.b': [3], 'tru.c': [2], 'tru.d': [3, 0] }).map(([id, steps]) => [
      id,
      steps.map((step) => ({ value: step })),
    ]),
  )
  // A = .5, D = .2, U = .2: the open answer alone decides whether it comes to .6
  const moved = (safeguard: Claim): number => {
    const index = compileIndex([{ id: 'p', claims: [...conditions, safeguard] }], factors)
    return nextQuestions(discover(index, { id: 'here', answers })).couldMove
  }
  expect([moved(low), moved(high)]).toEqual([0, 1])
})

test('a safeguard is not asked for while a practice has no word', () => {
  let tried = 0
  holds([aList(1)], (given) => {
    const [practice] = given.practices
    const { because } = assess(practice!, given.city, given.factors)
    const asked = questionsFor(given).questions.map(({ factor }) => factor)
    const onlySafeguard = asked.filter((id) =>
      practice!.claims.every((claim) => claim.factor !== id || isSafeguard(claim)),
    )
    if (because !== 'too_little_known') return
    tried++
    expect(onlySafeguard).toEqual([])
  })
  expect(tried).toBeGreaterThan(200)
})

test('what one reviewer asks is not asked again once it is answered', () => {
  holds([aList(4)], (given) => {
    const asked = questionsFor(given).questions.map(({ factor }) => factor)
    for (const factor of asked) expect(given.city.answers.get(factor) ?? []).toEqual([])
  })
})

test('concerns narrow the questions, unless fewer than five practices match', () => {
  holds(
    [aList(12)],
    (given) => {
      const concerns = ['challenges/hate', 'target_groups/young_people']
      const those = given.practices.filter((practice) =>
        concerns.some((term) => (practice as { terms?: string[] }).terms?.includes(term)),
      )
      const asked = questionsFor(given, { concerns })
      expect(asked.matching).toBe(those.length)
      expect(asked.allCount).toBe(those.length < 5)
      const {
        matching: _,
        allCount: __,
        ...rest
      } = questionsFor(those.length < 5 ? given : { ...given, practices: those })
      expect({ questions: asked.questions, couldMove: asked.couldMove, nearer: asked.nearer }).toEqual(rest)
    },
    500,
  )
})

test('a question put aside gives its place to the next', () => {
  holds(
    [aList(6)],
    (given) => {
      const all = [...sumsByHand(given)]
        .filter(([, sum]) => sum.num > 0n)
        .sort(([a, x], [b, y]) => compareFractions(y, x) || (a < b ? -1 : 1))
      const [first] = all
      if (!first) return
      const asked = questionsFor(given, { skip: new Set([first[0]]) }).questions
      expect(asked.map(({ factor }) => factor)).toEqual(all.slice(1, 4).map(([factor]) => factor))
    },
    500,
  )
})

test('practices that an answer brings nearer are those that wait for it', () => {
  holds(
    [aList(6)],
    (given) => {
      const { questions, nearer } = questionsFor(given)
      const waiting = given.practices.filter((practice) => {
        const sums = sumsByHand({ ...given, practices: [practice] })
        return questions.some(({ factor }) => (sums.get(factor)?.num ?? 0n) > 0n)
      })
      expect(nearer).toBe(waiting.length)
      for (const { factor, waiting: count } of questions) {
        const those = given.practices.filter(
          (practice) => (sumsByHand({ ...given, practices: [practice] }).get(factor)?.num ?? 0n) > 0n,
        )
        expect(count).toBe(those.length)
      }
    },
    500,
  )
})
