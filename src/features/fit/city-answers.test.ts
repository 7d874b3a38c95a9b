import { expect, test } from 'vitest'
import { answersThatCount, type AnswerEntry } from './city-answers.ts'

const groupOf = (factor: string): string => factor.slice(0, 3)
const entry = (more: Partial<AnswerEntry>): AnswerEntry => ({
  factor: 'gov.mandate', respondent: 'administration', state: 'answered', value: 2, date: '2026-03-01', ...more,
}) // prettier-ignore
const counting = (entries: AnswerEntry[], today = '2026-11-20') => answersThatCount(entries, groupOf, today)

test('the newest answer of each kind of respondent counts', () => {
  const found = counting([
    entry({ value: 1, date: '2025-01-01' }),
    entry({ value: 3, date: '2026-03-01', at: '09:00' }),
    entry({ value: 2, date: '2026-03-01', at: '17:00' }),
    entry({ value: 0, date: '2024-12-01', respondent: 'police' }),
  ])
  expect(found.get('gov.mandate')!.map(({ respondent, value }) => [respondent, value])).toEqual([
    ['administration', 2],
    ['police', 0],
  ])
})

test('the order in which answers were written down has no effect', () => {
  const entries = [
    entry({ respondent: 'police', value: 1 }),
    entry({ value: 1, date: '2025-01-01' }),
    entry({}),
    entry({ factor: 'thr.tension' }),
  ]
  expect(counting([...entries].reverse())).toEqual(counting(entries))
})

test('an answer taken back is not known, never the older one and never low', () => {
  expect(counting([entry({}), entry({ state: 'not_known', value: null, date: '2026-04-01' })]).size).toBe(0)
  expect(counting([entry({}), entry({ state: 'rather_not_say', value: null, date: '2026-04-01' })]).size).toBe(0)
})

test.each([
  ['gov.mandate', '2024-11-20', false],
  ['gov.mandate', '2024-11-19', true],
  ['gov.leadership', '2025-11-20', false],
  ['gov.leadership', '2025-11-19', true],
  ['thr.tension', '2025-11-20', false],
  ['thr.tension', '2025-11-19', true],
])('an answer to %s of %s counts; old: %s', (factor, date, old) => {
  expect(counting([entry({ factor, date })]).get(factor)).toEqual([{ ...entry({ factor, date }), old }])
})

test('on the 29th of February two years ago is still a day', () => {
  expect(counting([entry({ date: '2026-02-28' })], '2028-02-29').get('gov.mandate')![0]!.old).toBe(true)
  expect(counting([entry({ date: '2026-03-01' })], '2028-02-29').get('gov.mandate')![0]!.old).toBe(false)
})
