import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { Actor } from '#features/registry/actor.ts'
import { erasePerson } from './erase-person.server.ts'
import { proofOf, whyNotErase } from './erasing.access.ts'
import { ALL_HOLDINGS } from './holdings.ts'
import { countHeld } from './holdings.queries.server.ts'
import { codeOf, stepAt } from './one-time-code.server.ts'
import { beginSecondStep, spendCode } from './second-step.server.ts'
import { findKnown } from './session.queries.server.ts'
import { signInWithLink, signInWithPassword } from './sign-in.server.ts'
import { aPerson, EMAIL, PASSWORD, withTraces, type Somebody } from './testing/somebody.ts'

const db = testDatabase(withSample)
const now = () => new Date()
const actorOf = (id: string): Actor => ({ kind: 'person', id, seats: [], regions: [], assurance: 'two' })
const erase = ({ id, sessionId }: Somebody, typed: string = PASSWORD) =>
  erasePerson(db(), actorOf(id), { personId: id, sessionId, typed, now: now() })

/** Every table, in any schema of ours, in which the text stands. */
async function whereItStands(text: string): Promise<string[]> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(db())
  const found: string[] = []
  for (const { schema, name } of rows) {
    const { rows: hits } = await sql<{ hit: boolean }>`
      select exists (select 1 from ${sql.table(`${schema}.${name}`)} each where strpos(lower(each::text), ${text.toLowerCase()}) > 0) as hit`.execute(
      db(),
    )
    if (hits[0]?.hit) found.push(name)
  }
  return found
}

test('after erasing, name and address stand in no column of any table, and the city’s work stands as it did', async () => {
  const somebody = await aPerson(db())
  await withTraces(db(), somebody)
  const whose = { id: somebody.id, email: EMAIL }
  const before = await countHeld(db(), whose)
  // the test holds only what it has tried: every line that erases has something to erase
  expect(before.map(({ id }) => id)).toEqual(
    expect.arrayContaining(
      ALL_HOLDINGS.filter(({ erasing, names }) => erasing.does !== 'kept_for_the_city' && names.length > 0).map(
        ({ id }) => id,
      ),
    ),
  )
  expect(await whereItStands('zqxsalma')).toEqual(
    expect.arrayContaining(['person', 'person_field', 'seat', 'passkey', 'invitation', 'mail', 'mail_suppression']),
  )
  // the code that was never confirmed asks nobody for anything: the password is the proof
  expect(await erase(somebody)).toEqual({ ok: true, value: null })

  expect(await whereItStands('zqxsalma')).toEqual([])
  expect(await whereItStands('zqxfamily')).toEqual([])
  const after = new Map((await countHeld(db(), whose)).map(({ id, count }) => [id, count]))
  for (const { id, does, count } of before) {
    if (does === 'deleted') expect([id, after.get(id) ?? 0]).toEqual([id, 0])
    if (does === 'kept_for_the_city')
      expect([id, after.get(id) ?? 0]).toEqual([id, expect.toSatisfy((n) => n >= count)])
  }
  expect(after.get('city_answer')).toBe(3)
  const { rows: files } = await sql<object>`select title, label, person_id, by_whom from attachment`.execute(db())
  expect(files).toEqual([{ title: 'The plan', label: 'public', person_id: null, by_whom: 'erased' }])
})

test('what waited for them is not sent, and what waits for others goes on without their name', async () => {
  const somebody = await aPerson(db())
  await withTraces(db(), somebody)
  await erase(somebody)
  const { rows } = await sql<{ address: string; state: string; words: { subject: string } | null }>`
    select address, state, words from mail order by queued_at, key`.execute(db())
  expect(rows.filter((row) => row.state === 'waiting')).toEqual([
    {
      address: 'other@city.example',
      state: 'waiting',
      words: { subject: '…', paragraphs: ['…, hello'], foot: 'Foot' },
    },
  ])
  expect(
    rows
      .filter((row) => row.address === '')
      .map((row) => row.state)
      .toSorted(),
  ).toEqual(['sent', 'suppressed'])
})

test('a cookie of an erased person makes nobody, and neither does their password or a link of theirs', async () => {
  const somebody = await aPerson(db())
  expect(await findKnown(db(), somebody.token, 'en')).toMatchObject({ personId: somebody.id })
  expect((await erase(somebody)).ok).toBe(true)
  expect(await findKnown(db(), somebody.token, 'en')).toBeUndefined()
  const from = { network: '192.0.2.7', agent: '' }
  expect((await signInWithPassword(db(), { email: EMAIL, password: PASSWORD }, from)).ok).toBe(false)
  expect((await signInWithLink(db(), 'link', from)).ok).toBe(false)
  expect(await erase(somebody)).toEqual({ ok: false, reason: 'gone' })
})

