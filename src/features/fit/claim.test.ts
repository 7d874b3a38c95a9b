import { expect, test } from 'vitest'
import { acceptedSteps, claimedTwice, restsSafeguard, whyRefused, type Claim, type Test } from './claim.ts'
import { bitsOf, positionOf, whyNoScale, type Factor } from './factor-scale.ts'
import { everyAnswer, holds, meets, someClaims, someFactors } from './testing/random-cases.ts'
import fc from 'fast-check'

const steps: Factor = { id: 'a', group: 'g', type: 'ordinal', steps: ['none', 'weak', 'fair', 'strong'] }
const one: Factor = { id: 'o', group: 'g', type: 'one_of', options: ['x', 'y', 'z'] }
const some: Factor = { id: 's', group: 'g', type: 'some_of', options: ['x', 'y', 'z'] }
const asks = (test: Test, more: Partial<Claim> = {}): Claim => ({ factor: 'a', test, role: 'important', ...more })

test('a test accepts steps from, up to, or any of; named by id or by position', () => {
  expect(acceptedSteps(asks({ at_least: 'fair' }), steps)).toEqual([2, 3])
  expect(acceptedSteps(asks({ at_least: 2 }), steps)).toEqual([2, 3])
  expect(acceptedSteps(asks({ at_most: 'weak' }), steps)).toEqual([0, 1])
  expect(acceptedSteps(asks({ any_of: ['strong', 0] }), steps)).toEqual([0, 3])
  expect(acceptedSteps(asks({ any_of: ['z', 'x'] }), some)).toEqual([0, 2])
})

test.each<[string, Claim, Factor | undefined, string | null]>([
  ['sound', asks({ at_least: 1 }), steps, null],
  ['sound', asks({ any_of: ['x', 'y'] }), one, null],
  ['on a factor that is not there', asks({ at_least: 1 }), undefined, 'unknown_factor'],
  ['of a role that is not there', asks({ at_least: 1 }, { role: 'toString' as 'helps' }), steps, 'unknown_role'],
  ['at least, without an order', asks({ at_least: 'x' }), one, 'test_does_not_fit_scale'],
  ['at most, without an order', asks({ at_most: 'x' }), some, 'test_does_not_fit_scale'],
  ['on a step beyond the scale', asks({ at_least: 4 }), steps, 'unknown_step'],
  ['on a step between steps', asks({ at_most: 1.5 }), steps, 'unknown_step'],
  ['on a step that is no step', asks({ any_of: ['fair', 'great'] }), steps, 'unknown_step'],
  ['on a position where options have none', asks({ any_of: [0] }), one, 'unknown_step'],
  ['that every answer meets', asks({ at_least: 0 }), steps, 'every_answer_meets_it'],
  ['that every answer meets', asks({ at_most: 'strong' }), steps, 'every_answer_meets_it'],
  ['that every answer meets', asks({ any_of: ['x', 'y', 'z'] }), one, 'every_answer_meets_it'],
  ['that every answer meets', asks({ any_of: ['x', 'y', 'z'] }), some, 'every_answer_meets_it'],
  ['that no answer meets', asks({ any_of: [] }), steps, 'no_answer_meets_it'],
])('a claim %s: %j', (_, claim, factor, reason) => {
  expect(whyRefused(claim, factor)).toBe(reason)
})

test('a claim that stands is met by some answers and not by others', () => {
  const claims = someFactors.chain((factors) => fc.tuple(fc.constant(factors), someClaims(factors)))
  holds(
    [claims],
    ([factors, list]) => {
      for (const claim of list) {
        const factor = factors.get(claim.factor)!
        expect(whyRefused(claim, factor)).toBeNull()
        const met = everyAnswer(factor).map((answer) => meets(claim, factor, answer))
        expect(met).toContain(true)
        expect(met).toContain(false)
      }
    },
    500,
  )
})

test('on one factor one condition and one safeguard at most', () => {
  const safeguard = asks({ at_least: 1 }, { role: 'safeguard' })
  expect(claimedTwice([asks({ at_least: 1 }), safeguard])).toEqual([])
  expect(claimedTwice([asks({ at_least: 1 }), asks({ at_least: 2 }, { role: 'helps' })])).toEqual(['a'])
  expect(claimedTwice([safeguard, safeguard, safeguard])).toEqual(['a'])
})

test.each<[Partial<Claim>, boolean]>([
  [{}, true],
  [{ basis: 'reported_by_owner', reviewers: 1 }, true],
  [{ basis: 'reported_by_third_party' }, true],
  [{ basis: 'seen_by_adopter', reviewers: 1 }, true],
  [{ basis: 'from_study', reviewers: 0 }, true],
  [{ basis: 'reviewer_judgement', reviewers: 2 }, true],
  [{ basis: 'reviewer_judgement', reviewers: 1 }, false],
  [{ basis: 'reviewer_judgement' }, false],
  [{ basis: null, reviewers: 1 }, false],
  [{ basis: null, reviewers: 2 }, true],
])('a safeguard with %j rests: %s', (more, rests) => {
  expect(restsSafeguard(asks({ at_least: 1 }, { role: 'safeguard', ...more }))).toBe(rests)
})

test('an answer that is not on the scale is no answer', () => {
  expect([
    bitsOf(steps, 9),
    bitsOf(steps, 'great'),
    bitsOf(steps, ['fair']),
    bitsOf(one, 0),
    bitsOf(one, 'w'),
    bitsOf(some, 'x'),
    bitsOf(some, ['w']),
  ]).toEqual(Array(7).fill(undefined))
  expect([
    bitsOf(steps, 'fair'),
    bitsOf(steps, 2),
    bitsOf(one, 'z'),
    bitsOf(some, ['z', 'x', 'z']),
    bitsOf(some, []),
  ]).toEqual([4, 4, 4, 5, 0])
  expect(positionOf(steps, '__proto__')).toBeUndefined()
})

test('a scale has 2 to 31 steps, each named once', () => {
  expect(whyNoScale({ ...steps, steps: 1 } as Factor)).toBe('too_few_steps')
  expect(whyNoScale({ ...steps, steps: 32 } as Factor)).toBe('too_many_steps')
  expect(whyNoScale({ ...one, options: ['x', 'x'] } as Factor)).toBe('step_named_twice')
  expect([whyNoScale({ ...steps, steps: 31 } as Factor), whyNoScale(steps), whyNoScale(one)]).toEqual([
    null,
    null,
    null,
  ])
  const long: Factor = { id: 'l', group: 'g', type: 'ordinal', steps: 31 }
  expect(acceptedSteps(asks({ at_least: 30 }), long)).toEqual([30])
  expect(acceptedSteps(asks({ at_most: 29 }), long)).toHaveLength(30)
})
