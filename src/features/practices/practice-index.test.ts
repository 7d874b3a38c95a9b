import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buildIndex,
  FACETS,
  inOrderOf,
  isPageKey,
  keyOf,
  narrow,
  pageAfter,
  pageBehind,
  type Choices,
  type IndexedPractice,
} from './practice-index.ts'

const NOTHING = Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as Choices
const chosen = (some: Partial<Record<(typeof FACETS)[number], string[]>>): Choices => ({ ...NOTHING, ...some })

const uuid = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const practice = (number: number, choices: string[], published = number): IndexedPractice => ({
  id: uuid(number),
  published,
  choices,
})

const FEW = [
  practice(1, ['forms/a', 'regions/x']),
  practice(2, ['forms/a', 'forms/b', 'regions/y']),
  practice(3, ['forms/b', 'regions/x']),
  practice(4, ['regions/y']),
]

describe('narrowing', () => {
  const index = buildIndex(FEW)
  const ids = (choices: Choices) => narrow(index, choices).matched.map((each) => each.published)

  test('nothing chosen lists all, newest first', () => expect(ids(NOTHING)).toEqual([4, 3, 2, 1]))
  test('two choices of one facet widen the list', () => expect(ids(chosen({ forms: ['a', 'b'] }))).toEqual([3, 2, 1]))
  test('choices of two facets narrow it', () => expect(ids(chosen({ forms: ['a'], regions: ['y'] }))).toEqual([2]))
  test('a choice that nothing carries matches nothing', () => expect(ids(chosen({ forms: ['zzz'] }))).toEqual([]))

  test('counts stand under the choices of the other facets, not of their own', () => {
    const { counts } = narrow(index, chosen({ forms: ['a'] }))
    expect(Object.fromEntries(counts)).toEqual({ 'forms/a': 2, 'forms/b': 2, 'regions/x': 1, 'regions/y': 1 })
  })

  test('what was searched for narrows list and counts alike', () => {
    const { matched, counts } = narrow(index, NOTHING, new Set([uuid(1)]))
    expect(matched).toHaveLength(1)
    expect(counts.get('forms/b')).toBe(0)
  })
})

const CODES = ['a', 'b', 'c']
const someChoices = fc.record(Object.fromEntries(FACETS.slice(0, 3).map((facet) => [facet, fc.subarray(CODES)])))
const somePractices = fc.array(someChoices, { maxLength: 12 }).map((list) =>
  list.map((facets, at) =>
    practice(
      at,
      Object.entries(facets).flatMap(([facet, codes]) => codes.map((code) => `${facet}/${code}`)),
    ),
  ),
)

test('each count is what one would get by making that choice', () => {
  fc.assert(
    fc.property(somePractices, someChoices, (practices, made) => {
      const index = buildIndex(practices)
      const choices = chosen(made as Partial<Choices> as never)
      const { counts } = narrow(index, choices)
      for (const [name, count] of counts) {
        const [facet = '', code = ''] = name.split('/')
        expect(count).toBe(narrow(index, { ...choices, [facet]: [code] }).matched.length)
      }
    }),
  )
})

describe('paging by key', () => {
  const all = buildIndex(Array.from({ length: 7 }, (_, at) => practice(at, [], Math.floor(at / 2)))).practices

  test('every row is on exactly one page, whatever is published at once', () => {
    const seen: string[] = []
    for (let after: string | null = null, turns = 0; turns < 9; turns++) {
      const page = pageAfter(all, after, 2)
      seen.push(...page.rows.map((row) => row.id))
      after = page.next
      if (after === null) break
    }
    expect(seen).toEqual(all.map((row) => row.id))
  })

  test('the way back leads to the page before', () => {
    const third = pageAfter(all, keyOf(all[3] ?? expect.fail()), 2)
    expect(third.rows[0]?.id).toBe(all[4]?.id)
    expect(pageAfter(all, third.previous, 2).rows[0]?.id).toBe(all[2]?.id)
    expect(pageAfter(all, pageAfter(all, third.previous, 2).previous || null, 2).rows[0]?.id).toBe(all[0]?.id)
  })

  test('a key whose row is gone still says where', () => {
    const gone = all[2] ?? expect.fail()
    expect(
      pageAfter(
        all.filter((row) => row !== gone),
        keyOf(gone),
        2,
      ).rows[0]?.id,
    ).toBe(all[3]?.id)
  })

  test.each(['', 'x', '1.', '99999999999999999999.00000000-0000-7000-8000-000000000001', "1.'; drop table item"])(
    'a key that is none shows the beginning: %s',
    (key) => {
      expect(isPageKey(key)).toBe(false)
      expect(pageAfter(all, key, 2).rows[0]).toBe(all[0])
    },
  )

  test('a key behind the last row shows the beginning', () => {
    expect(pageAfter(all, keyOf({ id: uuid(0), published: -1 }), 2).rows[0]).toBe(all[0])
    expect(pageAfter([], null, 2)).toEqual({ rows: [], next: null, previous: null })
  })

  test('a list in an order of its own is paged in that order', () => {
    const ordered = inOrderOf(all, [uuid(2), uuid(6), uuid(0)]).slice(0, 3)
    const first = pageBehind(ordered, null, 2)
    expect(first.rows.map((row) => row.id)).toEqual([uuid(2), uuid(6)])
    expect(pageBehind(ordered, first.next, 2)).toMatchObject({ rows: [{ id: uuid(0) }], next: null, previous: '' })
  })
})
