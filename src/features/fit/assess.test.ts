import { expect, test } from 'vitest'
import { fractionText } from '#base/fraction.ts'
import { assess, type AdoptionRecord } from './assess.ts'
import type { Claim } from './claim.ts'
import type { Factor, Factors } from './factor-scale.ts'
import { oneAnswer } from './testing/random-cases.ts'

const factors: Factors = new Map(
  ['gov.a', 'gov.b', 'tru.a', 'tru.b', 'srv.a', 'leg.a', 'leg.b'].map((id): [string, Factor] => [
    id,
    { id, group: id.slice(0, 3), type: 'ordinal', steps: 4 },
  ]),
)
const ask = (factor: string, role: Claim['role'] = 'important', more: Partial<Claim> = {}): Claim => ({
  factor,
  role,
  test: { at_least: 2 },
  ...more,
})
const five = ['gov.a', 'gov.b', 'tru.a', 'tru.b', 'srv.a'].map((factor) => ask(factor))
const city = (answers: Record<string, number | number[]>) => ({
  id: 'here',
  answers: new Map(Object.entries(answers).map(([id, steps]) => [id, [steps].flat().map((step) => oneAnswer(step))])),
})
const found = (claims: Claim[], answers: Record<string, number | number[]>, records: AdoptionRecord[] = []) =>
  assess({ id: 'p', claims, records }, city(answers), factors)

const allMet = { 'gov.a': 2, 'gov.b': 3, 'tru.a': 2, 'tru.b': 2, 'srv.a': 3 }
const opinion = { basis: 'reviewer_judgement', reviewers: 1 }

test('what one reviewer asks is shown first, is not met as it is, counts as not known, and leaves the word', () => {
  const claims = [...five, ask('leg.a', 'safeguard'), ask('leg.b', 'safeguard', opinion)]
  const { tier, because, word, safeguards } = found(claims, { ...allMet, 'leg.a': 3, 'leg.b': 0 })
  expect({ tier, because, word }).toEqual({ tier: '2', because: 'open_questions', word: 'mostly_supports' })
  expect(
    safeguards.map(({ claim, state, countsAs, oneReviewerAsks }) => [claim.factor, state, countsAs, oneReviewerAsks]),
  ).toEqual([
    ['leg.b', 'not_met', 'not_known', true],
    ['leg.a', 'met', 'met', false],
  ])
})

test('one respondent is enough for a safeguard not to be met', () => {
  expect(found([...five, ask('leg.a', 'safeguard')], { ...allMet, 'leg.a': [3, 1] }).safeguards[0]!.state).toBe(
    'not_met',
  )
  expect(found([...five, ask('leg.a', 'safeguard')], { ...allMet, 'leg.a': [3, 2] }).safeguards[0]!.state).toBe('met')
})

test('a safeguard has no place in the bar', () => {
  const { bar } = found([...five, ask('leg.a', 'safeguard')], { ...allMet, 'leg.a': 0 })
  expect(bar.supports).toEqual({ num: 20, den: 20 })
})

test('a necessary condition is met, not met, or open where answers differ or fail', () => {
  const state = (answer: Record<string, number | number[]>) => {
    const { necessary, tier } = found([...five.slice(1), ask('gov.a', 'necessary')], { ...allMet, ...answer })
    return [necessary[0]!.state, tier]
  }
  expect(state({})).toEqual(['met', '1'])
  expect(state({ 'gov.a': 1 })).toEqual(['not_met', '3'])
  expect(state({ 'gov.a': [1, 0] })).toEqual(['not_met', '3'])
  expect(state({ 'gov.a': [3, 0] })).toEqual(['open', '2'])
  expect(state({ 'gov.a': [] })).toEqual(['open', '2'])
})

