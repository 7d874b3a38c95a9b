import { expect, test } from 'vitest'
import { normalise, readNumber } from './normalise.ts'

test('accents, Arabic forms, marks, tatweel and digits make no difference', () => {
  expect(normalise('Préve\u0301ntion  À Montréal')).toBe('prevention a montreal')
  expect(normalise('الأُسْرة')).toBe(normalise('الاسره'))
  expect(normalise('مـدينة ٢٠٢٥')).toBe(normalise('مدينه 2025'))
  expect(normalise('رؤى')).toBe(normalise('روي'))
})

test('a number is read as people type it, in any of the three languages', () => {
  expect(['3,5', '٣٫٥', '1 250', '١٬٢٥٠', '-2'].map(readNumber)).toEqual([3.5, 3.5, 1250, 1250, -2])
  expect(['', 'abc', '1,2,3', '1e5'].map(readNumber)).toEqual([undefined, undefined, undefined, undefined])
})
