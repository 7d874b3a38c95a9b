import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { ALL_HOLDINGS, ASK_DAYS, MAIL_DAYS, NOTICE_DAYS } from './holdings.ts'
import { runRetention, SWEPT } from './retention.server.ts'
import { aPerson, EMAIL, withTraces } from './testing/somebody.ts'

const db = testDatabase(withSample)
const NOW = new Date()
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000)
const NOTHING = Object.fromEntries(SWEPT.map((name) => [name, 0]))
const countOf = async (table: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db())).rows[0]?.n

test('every table that is said to have a day is swept, and no other', () => {
  const dated = ALL_HOLDINGS.filter(({ kept }) => kept.until === 'own_day' || kept.until === 'days')
  expect([...SWEPT].toSorted()).toEqual([...new Set<string>(dated.map(({ table }) => table))].toSorted())
})

test('what has had its day goes, what has not stays, and a second run finds nothing', async () => {
  const somebody = await aPerson(db())
  await withTraces(db(), somebody)
  await sql`insert into visitor (id, until) values (${newKey()}, ${later(20)}), (${newKey()}, ${later(60)})`.execute(
    db(),
  )
  expect(await runRetention(db(), NOW)).toEqual(NOTHING)
  expect(await runRetention(db(), later(30))).toEqual({
    session: 1,
    mail_link: 1,
    passkey_challenge: 1,
    attempt: 2,
    person_export: 1,
    notice: 0,
    ask: 0,
    person_profile_before: 1,
    visitor: 1,
    held_text: 0,
    invitation: 2,
    mail: 0,
  })
  expect(await runRetention(db(), later(30))).toEqual(NOTHING)
  expect([await countOf('visitor'), await countOf('invitation'), await countOf('session')]).toEqual([1, 3, 0])
})

test('an invitation that nobody took loses name and address, and its place once invited stays', async () => {
  await withTraces(db(), await aPerson(db()))
  await runRetention(db(), later(6))
  const { rows } = await sql<{ email: string; name: string; revoked: boolean; taken: boolean }>`
    select email, name, revoked_at is not null as revoked, accepted_at is not null as taken from invitation order by taken, email`.execute(
    db(),
  )
  expect(rows.filter((row) => !row.taken)).toEqual([
    { email: '', name: '', revoked: true, taken: false },
    { email: '', name: '', revoked: true, taken: false },
  ])
  expect(rows.filter((row) => row.taken).map((row) => row.email)).toEqual([EMAIL])
})

test('mail of ninety days ago is a line without address and words, and what waited is sent no more', async () => {
  await withTraces(db(), await aPerson(db()))
  expect((await runRetention(db(), later(MAIL_DAYS - 1))).mail).toBe(0)
  expect((await runRetention(db(), later(MAIL_DAYS + 1))).mail).toBe(3)
  const { rows } = await sql<{ address: string; words: unknown; state: string; key: string }>`
    select address, words, state, key from mail order by state`.execute(db())
  expect(rows.map(({ address, words, state }) => [address, words, state])).toEqual([
    ['', null, 'failed'],
    ['', null, 'failed'],
    ['', null, 'sent'],
  ])
  expect(JSON.stringify(rows)).not.toContain(EMAIL)
})

test('more than one batch goes in one run', async () => {
  await sql`insert into attempt (key, count, until) select 'k' || n, 1, ${later(-1)} from generate_series(1, 2500) n`.execute(
    db(),
  )
  expect((await runRetention(db(), NOW)).attempt).toBe(2500)
})

test('a notice goes after a year, a question after ninety days', async () => {
  await withTraces(db(), await aPerson(db()))
  expect(await runRetention(db(), later(ASK_DAYS - 1))).toMatchObject({ ask: 0, notice: 0 })
  expect(await runRetention(db(), later(ASK_DAYS + 1))).toMatchObject({ ask: 1, notice: 0 })
  expect(await runRetention(db(), later(NOTICE_DAYS + 1))).toMatchObject({ ask: 0, notice: 1 })
})
