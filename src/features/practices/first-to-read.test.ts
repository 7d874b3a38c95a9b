import { expect, test } from 'vitest'
import { chooseFirst } from './first-to-read.ts'

test('one of each kind, the bad result as early as the good one', () => {
  expect(chooseFirst({ better: ['a', 'b'], worse: ['c'], takenUp: ['d'], newest: ['e', 'a'] })).toEqual([
    'a',
    'c',
    'd',
    'e',
  ])
})

test('nothing stands twice, and what is missing is filled with the newest', () => {
  expect(chooseFirst({ better: ['a'], worse: [], takenUp: ['a', 'b'], newest: ['b', 'a', 'c', 'd', 'e'] })).toEqual([
    'a',
    'b',
    'c',
    'd',
  ])
  expect(chooseFirst({ better: [], worse: [], takenUp: [], newest: ['x'] })).toEqual(['x'])
})
