import { expect, test } from 'vitest'
import { matches, validatorOf } from './validators.ts'

const of = { build: 'b1', language: 'ar', day: '2026-11-24', epoch: 7, saveData: false }

test('a validator changes with build, language, day, epoch and fonts, and with nothing else', () => {
  const ours = validatorOf(of)
  const others = [{ build: 'b2' }, { language: 'fr' }, { day: '2026-11-25' }, { epoch: 8 }, { saveData: true }].map(
    (change) => validatorOf({ ...of, ...change }),
  )
  expect(new Set([ours, ...others]).size).toBe(6)
  expect(matches(ours, ours)).toBe(true)
  expect(matches(`"x", ${ours.slice(2)}`, ours)).toBe(true)
  for (const other of [...others, '', '*', null]) expect(matches(other, ours)).toBe(false)
})
