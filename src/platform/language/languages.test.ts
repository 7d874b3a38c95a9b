import { expect, test } from 'vitest'
import { directionOf, negotiate } from './languages.ts'

test('the remembered language wins, then the first that the browser accepts, then English', () => {
  expect(negotiate('fr', 'ar')).toBe('fr')
  expect(negotiate(undefined, 'de, ar-TN;q=0.8, fr;q=0.9')).toBe('fr')
  expect(negotiate('xx', 'de-DE,de')).toBe('en')
  expect(negotiate(undefined, null)).toBe('en')
  expect(negotiate(undefined, `${'x'.repeat(100_000)},fr`)).toBe('en')
  expect(negotiate(undefined, 'fr;q=0, ar;q=nonsense')).toBe('en')
})

test('direction follows the language, also of ones that the product does not speak', () => {
  expect(['en', 'ar', 'ar-TN', 'ur', 'mk'].map(directionOf)).toEqual(['ltr', 'rtl', 'rtl', 'rtl', 'ltr'])
})
