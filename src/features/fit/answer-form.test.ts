import { describe, expect, test } from 'vitest'
import type { Factor } from '#features/vocabulary/vocabulary.ts'
import { NOT_KNOWN, RATHER_NOT, readChosen } from './answer-form.ts'

const factor = (type: Factor['type'], maxChoices: number | null = null): Factor => ({
  code: 'x.y',
  slug: 'factors/x.y',
  group: 'x',
  type,
  steps: ['low', 'mid', 'high'],
  stepLabels: {},
  maxChoices,
  quickStart: false,
  sensitive: false,
  label: {},
  question: {},
  help: {},
  why: {},
})

describe('an answer as it was chosen', () => {
  test('one step of an ordinal factor', () =>
    expect(readChosen(factor('ordinal'), ['mid'])).toEqual({ ok: true, value: { state: 'answered', value: ['mid'] } }))
  test('several choices, kept in the order of the factor, each once', () =>
    expect(readChosen(factor('some_of', 2), ['high', 'low', 'high'])).toEqual({
      ok: true,
      value: { state: 'answered', value: ['low', 'high'] },
    }))
  test('not known, and rather not say, are answers without a value', () => {
    expect(readChosen(factor('ordinal'), [NOT_KNOWN])).toEqual({ ok: true, value: { state: 'not_known', value: [] } })
    expect(readChosen(factor('some_of', 2), [RATHER_NOT])).toEqual({
      ok: true,
      value: { state: 'rather_not_say', value: [] },
    })
  })
  test.each([
    [[], 'missing'],
    [[''], 'missing'],
    [['nowhere'], 'unknown_choice'],
    [['low', 'mid'], 'too_many'],
    [['low', NOT_KNOWN], 'not_both'],
    [[NOT_KNOWN, RATHER_NOT], 'not_both'],
    [['__proto__'], 'unknown_choice'],
    [['low\u0000'], 'unknown_choice'],
  ])('%j is refused: %s', (typed, reason) =>
    expect(readChosen(factor('ordinal'), typed)).toEqual({ ok: false, reason }),
  )
  test('more than the factor takes is refused', () =>
    expect(readChosen(factor('some_of', 2), ['low', 'mid', 'high'])).toEqual({ ok: false, reason: 'too_many' }))
})
