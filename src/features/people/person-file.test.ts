import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { Actor } from '#features/registry/actor.ts'
import { findPersonFile, makePersonFile, readPersonFile } from './person-file.server.ts'
import { ALL_HOLDINGS } from './holdings.ts'
import { aPerson, EMAIL, NAME, withTraces } from './testing/somebody.ts'

const db = testDatabase(withSample)
const NOW = new Date('2026-11-24T09:00:00Z')
const actorOf = (id: string): Actor => ({ kind: 'person', id, seats: [], regions: [], assurance: 'two' })

async function aFile() {
  const somebody = await aPerson(db())
  await withTraces(db(), somebody)
  const made = await makePersonFile(db(), actorOf(somebody.id), {
    person: { id: somebody.id, email: EMAIL, demonstration: false },
    now: NOW,
  })
  return { somebody, file: made.ok ? made.value : expect.fail(made.reason) }
}
type Document = { holdings: { holding: string; rows: Record<string, unknown>[]; purpose: string }[] }

test('the file holds what every table holds on the person, each with its reason', async () => {
  const { somebody, file } = await aFile()
  const document = (await readPersonFile(db(), { id: file.id, personId: somebody.id, now: NOW })) as Document
  const rowsOf = (id: string) => document.holdings.find(({ holding }) => holding === id)?.rows ?? []
  expect(document.holdings.map(({ holding }) => holding)).toEqual(
    ALL_HOLDINGS.filter(({ exported }) => exported.length > 0).map(({ id }) => id),
  )
  expect(rowsOf('person')).toMatchObject([{ id: somebody.id, email: EMAIL, name: NAME, zone: 'Africa/Tunis' }])
  expect(rowsOf('person_field')).toEqual([{ field: 'about', value: `I am ${NAME}`, label: 'network' }])
  expect(rowsOf('city_answer')).toHaveLength(3)
  expect(rowsOf('invitation').map((row) => row['email'])).toEqual([EMAIL, EMAIL])
  expect(rowsOf('invitation_sent')).toHaveLength(1)
  expect(document.holdings.every(({ purpose }) => purpose.length > 0)).toBe(true)
})

test('nobody else stands in it: neither whom they invited, nor whoever invited them', async () => {
  const { somebody, file } = await aFile()
  const { rows } = await sql<{ id: string }>`select id from person where email = 'other@city.example'`.execute(db())
  const text = JSON.stringify(await readPersonFile(db(), { id: file.id, personId: somebody.id, now: NOW }))
  for (const other of ['third@city.example', 'Thirdbody', 'Otherbody', rows[0]?.id ?? 'nobody'])
    expect(text).not.toContain(other)
})

test('it is there for seven days, for that person alone, and a new one takes its place', async () => {
  const { somebody, file } = await aFile()
  const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000)
  const other = await aPerson(db(), { email: 'second@city.example', name: 'Second' })
  const read = (personId: string, now: Date) => readPersonFile(db(), { id: file.id, personId, now })
  expect(await read(somebody.id, later(6.9))).toBeDefined()
  expect(await read(somebody.id, later(7))).toBeUndefined()
  expect(await read(other.id, NOW)).toBeUndefined()
  expect(await findPersonFile(db(), { personId: somebody.id, now: later(7) })).toBeUndefined()
  const again = await makePersonFile(db(), actorOf(somebody.id), {
    person: { id: somebody.id, email: EMAIL, demonstration: false },
    now: later(1),
  })
  expect(again.ok && again.value.id).not.toBe(file.id)
  expect(await read(somebody.id, later(1))).toBeUndefined()
})

test('what was reported of them in confidence is not told to them', async () => {
  const somebody = await aPerson(db())
  for (const act of ['report.opened', 'seat.ended'])
    await sql`insert into audit_entry (id, by_whom, act, why, detail)
      values (${newKey()}, 'system:test', ${act}, 'a reason', jsonb_build_object('person', ${somebody.id}::text))`.execute(
      db(),
    )
  const made = await makePersonFile(db(), actorOf(somebody.id), {
    person: { id: somebody.id, email: EMAIL, demonstration: false },
    now: NOW,
  })
  const id = made.ok ? made.value.id : expect.fail(made.reason)
  const document = (await readPersonFile(db(), { id, personId: somebody.id, now: NOW })) as Document
  expect(document.holdings.find(({ holding }) => holding === 'audit_about')?.rows.map((row) => row['act'])).toEqual([
    'seat.ended',
  ])
})

test('an invented person has no file: the next visitor would read it', async () => {
  const person = { id: newKey(), email: null, demonstration: true }
  expect(await makePersonFile(db(), actorOf(person.id), { person, now: NOW })).toEqual({
    ok: false,
    reason: 'invented',
  })
})
