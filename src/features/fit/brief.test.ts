import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { brief } from './brief.server.ts'
import { askingIn, seatIn } from './testing/asking.server.ts'
import { NOTHING_ASKED } from './worth-a-look.query.ts'

const db = testDatabase(withSample)

test('three to look at, none that a safeguard rules out; three questions; what went wrong elsewhere comes first from those three', async () => {
  const made = await brief(await askingIn(db(), await seatIn(db(), 'demo-bjerkhavn')), {
    ...NOTHING_ASKED,
    concerns: ['practice_types/counter_rumour_narrative'],
  })
  expect(made.fewMatch).toBe(true)
  expect(made.rows).toHaveLength(3)
  expect(made.rows.map(({ tier }) => tier)).not.toContain('X')
  expect(made.questions.length).toBeGreaterThan(0)
  const slugs = made.rows.map(({ practice }) => practice)
  for (const harm of made.harms) expect(slugs).toContain(harm.practice)
  expect(new Set(made.harms.map(({ practice }) => practice)).size).toBeGreaterThan(0)
})

test('nothing answered: it says what is not known instead of guessing', async () => {
  const made = await brief(await askingIn(db()), NOTHING_ASKED)
  expect(made.rows.every(({ tier }) => tier === '4')).toBe(true)
  expect(made.conditions).toEqual([])
  expect(made.compared.answered).toBe(0)
})
