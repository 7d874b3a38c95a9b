import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { Actor, Seat } from '#features/registry/actor.ts'
import type { Role, Seated } from '#features/registry/seat.ts'
import { auditFile } from './audit-file.ts'
import { auditScope, shownTo, type AuditScope, type Sees, type Standing } from './audit.access.ts'
import { listAudit, type AuditLine } from './audit.queries.server.ts'
import { readAuditAsk, type AuditFilters } from './audit.query.ts'
import { aPerson, placeOf } from './testing/somebody.ts'

const db = testDatabase(withSample)
const ALL: AuditFilters = { act: null, from: null, to: null, place: null, person: null }

type As = Extract<Actor, { kind: 'person' }>['assurance']
const seat = (placeId: string, place: Seated, role: Role): Seat => ({ placeId, place, region: null, role })
const actor = (id: string, seats: Seat[] = [], assurance: As = 'two'): Actor => ({
  kind: 'person',
  id,
  seats,
  regions: [],
  assurance,
})

describe('who reads what', () => {
  test.each([
    ['a safeguards officer', [seat('s', 'secretariat', 'safeguards_officer')], 'two', 'all', 'everybody'],
    ['an officer', [seat('s', 'secretariat', 'officer')], 'two', 'all', 'unprotected'],
    ['an invented officer', [seat('s', 'secretariat', 'safeguards_officer')], 'demonstration', 'all', 'invented'],
    ['a translator of the secretariat', [seat('s', 'secretariat', 'translator')], 'two', 'own', 'self'],
    ['a focal point', [seat('c', 'city', 'focal_point'), seat('d', 'city', 'reader')], 'two', 'places', 'own_places'],
    ['an editor', [seat('c', 'city', 'editor')], 'two', 'own', 'self'],
    ['a hub manager', [seat('h', 'hub', 'manager')], 'two', 'own', 'self'],
    ['somebody without a seat', [], 'one', 'own', 'self'],
  ] as [string, Seat[], As, string, Sees][])('%s', (_who, seats, assurance, reads, sees) => {
    expect(auditScope(actor('p', seats, assurance))).toMatchObject({ reads, sees })
  })
  test('a focal point reads of the city that they are focal point of, and of no other that they sit in', () => {
    expect(auditScope(actor('p', [seat('c', 'city', 'focal_point'), seat('d', 'city', 'reader')]))).toMatchObject({
      placeIds: ['c'],
    })
  })
  test('whoever has not signed in reads nothing', () => expect(auditScope({ kind: 'visitor' })).toBeNull())
})

const somebody: Standing = {
  id: 'k',
  name: 'Salma',
  protected: false,
  demonstration: false,
  erased: false,
  ofOwnPlaces: false,
  inConfidence: false,
}
const GUARDED = { ...somebody, protected: true }
const INVENTED = { ...somebody, demonstration: true }
const OURS = { ...somebody, ofOwnPlaces: true }
const WITNESS = { ...somebody, inConfidence: true }
const GONE = { ...somebody, name: null, erased: true }

test.each([
  ['everybody', ['name', 'name', 'name', 'name', 'name', 'erased']],
  ['unprotected', ['name', 'veiled', 'name', 'name', 'veiled', 'erased']],
  ['invented', ['veiled', 'veiled', 'name', 'veiled', 'veiled', 'veiled']],
  ['own_places', ['key', 'veiled', 'key', 'name', 'veiled', 'erased']],
  ['self', ['key', 'veiled', 'key', 'key', 'veiled', 'erased']],
] as [Sees, string[]][])(
  'who sees "%s" is told somebody, guarded, invented, of ours, in confidence, gone as %j',
  (sees, told) => {
    const scope: AuditScope = { reads: 'own', personId: 'me', sees }
    expect([somebody, GUARDED, INVENTED, OURS, WITNESS, GONE].map((who) => shownTo(scope, who).as)).toEqual(told)
    // of themselves everybody reads by name
    expect(shownTo({ ...scope, personId: 'k' }, GUARDED).as).toBe('name')
  },
)

