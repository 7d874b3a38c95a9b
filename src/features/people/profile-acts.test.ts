import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Role, Seated } from '#features/registry/seat.ts'
import { confirmSeat } from './confirm-seat.server.ts'
import { keepProfile, undoProfile } from './keep-profile.server.ts'
import { findPerson, findStandIn, findStoredProfile, listPeopleOfPlace, profileOf } from './profile.queries.server.ts'
import type { Profile } from './profile.ts'
import { protectPerson, unprotectPerson } from './protect-person.server.ts'
import { listTeam } from './team.queries.server.ts'
import { aPerson, EMAIL, NAME, placeOf, type Somebody } from './testing/somebody.ts'

const db = testDatabase(withSample)

const self = ({ id, placeId }: Somebody): Actor => ({
  kind: 'person',
  id,
  seats: [{ placeId, place: 'city', region: 'mena', role: 'editor' }],
  regions: [],
  assurance: 'two',
})
/** Somebody who really holds this seat: acts ask for the seats of the moment. */
async function seated(slug: string, place: Seated, role: Role): Promise<Actor> {
  const [id, placeId] = [newKey(), await placeOf(db(), slug)]
  await sql`insert into person (id, email, name) values (${id}, ${`${id}@city.example`}, 'Other')`.execute(db())
  await sql`insert into seat (id, person_id, place_id, role, confirmed_by, since) values (${newKey()}, ${id}, ${placeId}, ${role}, 'test', now() - interval '1 day')`.execute(
    db(),
  )
  return { kind: 'person', id, seats: [{ placeId, place, region: null, role }], regions: [], assurance: 'two' }
}
const CITY = 'demo-marsa-lawz'
const stored = async ({ id }: Somebody) =>
  (await findStoredProfile(db(), { personId: id, language: 'en' })) ?? expect.fail('nobody')
const present = async (of: Somebody) => profileOf(await stored(of), 'en')
async function keep(of: Somebody, more: Partial<Profile>, { actor = self(of), revision = 0 } = {}) {
  const { revision: now } = await stored(of)
  const profile = { ...(await present(of)), ...more }
  return keepProfile(db(), actor, { personId: of.id, language: 'en', revision: revision || now, profile })
}
const seen = async (of: Somebody, actor: Actor) => findPerson(db(), actor, { id: of.id, language: 'en' })
const acts = async ({ id }: Somebody) =>
  (
    await sql<{ act: string }>`select act from audit_entry where detail ->> 'person' = ${id} order by id`.execute(db())
  ).rows.map((row) => row.act)

test('who said nothing of who sees them is seen by their team alone', async () => {
  const salma = await aPerson(db())
  const colleague = await seated(CITY, 'city', 'reader')
  expect((await seen(salma, colleague))?.name).toBe(NAME)
  expect((await seen(salma, self(salma)))?.own).toBe(true)
  for (const actor of [VISITOR, await seated('demo-bjerkhavn', 'city', 'focal_point')])
    expect(await seen(salma, actor)).toBeUndefined()
})

test('each field reaches whom its owner says, never further than the name, and what was typed in other languages stays', async () => {
  const salma = await aPerson(db())
  const elsewhere = await seated('demo-bjerkhavn', 'city', 'reader')
  const labels = {
    ...(await present(salma)).labels,
    name: 'network' as const,
    about: 'public' as const,
    phone: 'team' as const,
  }
  const kept = await keep(salma, { about: 'I listen.', phone: '+216 71 000 000', languages: ['ar', 'fr'], labels })
  expect(kept).toEqual({ ok: true, value: { changed: true } })
  expect(await seen(salma, elsewhere)).toMatchObject({
    name: NAME,
    about: { text: 'I listen.' },
    phone: null,
    languages: [],
  })
  expect(await seen(salma, VISITOR)).toBeUndefined()
  const people = async (actor: Actor) =>
    (await listPeopleOfPlace(db(), actor, { placeId: salma.placeId, language: 'en' })).map(({ id }) => id)
  expect(await people(elsewhere)).toContain(salma.id)
  expect(await people(VISITOR)).not.toContain(salma.id)

  const inFrench = { ...profileOf(await stored(salma), 'fr'), about: 'J’écoute.' }
  const { revision } = await stored(salma)
  await keepProfile(db(), self(salma), { personId: salma.id, language: 'fr', revision, profile: inFrench })
  expect((await stored(salma)).fields['about']?.value).toEqual({ en: 'I listen.', fr: 'J’écoute.' })
  expect(await acts(salma)).toEqual(['person.profile_changed', 'person.profile_changed'])
})

