import { expect, test } from 'vitest'
import type { ClaimedPractice } from './claimed-practice.ts'
import { reordered, type ReaderFacts } from './list-orders.ts'

const practice = (id: string, facts: Partial<ClaimedPractice>): ClaimedPractice => ({
  id,
  itemId: id,
  claims: [],
  date: '',
  terms: [],
  origin: null,
  costBand: null,
  years: { start: null, end: null },
  region: null,
  place: { population: null, lat: null, lon: null },
  languages: [],
  ...facts,
})
const reader: ReaderFacts = { population: 100_000, lat: 36.8, lon: 10.2, region: 'mena', languages: ['ar', 'fr'] }
const ids = (list: readonly ClaimedPractice[]) => list.map(({ id }) => id).join('')

test('by fit, the order stays', () =>
  expect(ids(reordered([practice('b', {}), practice('a', {})], 'fit', reader))).toBe('ba'))

test('by cost, the lowest first, what is not reported last, equals as they stood', () => {
  const list = [
    practice('d', {}),
    practice('c', { costBand: 'high' }),
    practice('a', { costBand: 'low' }),
    practice('b', { costBand: 'low' }),
    practice('e', { costBand: 'odd' }),
  ]
  expect(ids(reordered(list, 'cost', reader))).toBe('abcde')
})

test('by time, the earliest beginning first', () => {
  expect(
    ids(
      reordered(
        [
          practice('b', { years: { start: 2015, end: null } }),
          practice('c', {}),
          practice('a', { years: { start: 2001, end: 2004 } }),
        ],
        'time',
        reader,
      ),
    ),
  ).toBe('abc')
})

test('by size, the nearest in ratio first; a reader without a size sees the smallest first', () => {
  const sized = (id: string, population: number) => practice(id, { place: { population, lat: null, lon: null } })
  const list = [sized('c', 1_000_000), sized('a', 120_000), sized('b', 50_000), practice('d', {})]
  expect(ids(reordered(list, 'size', reader))).toBe('abcd')
  expect(ids(reordered(list, 'size', { ...reader, population: null }))).toBe('bacd')
})

test('by language, a shared one first', () =>
  expect(
    ids(
      reordered([practice('b', { languages: ['en'] }), practice('a', { languages: ['en', 'fr'] })], 'language', reader),
    ),
  ).toBe('ab'))

test('by distance, the nearest first, then the same region, then whatever has no point', () => {
  const at = (id: string, lat: number, lon: number) =>
    practice(id, { place: { population: null, lat, lon }, region: 'europe' })
  const list = [
    practice('d', { region: 'europe' }),
    practice('c', { region: 'mena' }),
    at('b', 52.5, 13.4),
    at('a', 36.9, 10.3),
  ]
  expect(ids(reordered(list, 'distance', reader))).toBe('abcd')
  expect(ids(reordered(list, 'distance', { ...reader, lat: null, lon: null }))).toBe('cdba')
})