const write = async (entry: {
  by: string
  act: string
  itemId?: string
  person?: string
  at?: string
  why?: string
}) => {
  const id = newKey()
  await sql`insert into audit_entry (id, at, by_whom, act, item_id, why, detail) values (${id}, ${entry.at ?? '2026-11-20T10:00:00Z'}, ${entry.by}, ${entry.act},
    ${entry.itemId ?? null}, ${entry.why ?? null}, ${JSON.stringify(entry.person ? { person: entry.person, role: 'editor' } : {})}::jsonb)`.execute(
    db(),
  )
  return id
}

const secretariatOf = async (): Promise<string> =>
  (await sql<{ id: string }>`select id from hub where secretariat`.execute(db())).rows[0]?.id ?? expect.fail('none')

async function aWorld() {
  const city = await placeOf(db(), 'demo-marsa-lawz')
  const elsewhere = await placeOf(db(), 'demo-bjerkhavn')
  const focal = (await aPerson(db(), { role: 'focal_point', email: 'f@city.example', name: 'Fatima' })).id
  const editor = (await aPerson(db(), { role: 'editor', email: 'e@city.example', name: 'Ed' })).id
  const hidden = (await aPerson(db(), { role: 'reader', email: 'h@city.example', name: 'Hidden One' })).id
  await sql`update person set protected = true where id = ${hidden}`.execute(db())
  const entries = {
    seated: await write({ by: `person:${focal}`, act: 'seat.given', itemId: city, person: editor }),
    guarded: await write({
      by: `person:${focal}`,
      act: 'seat.given',
      itemId: city,
      person: hidden,
      why: 'for Hidden One',
    }),
    changed: await write({ by: `person:${editor}`, act: 'city.changed', itemId: city }),
    other: await write({ by: 'system:import', act: 'city.changed', itemId: elsewhere }),
    concern: await write({ by: `person:${hidden}`, act: 'concern.raised', itemId: city, person: focal }),
    signedIn: await write({ by: `person:${editor}`, act: 'session.begun', at: '2026-11-21T10:00:00Z' }),
  }
  const read = async (who: Actor, filters: Partial<AuditFilters> = {}) => {
    const scope = auditScope(who) ?? expect.fail('nobody')
    const asked = { scope, filters: { ...ALL, ...filters }, after: null, limit: 100, language: 'en' as const }
    const { lines } = await listAudit(db(), who, asked)
    const known = new Map(lines.map((line) => [line.id, line]))
    return {
      names: Object.entries(entries).flatMap(([name, id]) => (known.has(id) ? [name] : [])),
      line: (name: keyof typeof entries): AuditLine => known.get(entries[name]) ?? expect.fail(`no ${name}`),
      text: JSON.stringify(lines),
    }
  }
  const secretariat = await secretariatOf()
  return {
    city,
    focal,
    editor,
    hidden,
    read,
    asFocal: actor(focal, [seat(city, 'city', 'focal_point')]),
    asEditor: actor(editor, [seat(city, 'city', 'editor')]),
    asOfficer: actor(newKey(), [seat(secretariat, 'secretariat', 'officer')]),
    asSafeguards: actor(newKey(), [seat(secretariat, 'secretariat', 'safeguards_officer')]),
    asTrying: actor(newKey(), [seat(secretariat, 'secretariat', 'officer')], 'demonstration'),
  }
}

test('a focal point reads of things and seats of the city, and neither of other cities nor of what was raised against it', async () => {
  const { read, asFocal } = await aWorld()
  expect((await read(asFocal)).names).toEqual(['seated', 'guarded', 'changed'])
})

test('a person reads what they did and what was done about them', async () => {
  const { read, asEditor } = await aWorld()
  expect((await read(asEditor)).names).toEqual(['seated', 'changed', 'signedIn'])
})

test('the secretariat reads everything; who raised something in confidence, and who is protected, the safeguards officer alone', async () => {
  const { read, asOfficer, asSafeguards, hidden } = await aWorld()
  const officer = await read(asOfficer)
  expect(officer.names).toHaveLength(6)
  expect(officer.line('concern').by).toEqual({ as: 'veiled' })
  expect(officer.line('guarded')).toMatchObject({ about: { as: 'veiled' }, why: null, detail: { role: 'editor' } })
  expect(officer.text).not.toContain(hidden)
  expect(officer.text).not.toContain('Hidden One')
  const safeguards = await read(asSafeguards)
  expect(safeguards.line('concern').by).toEqual({ as: 'name', name: 'Hidden One', key: hidden })
})