test('even a session that was left behind makes nobody', async () => {
  const somebody = await aPerson(db())
  await erase(somebody)
  await sql`insert into session (digest, id, person_id, way, assurance, until)
    values (sha256(${somebody.token}::bytea), ${newKey()}, ${somebody.id}, 'link', 'two', now() + interval '1 day')`.execute(
    db(),
  )
  expect(await findKnown(db(), somebody.token, 'en')).toBeUndefined()
})

test('every seat ends, each place reads so in its audit, and open invitations are taken back', async () => {
  const somebody = await aPerson(db())
  await withTraces(db(), somebody)
  await erase(somebody)
  const { rows: seats } = await sql`select 1 from seat where person_id = ${somebody.id} and until is null`.execute(db())
  expect(seats).toEqual([])
  const { rows: said } = await sql<{ item_id: string; detail: unknown }>`
    select item_id, detail from audit_entry where act = 'seat.ended'`.execute(db())
  expect(said).toEqual([
    { item_id: somebody.placeId, detail: { person: somebody.id, role: 'editor', reason: 'erased' } },
  ])
  const { rows: open } = await sql`select 1 from invitation where accepted_at is null and revoked_at is null`.execute(
    db(),
  )
  expect(open).toEqual([])
})

test('the last focal point hands over first; with a second one there, either may go, and then the other is the last', async () => {
  // the sample's own focal point of Marsa Lawz has left
  await sql`update seat set until = now() where role = 'focal_point'`.execute(db())
  const first = await aPerson(db(), { role: 'focal_point' })
  expect(await erase(first)).toEqual({ ok: false, reason: 'last_focal_point' })
  const second = await aPerson(db(), { role: 'focal_point', email: 'second@city.example', name: 'Second' })
  expect(await erase(first)).toEqual({ ok: true, value: null })
  expect(await erase(second)).toEqual({ ok: false, reason: 'last_focal_point' })
  const { rows } = await sql<{ email: string | null }>`select email from person where id = ${second.id}`.execute(db())
  expect(rows).toEqual([{ email: 'second@city.example' }])
})

test('a wrong password or code changes nothing, and where there is a code the password does not do', async () => {
  const somebody = await aPerson(db())
  expect(await erase(somebody, 'something else')).toEqual({ ok: false, reason: 'password_wrong' })
  const secret = await beginSecondStep(db(), somebody.id)
  const ago = new Date(Date.now() - 60_000)
  await spendCode(db(), { personId: somebody.id, typed: codeOf(secret, stepAt(ago)), now: ago })
  expect((await erase(somebody, PASSWORD)).ok).toBe(false)
  expect(await findKnown(db(), somebody.token, 'en')).toBeDefined()
  expect(await erase(somebody, codeOf(secret, stepAt(now())))).toEqual({ ok: true, value: null })
})

test('an invented person cannot be erased by whoever visits', async () => {
  const { rows } = await sql<{ id: string }>`select id from person where demonstration limit 1`.execute(db())
  const id = rows[0]?.id ?? expect.fail('nobody')
  expect(await erase({ id, sessionId: newKey(), token: '', placeId: '' })).toEqual({ ok: false, reason: 'invented' })
})

const facts = { demonstration: false, lastIn: [], hasSecondStep: false, hasPassword: false, sessionBegunAt: null }
const at = new Date('2026-11-24T09:00:00Z')
test.each([
  [{ ...facts, demonstration: true, lastIn: ['a'] }, 'invented'],
  [{ ...facts, hasPassword: true, lastIn: ['a'] }, 'last_focal_point'],
  [{ ...facts, hasPassword: true }, null],
  [{ ...facts, hasSecondStep: true }, null],
  [facts, 'sign_in_again'],
  [{ ...facts, sessionBegunAt: new Date('2026-11-24T08:44:59Z') }, 'sign_in_again'],
  [{ ...facts, sessionBegunAt: new Date('2026-11-24T08:45:00Z') }, null],
])('%j: %s', (known, reason) => expect(whyNotErase(known, at)).toBe(reason))

test('the strongest that there is, is asked for', () => {
  expect(proofOf({ hasSecondStep: true, hasPassword: true })).toBe('code')
  expect(proofOf({ hasSecondStep: false, hasPassword: true })).toBe('password')
  expect(proofOf({ hasSecondStep: false, hasPassword: false })).toBe('new_session')
})

test('a name that is part of another word leaves that word alone', async () => {
  const somebody = await aPerson(db(), { name: 'Ali' })
  await sql`insert into mail (id, key, occasion, address, language, words, promise)
    values (${newKey()}, 'question:9', 'question', 'other@city.example', 'en', '{"subject": "Alignment by Ali (reading)\\nAli", "paragraphs": [], "foot": ""}', 'at_most_once')`.execute(
    db(),
  )
  await erase(somebody)
  const { rows } = await sql<{ subject: string }>`select words ->> 'subject' as subject from mail`.execute(db())
  expect(rows).toEqual([{ subject: 'Alignment by … (reading)\n…' }])
})