test('named cities see what is theirs, and the next moment do not', async () => {
  const salma = await aPerson(db())
  const named = await seated('demo-bjerkhavn', 'city', 'reader')
  const labels = { ...(await present(salma)).labels, name: 'cities' as const }
  await keep(salma, { labels, readers: [await placeOf(db(), 'demo-bjerkhavn')] })
  expect((await seen(salma, named))?.name).toBe(NAME)
  expect(await seen(salma, await seated('demo-cerro-colibri', 'city', 'reader'))).toBeUndefined()
  await keep(salma, { labels: { ...labels, name: 'team' } })
  expect(await seen(salma, named)).toBeUndefined()
})

test('a form that was opened before another save writes nothing; nobody else writes at all', async () => {
  const salma = await aPerson(db())
  const { revision } = await stored(salma)
  await keep(salma, { about: 'First.' })
  expect(await keep(salma, { about: 'Second.' }, { revision })).toEqual({ ok: false, reason: 'stale' })
  expect((await present(salma)).about).toBe('First.')
  expect(await keep(salma, {}, { revision })).toEqual({ ok: true, value: { changed: false } })
  const lead = await seated(CITY, 'city', 'focal_point')
  expect(await keep(salma, { about: 'Theirs.' }, { actor: lead })).toEqual({ ok: false, reason: 'not_yours' })
})

test('the last save is taken back once, whole', async () => {
  const salma = await aPerson(db())
  const before = await present(salma)
  await keep(salma, { name: 'Another', about: 'New.', labels: { ...before.labels, name: 'public' } })
  expect((await stored(salma)).before).toBe(true)
  expect(await undoProfile(db(), self(salma), { personId: salma.id, language: 'en' })).toEqual({
    ok: true,
    value: null,
  })
  expect(await present(salma)).toEqual(before)
  expect(await undoProfile(db(), self(salma), { personId: salma.id, language: 'en' })).toEqual({
    ok: false,
    reason: 'nothing_before',
  })
})

test('whoever is protected is so at once: fields, what could be taken back, and mail kept for others', async () => {
  const salma = await aPerson(db())
  const elsewhere = await seated('demo-bjerkhavn', 'city', 'reader')
  const { labels } = await present(salma)
  await keep(salma, { about: 'I listen.', labels: Object.fromEntries(Object.keys(labels).map((at) => [at, 'public'])) })
  expect((await seen(salma, VISITOR))?.name).toBe(NAME)
  const mail = (to: string, key: string) =>
    sql`insert into mail (id, key, occasion, address, language, words, promise)
      values (${newKey()}, ${key}, 'invitation', ${to}, 'en', ${JSON.stringify({ subject: `From ${NAME}`, paragraphs: [EMAIL], foot: '' })}::jsonb, 'at_least_once')`.execute(
      db(),
    )
  await mail('other@city.example', 'a')
  await mail(EMAIL, 'b')

  expect((await protectPerson(db(), self(salma), { personId: salma.id })).ok).toBe(true)
  expect(await seen(salma, VISITOR)).toBeUndefined()
  expect(await seen(salma, elsewhere)).toBeUndefined()
  expect((await seen(salma, await seated(CITY, 'city', 'reader')))?.about?.text).toBe('I listen.')
  expect((await stored(salma)).before).toBe(false)
  const words = async (key: string) =>
    JSON.stringify((await sql<{ words: unknown }>`select words from mail where key = ${key}`.execute(db())).rows)
  expect(await words('a')).not.toMatch(/zqx/i)
  expect(await words('b')).toContain(NAME)
  expect(await protectPerson(db(), self(salma), { personId: salma.id })).toEqual({ ok: false, reason: 'already' })
  // raised again while protected: nothing is
  await keep(salma, { labels: { ...labels, name: 'public' }, phone: '+216 71 000 000' })
  expect(new Set(Object.values((await present(salma)).labels))).toEqual(new Set(['team']))
})

