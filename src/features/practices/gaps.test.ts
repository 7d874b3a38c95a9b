import { describe, expect, test } from 'vitest'
import { gapsIn, MOST_LISTED, rightsQuestions, unclaimed, type GapFacts } from './gaps.ts'

const whole: GapFacts = {
  id: 'whole',
  level: 4,
  direction: 'positive',
  harm: true,
  individualWork: false,
  rightsOpen: [],
  costBand: 'low',
  outcome: true,
  failure: true,
  conditions: 8,
  claims: 9,
  opinions: 0,
  adoptersUntold: 0,
  factors: ['gov.mandate'],
}
const facts = (id: string, more: Partial<GapFacts>): GapFacts => ({ ...whole, id, ...more })
const gap = (practices: GapFacts[], name: string) => gapsIn(practices).find((each) => each.name === name)

test('a practice that tells everything is in no list', () => expect(gapsIn([whole])).toEqual([]))
test('an empty collection has no gaps', () => expect(gapsIn([])).toEqual([]))

describe('a gap', () => {
  test('counts only where it could be asked', () => {
    const practices = [facts('a', { level: 1 }), facts('b', { level: 1, direction: 'not_reported' }), whole]
    expect(gap(practices, 'no_comparison')).toMatchObject({ count: 1, of: 2, ids: ['a'] })
    expect(gap(practices, 'effect')).toMatchObject({ count: 1, of: 3, ids: ['b'] })
  })
  test('lists those with most of it first, and not more than a list shows', () => {
    const many = Array.from({ length: 20 }, (_, at) => facts(`p${at}`, { opinions: at }))
    const listed = gap(many, 'opinions')
    expect(listed).toMatchObject({ count: 19, amount: 190 })
    expect(listed?.ids).toHaveLength(MOST_LISTED)
    expect(listed?.ids[0]).toBe('p19')
  })
  test('of rights is asked only of work with individuals, also where that itself is not reported', () => {
    const practices = [
      facts('a', { individualWork: true, rightsOpen: ['minors'] }),
      facts('b', { individualWork: null, rightsOpen: ['minors', 'complaint'] }),
      facts('c', { rightsOpen: ['minors'] }),
    ]
    expect(gap(practices, 'rights')).toMatchObject({ count: 2, of: 2, amount: 4, ids: ['b', 'a'] })
    expect(rightsQuestions(practices, ['complaint', 'minors', 'voluntary'])).toEqual([
      { right: 'minors', open: 2, of: 2 },
      { right: 'complaint', open: 1, of: 2 },
    ])
  })
})

test('factors that no claim names are told in their own order', () => {
  expect(unclaimed([whole], ['res.horizon', 'gov.mandate', 'srv.staff'])).toEqual(['res.horizon', 'srv.staff'])
})
