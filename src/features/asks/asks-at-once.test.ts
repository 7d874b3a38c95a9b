/** Two presses at once, and several processes that ask at once. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { openDatabase, type Db } from '#platform/database/pool.server.ts'
import { standingDatabase } from '#platform/mail/testing/standing-database.ts'
import { withSample } from '#platform/testing/database.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { answerAsk } from './answer-ask.server.ts'
import { askPeople } from './ask-people.server.ts'

const db = standingDatabase(withSample)
const NOW = new Date()

beforeEach(async () => void (await sql`truncate ask`.execute(db())))

async function processes<Result>(count: number, work: (db: Db) => Promise<Result>): Promise<Result[]> {
  const open = await Promise.all(
    Array.from({ length: count }, () => openDatabase({ databaseUrl: db.url, dataDir: '', poolSize: 1 })),
  )
  try {
    return await Promise.all(open.map(work))
  } finally {
    await Promise.all(open.map((each) => each.destroy()))
  }
}

test('four processes ask each person once', async () => {
  const asked = await processes(4, (open) => askPeople(open, NOW))
  expect(asked.reduce((all, each) => all + each, 0)).toBe(1)
  expect((await sql`select from mail where occasion = 'question'`.execute(db())).rows).toHaveLength(1)
})

test('of four presses at once one answers, and the others hear that it was answered', async () => {
  await askPeople(db(), NOW)
  const { rows } = await sql<{
    path: string
  }>`select words -> 'action' ->> 'path' as path from mail where occasion = 'question'`.execute(db())
  const token = rows[0]?.path.split('/').at(-1) ?? ''
  const vocabulary = await loadVocabulary(db(), VISITOR)
  const count = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from city_answer`.execute(db())).rows[0]?.n ?? 0
  const before = await count()
  const said = await processes(4, (open) =>
    answerAsk(open, { token, language: 'en', vocabulary, now: NOW, signedIn: null }, { answer: 'yes', value: [] }),
  )
  expect(said.map((each) => (each.ok ? 'answered' : each.reason)).toSorted()).toEqual([
    'answered',
    'used',
    'used',
    'used',
  ])
  expect(await count()).toBe(before + 1)
})
