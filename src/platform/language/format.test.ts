import { expect, test } from 'vitest'
import {
  countryName,
  formatDay,
  formatList,
  formatMoment,
  formatMonth,
  formatNumber,
  formatTitles,
  languageName,
} from './format.ts'

test('numbers, dates and lists are written as each language writes them, with digits 0–9', () => {
  expect(formatNumber(1234567.5, 'ar')).toBe('1,234,567.5')
  expect(formatNumber(12500, 'fr').replace(/\s/g, ' ')).toBe('12 500')
  expect(formatDay('2026-11-24', 'ar')).toBe('24 تشرين الثاني/نوفمبر 2026')
  expect(formatDay('2026-11-24', 'en')).toBe('24 November 2026')
  expect(formatMonth('2026-02-01', 'fr')).toBe('février 2026')
  expect(formatList(['أ', 'ب'], 'ar')).toBe('أ، ب')
})

test('countries and languages have names, and what is none stays as it is', () => {
  expect([countryName('DK', 'ar'), countryName('XK', 'en'), countryName(null, 'en')]).toEqual([
    'الدانمرك',
    'Kosovo',
    '',
  ])
  expect([languageName('ar', 'fr'), languageName('??', 'fr')]).toEqual(['arabe', '??'])
})

test('titles with commas of their own stand apart by semicolons', () => {
  expect(formatTitles(['أ، ب', '', 'ج'], 'ar')).toBe('أ، ب؛ ج')
  expect(formatTitles(['Un, deux', 'Trois'], 'fr')).toBe('Un, deux\u202f; Trois')
  expect(formatTitles(['One, two', 'Three'], 'en')).toBe('One, two; Three')
})

test('a moment is told by the clock of the reader', () => {
  const at = new Date('2026-11-24T23:05:00Z')
  expect(formatMoment(at, { language: 'en', zone: 'Europe/Paris' })).toBe('25 November 2026, 00:05')
  expect(formatMoment(at, { language: 'fr', zone: 'Etc/UTC' })).toBe('24 novembre 2026, 23:05')
  expect(formatMoment(at, { language: 'ar', zone: 'Etc/UTC' })).toMatch(/^24 .+ 2026، 23:05$/)
})
