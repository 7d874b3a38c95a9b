import { expect, test } from 'vitest'
import type { Factor, Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { tableOf, type CountingAnswer } from './answer-table.ts'

const factor = (code: string, type: Factor['type'] = 'ordinal'): Factor => ({
  code,
  slug: `factors/${code}`,
  group: code.split('.')[0] ?? '',
  type,
  steps: ['a', 'b', 'c'],
  stepLabels: { a: { en: 'None' }, b: { en: 'Some' }, c: { en: 'Many' } },
  maxChoices: null,
  quickStart: false,
  sensitive: false,
  label: { en: `About ${code}` },
  question: {},
  help: {},
  why: {},
})
const VOCABULARY: Vocabulary = {
  terms: new Map(),
  byVocabulary: new Map(),
  factors: new Map(
    [factor('gov.one'), factor('gov.two'), factor('srv.one'), factor('inf.some', 'some_of')].map((each) => [
      each.code,
      each,
    ]),
  ),
}
const answer = (code: string, respondent: string, ...value: string[]): [string, CountingAnswer] => [
  code,
  {
    id: respondent,
    cityId: 'x',
    factor: code,
    respondent,
    state: 'answered',
    value,
    date: '2026-01-01',
    how: null,
    confidence: null,
    label: 'public',
    note: null,
    old: false,
  },
]
const given = (...answers: [string, CountingAnswer][]) =>
  new Map([...Map.groupBy(answers, ([code]) => code)].map(([code, list]) => [code, list.map(([, each]) => each)]))

test('each factor once, in its group, in the order of the vocabulary', () => {
  const table = tableOf(
    given(answer('srv.one', 'police', 'a'), answer('gov.two', 'police', 'b'), answer('gov.one', 'police', 'c')),
    VOCABULARY,
    'en',
  )
  expect(table.groups.map((group) => [group.code, group.factors.map((line) => line.code)])).toEqual([
    ['gov', ['gov.one', 'gov.two']],
    ['srv', ['srv.one']],
  ])
  expect(table.groups[0]?.factors[0]?.answers[0]).toMatchObject({ words: 'Many', places: [2] })
})

test('respondents who differ stand beside each other; who agree, do not differ', () => {
  const table = tableOf(
    given(
      answer('gov.one', 'police', 'a'),
      answer('gov.one', 'school', 'c'),
      answer('gov.two', 'police', 'b'),
      answer('gov.two', 'school', 'b'),
    ),
    VOCABULARY,
    'en',
  )
  const [one, two] = table.groups[0]?.factors ?? []
  expect([one?.differ, one?.answers.map((line) => line.words)]).toEqual([true, ['None', 'Many']])
  expect(two?.differ).toBe(false)
})

test('several choices are one answer, in whichever order they were given', () => {
  const table = tableOf(
    given(answer('inf.some', 'police', 'c', 'a'), answer('inf.some', 'school', 'a', 'c')),
    VOCABULARY,
    'en',
  )
  expect(table.groups[0]?.factors[0]).toMatchObject({ differ: false, steps: 0 })
  expect(table.groups[0]?.factors[0]?.answers[0]).toMatchObject({ words: 'None; Many', places: [] })
})

test('what is not seen counts as open, and a factor that the vocabulary does not hold is left out', () => {
  const table = tableOf(given(answer('gov.one', 'police', 'a'), answer('gone.gone', 'police', 'a')), VOCABULARY, 'en')
  expect([table.answered, table.asked, table.open.map((each) => each.slug)]).toEqual([
    1,
    4,
    ['factors/gov.two', 'factors/srv.one', 'factors/inf.some'],
  ])
})