test('the focal point and the safeguards officer protect, and tell the person without saying what; only the person stops it', async () => {
  for (const [slug, place, role] of [
    [CITY, 'city', 'focal_point'],
    ['secretariat', 'secretariat', 'safeguards_officer'],
  ] as const) {
    const email = `${role}@city.example`
    const salma = await aPerson(db(), { email })
    const actor = await seated(slug, place, role)
    expect((await protectPerson(db(), actor, { personId: salma.id })).ok, role).toBe(true)
    const { rows } = await sql<{ words: unknown }>`select words from mail where person_id = ${salma.id}`.execute(db())
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/protect/i)
    expect(await unprotectPerson(db(), actor, { personId: salma.id })).toEqual({ ok: false, reason: 'only_themself' })
    expect((await unprotectPerson(db(), self(salma), { personId: salma.id })).ok).toBe(true)
    // nothing opens by itself
    expect(await seen(salma, VISITOR)).toBeUndefined()
    expect(await acts(salma)).toEqual(['person.protection_on', 'person.protection_off'])
  }
})

test('a seat that ended while the act was on its way protects nobody', async () => {
  const salma = await aPerson(db())
  const lead = await seated(CITY, 'city', 'focal_point')
  if (lead.kind === 'person') await sql`update seat set until = now() where person_id = ${lead.id}`.execute(db())
  expect(await protectPerson(db(), lead, { personId: salma.id })).toEqual({ ok: false, reason: 'not_yours' })
})

test('where fewer than five people are in the region, what stands for somebody names no region', async () => {
  const salma = await aPerson(db())
  const phrase = async () => findStandIn(db(), { personId: salma.id, language: 'en' })
  expect(await phrase()).toBe('Practitioner, Middle East and North Africa')
  const { rows } = await sql<{ person_id: string }>`
    select distinct seat.person_id from seat join item on item.id = seat.place_id
    where item.region = 'mena' and seat.until is null and seat.person_id <> ${salma.id} order by 1`.execute(db())
  const keepThree = rows.slice(3).map((row) => row.person_id)
  await sql`update seat set until = now() - interval '1 second', since = now() - interval '2 days' where person_id = any(${keepThree}::uuid[])`.execute(
    db(),
  )
  expect(await phrase()).toBe('A practitioner')
})

test('an affiliation says who confirmed it and when; whoever answers for the place confirms it again', async () => {
  const salma = await aPerson(db())
  const lead = await seated(CITY, 'city', 'focal_point')
  const line = async () => {
    const team = await listTeam(db(), lead, { placeId: salma.placeId, language: 'en' })
    return team.find((seat) => seat.personId === salma.id) ?? expect.fail('no seat')
  }
  const before = await line()
  expect(before.confirmedBy).toBe('')
  expect(await confirmSeat(db(), lead, { placeId: salma.placeId, seatId: before.id })).toEqual({
    ok: true,
    value: null,
  })
  const after = await line()
  expect(after.confirmedBy).toBe('Other')
  expect(after.confirmedAt.getTime()).toBeGreaterThan(before.confirmedAt.getTime())
  expect(await confirmSeat(db(), self(salma), { placeId: salma.placeId, seatId: before.id })).toEqual({
    ok: false,
    reason: 'own_seat',
  })
})
