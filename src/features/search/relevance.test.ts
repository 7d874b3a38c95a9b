import { expect, test } from 'vitest'
import type { Theme, Unit } from './meaning.ts'
import { bitOf, ranked, type Asked, type Hit } from './relevance.ts'
import { fact } from './sieve.ts'

const theme: Theme = { slug: 'practice_types/mentoring', label: 'Mentoring', lang: 'en', by: 'label' }
const unit = (facts: Partial<Unit> = {}): Unit => ({
  written: 'x',
  from: 0,
  to: 0,
  ways: [['x']],
  themes: [theme],
  country: 'SN',
  ...facts,
})
const asked = (...units: Unit[]): Asked => ({
  units: units.length > 0 ? units : [unit()],
  phrase: 'rumor',
  language: 'en',
})
const hit = (slug: string, facts: Partial<Hit> = {}): Hit => ({
  id: slug,
  kind: 'practice',
  slug,
  language: 'en',
  title: 'something else',
  marks: [0],
  answered: [true],
  worded: [false],
  facts: [],
  ...facts,
})
const order = (of: Asked, hits: Hit[]) => ranked(of, hits).map((found) => found.slug)
const title = bitOf('title', 'exact')

test('the title before the terms, these before the summary, this before the text', () => {
  const hits = [
    hit('text'),
    hit('summary', { marks: [bitOf('summary', 'exact')] }),
    hit('term', { facts: [fact.term(theme.slug)] }),
    hit('begins', { marks: [title], title: 'Rumour and story' }),
    hit('place', { marks: [bitOf('synonym', 'exact')], facts: [] }),
    hit('whole', { marks: [title], title: 'Rumour' }),
    hit('title', { marks: [title] }),
  ]
  expect(order(asked(), hits)).toEqual(['whole', 'begins', 'title', 'place', 'term', 'summary', 'text'])
})

test('a word as typed before another form of it, this before a word that only begins so', () => {
  const hits = (['prefix', 'stem', 'exact'] as const).map((grade) => hit(grade, { marks: [bitOf('title', grade)] }))
  expect(order(asked(), hits)).toEqual(['exact', 'stem', 'prefix'])
})

test('a term that is named comes before one whose label only holds the word, this before one that lies under it', () => {
  const by = (each: Theme['by']): Theme => ({ ...theme, slug: `practice_types/${each}`, by: each })
  const kinds = ['label', 'begins', 'synonym', 'part', 'narrower'] as const
  const hits = [...kinds].reverse().map((each) => hit(each, { facts: [fact.term(by(each).slug)] }))
  expect(order(asked(unit({ themes: kinds.map(by) })), hits)).toEqual([...kinds])
})

test('what answers in several places comes before what answers in one of them', () => {
  expect(
    order(asked(), [hit('one', { marks: [title] }), hit('two', { marks: [title | bitOf('summary', 'exact')] })]),
  ).toEqual(['two', 'one'])
})

test('the reader’s language comes first, and one thing is one row, in its best language', () => {
  const hits = [
    hit('french', { marks: [title], language: 'fr' }),
    hit('own', { marks: [title] }),
    hit('own', { marks: [title], language: 'fr' }),
  ]
  const found = ranked(asked(), hits)
  expect(found.map((each) => [each.slug, each.language])).toEqual([
    ['own', 'en'],
    ['french', 'fr'],
  ])
})

test('what answers more of the question comes first', () => {
  const two = asked(unit(), unit({ from: 1, to: 1 }))
  const hits = [
    hit('half', { marks: [title, 0], answered: [true, false], worded: [false, false] }),
    hit('all', { marks: [0, 0], answered: [true, true], worded: [true, true] }),
  ]
  expect(order(two, hits)).toEqual(['all', 'half'])
  expect(ranked(two, hits)[1]?.reasons[1]).toBeNull()
})

test('a corrected word counts for less than the same word as typed', () => {
  const cost = (of: Asked) => ranked(of, [hit('one', { marks: [title] })])[0]?.cost ?? NaN
  expect(cost(asked(unit({ insteadOf: 'y' })))).toBeGreaterThan(cost(asked(unit())))
})

test('equal things stand by kind, then by slug, however they come in', () => {
  const equal = [
    hit('b'),
    hit('a'),
    hit('city', { kind: 'city' }),
    hit('challenges/x', { kind: 'term' }),
    hit('glossary/x', { kind: 'glossary' }),
  ].map((each) => ({ ...each, marks: [title] }))
  const expected = ['a', 'b', 'city', 'challenges/x', 'glossary/x']
  expect(order(asked(), equal)).toEqual(expected)
  expect(order(asked(), [...equal].reverse())).toEqual(expected)
})

test('questions about a place and words of the house come behind the themes that say the same', () => {
  const terms = ['respondent_kinds/police', 'factors/tru.police', 'sectors/police'].map((slug) =>
    hit(slug, { kind: 'term', marks: [title] }),
  )
  expect(order(asked(), terms)).toEqual(['sectors/police', 'factors/tru.police', 'respondent_kinds/police'])
})

test('the page of the term that was meant leads what carries it', () => {
  const hits = [
    hit('practice', { facts: [fact.term(theme.slug)] }),
    hit(theme.slug, { kind: 'term', facts: [fact.term(theme.slug)] }),
  ]
  expect(order(asked(), hits)).toEqual([theme.slug, 'practice'])
})