test('necessary conditions come first in a list, then by weight, then by id', () => {
  const claims = [ask('gov.a', 'helps'), ask('gov.b'), ask('tru.b'), ask('tru.a'), ask('srv.a', 'necessary')]
  const { conditions } = found(claims, {})
  expect(conditions.not_known.map(({ claim }) => claim.factor)).toEqual(['srv.a', 'gov.b', 'tru.a', 'tru.b', 'gov.a'])
})

test('five factors of three groups are enough, four or two groups are not', () => {
  expect(found(five, {}).described).toEqual({ factors: 5, groups: 3, enough: true })
  expect(found(five.slice(1), {}).described.enough).toBe(false)
  const two = ['gov.a', 'gov.b', 'leg.a', 'leg.b'].map((factor) => ask(factor))
  expect(found([...two, { ...ask('gov.a'), role: 'safeguard' }], {}).described).toEqual({
    factors: 4,
    groups: 2,
    enough: false,
  })
})

test('exactly half of the weight answered is enough for a word; a step less is not', () => {
  const claims = [ask('gov.a'), ask('gov.b'), ask('tru.a', 'helps'), ask('tru.b', 'helps'), ask('srv.a')]
  expect(found(claims, { 'gov.a': 2, 'gov.b': 2 }).because).toBe('open_questions') // 4 of 8
  expect(found(claims, { 'gov.a': 2, 'tru.a': 2 }).because).toBe('too_little_known') // 3 of 8
})

test('exactly .6 is "mostly"', () => {
  expect(found(five, { 'gov.a': 2, 'gov.b': 2, 'tru.a': 2 })).toMatchObject({ tier: '1', word: 'mostly_supports' })
  expect(found(five, { 'gov.a': 0, 'gov.b': 0, 'tru.a': 0 })).toMatchObject({
    tier: '3',
    because: 'barriers',
    word: 'mostly_barriers',
  })
  expect(found(five, { 'gov.a': 0, 'gov.b': 0, 'tru.a': 2 })).toMatchObject({ tier: '2', word: 'mixed' }) // A + D + U is .6
})

const record = (id: string, where: string, then: Record<string, number>, more: object = {}): AdoptionRecord => ({
  id, city: where, period: '2020', outcome: 'better', level: 3, independent: true, answersThen: city(then).answers, ...more,
}) // prettier-ignore

test('for each barrier, what cities with the same barrier then have changed; never the own city', () => {
  const records = [
    record('r1', 'two', { 'gov.a': 1 }),
    record('r2', 'one', { 'gov.a': 0 }, { outcome: null }),
    record('r3', 'one', { 'gov.a': 2 }),
    record('r4', 'one', { 'gov.b': 0 }),
    record('r5', 'here', { 'gov.a': 0 }),
  ]
  const { othersChanged } = found(five, { ...allMet, 'gov.a': 1, 'tru.a': 0, 'srv.a': [3, 0] }, records)
  expect(othersChanged.map(({ claim, records: those }) => [claim.factor, those.map(({ id }) => id)])).toEqual([
    ['gov.a', ['r2', 'r1']],
    ['tru.a', []],
  ])
})

test('each record has its range of likeness, and weighs by the lower end', () => {
  const { likeness, elsewhere } = found(five, allMet, [record('r', 'one', { 'gov.a': 2, 'gov.b': 0, 'tru.a': 2 })])
  const { low, high } = likeness.get('r')!
  // of five equal factors: alike, opposite, alike, and two whose answers there are missing (2 of 0–3 is at most 2 away, 3 at most 3)
  expect([fractionText(low), fractionText(high)]).toEqual(['7/15', '4/5'])
  expect(elsewhere.records[0]).toMatchObject({ likeness: 7 / 15, setAside: null })
  expect(elsewhere.records[0]!.weight).toBeCloseTo(0.6 * Math.exp(-0.5 * ((8 / 15) * 4) ** 2), 12)
})

test('a claim on a factor that is not there is a fault of the caller', () => {
  expect(() => found([ask('xxx')], {})).toThrow('No factor xxx')
})
