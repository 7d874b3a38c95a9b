import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import {
  deleteVisitor,
  deleteVisitorAnswer,
  findVisitor,
  saveVisitorAnswer,
  type AnswerToSave,
} from './visitor.queries.server.ts'

const db = testDatabase(withSample)
const now = new Date('2026-11-24T09:00:00Z')
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
const answer = (more: Partial<AnswerToSave> = {}): AnswerToSave => ({
  visitorId: null,
  now,
  days: 30,
  factor: 'gov.plan',
  state: 'answered',
  value: ['adopted'],
  ...more,
})
const count = async (table: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db())).rows[0]?.n

test('the first answer makes a key, the next ones use it, and each factor has one answer', async () => {
  const visitorId = await saveVisitorAnswer(db(), answer())
  expect(
    await saveVisitorAnswer(db(), answer({ visitorId, factor: 'thr.forms', value: ['far_right', 'hate_incidents'] })),
  ).toBe(visitorId)
  expect(await saveVisitorAnswer(db(), answer({ visitorId, state: 'rather_not_say', value: [] }))).toBe(visitorId)
  const found = await findVisitor(db(), { visitorId, now })
  expect(found?.answers).toEqual([
    { factor: 'gov.plan', state: 'rather_not_say', value: [], day: '2026-11-24' },
    { factor: 'thr.forms', state: 'answered', value: ['far_right', 'hate_incidents'], day: '2026-11-24' },
  ])
})

test('another browser sees nothing of it', async () => {
  await saveVisitorAnswer(db(), answer())
  const other = await saveVisitorAnswer(db(), answer({ factor: 'res.budget', value: ['none'] }))
  expect((await findVisitor(db(), { visitorId: other, now }))?.answers.map(({ factor }) => factor)).toEqual([
    'res.budget',
  ])
})

test('answers are kept for thirty days after the last one, then they are gone, and swept by whoever answers next', async () => {
  const visitorId = await saveVisitorAnswer(db(), answer())
  await saveVisitorAnswer(db(), answer({ visitorId, now: later(20) }))
  expect((await findVisitor(db(), { visitorId, now: later(49) }))?.until).toEqual(later(50))
  expect(await findVisitor(db(), { visitorId, now: later(50) })).toBeNull()
  const next = await saveVisitorAnswer(db(), answer({ visitorId, now: later(51) }))
  expect(next).not.toBe(visitorId)
  expect(await count('visitor')).toBe(1)
  expect(await count('visitor_answer')).toBe(1)
})

test('one answer can be taken back, and all of them at once', async () => {
  const visitorId = await saveVisitorAnswer(db(), answer())
  await saveVisitorAnswer(db(), answer({ visitorId, factor: 'res.budget', value: ['none'] }))
  await deleteVisitorAnswer(db(), { visitorId, factor: 'gov.plan' })
  expect((await findVisitor(db(), { visitorId, now }))?.answers.map(({ factor }) => factor)).toEqual(['res.budget'])
  await deleteVisitor(db(), visitorId)
  expect(await count('visitor')).toBe(0)
  expect(await count('visitor_answer')).toBe(0)
})