test('whoever tries a demonstration as an officer is told no real person', async () => {
  const { read, asTrying, focal, editor } = await aWorld()
  const { text, names } = await read(asTrying)
  expect(names).toHaveLength(6)
  for (const said of [focal, editor, 'Fatima', 'f@city.example']) expect(text).not.toContain(said)
})

test('who is not shown cannot be asked for either', async () => {
  const { read, asOfficer, asSafeguards, asFocal, asTrying, hidden, editor } = await aWorld()
  expect((await read(asOfficer, { person: hidden })).names).toEqual([])
  expect((await read(asFocal, { person: hidden })).names).toEqual([])
  expect((await read(asTrying, { person: editor })).names).toEqual([])
  expect((await read(asSafeguards, { person: hidden })).names).toEqual(['guarded', 'concern'])
  expect((await read(asOfficer, { person: editor })).names).toEqual(['seated', 'changed', 'signedIn'])
})

test('filters narrow by act, family, day and place', async () => {
  const { read, asOfficer } = await aWorld()
  expect((await read(asOfficer, { act: 'seat' })).names).toEqual(['seated', 'guarded'])
  expect((await read(asOfficer, { act: 'session.begun' })).names).toEqual(['signedIn'])
  expect((await read(asOfficer, { from: '2026-11-21', to: '2026-11-21' })).names).toEqual(['signedIn'])
  expect((await read(asOfficer, { place: 'demo-bjerkhavn' })).names).toEqual(['other'])
})

test('a thing that the reader may not see has neither name nor address there', async () => {
  const { read, asOfficer, asFocal, city } = await aWorld()
  await sql`update item set label = 'team' where id = ${city}`.execute(db())
  expect((await read(asOfficer)).line('changed').thing).toEqual({ kind: 'city', slug: null, title: null })
  expect((await read(asFocal)).line('changed').thing).toMatchObject({ slug: 'demo-marsa-lawz' })
})

test('pages follow each other by key, without a gap and without a line twice', async () => {
  const { asOfficer } = await aWorld()
  const scope = auditScope(asOfficer) ?? expect.fail('nobody')
  const page = (after: string | null, limit: number) =>
    listAudit(db(), asOfficer, { scope, filters: ALL, after, limit, language: 'en' })
  const whole = (await page(null, 9)).lines.map((line) => line.id)
  const [first, second] = [await page(null, 4), await page(whole[3] ?? null, 5)]
  expect([...first.lines, ...second.lines].map((line) => line.id)).toEqual(whole)
  expect(first.next).toBe(whole[3])
})

test('rows only grow', async () => {
  await write({ by: 'system:test', act: 'city.changed' })
  await sql`savepoint before`.execute(db())
  await expect(sql`delete from audit_entry`.execute(db())).rejects.toThrow('only grows')
  await sql`rollback to savepoint before`.execute(db())
  await expect(sql`update audit_entry set act = 'x'`.execute(db())).rejects.toThrow('only grows')
})

test('the file quotes every cell, and none is read as a formula', () => {
  const line: AuditLine = {
    id: 'i',
    at: new Date('2026-11-24T09:00:00Z'),
    act: 'seat.ended',
    by: { as: 'name', name: '=HYPERLINK("x")', key: 'k' },
    about: { as: 'veiled' },
    thing: null,
    why: 'because, "so"\nit is',
    detail: { role: 'editor' },
  }
  const [head, ...rest] = auditFile([line]).slice(1).split('\r\n')
  expect(head).toBe('"id","at","by_key","by_name","act","kind","thing","title","about_key","about_name","why","detail"')
  expect(rest.join('\r\n')).toBe(
    `"i","2026-11-24T09:00:00.000Z","person:k","'=HYPERLINK(""x"")","seat.ended","","","","","","because, ""so""\nit is","role=editor"\r\n`,
  )
})

test('an address that asks for what is none asks for everything', () => {
  const asked = new URLSearchParams('act=../x&from=2026-02-30&to=yesterday&place=%00&person=nobody&after=1')
  expect(readAuditAsk(asked)).toEqual({ filters: ALL, after: null })
})
