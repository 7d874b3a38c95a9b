import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { countUnseen, insertNotice, listNotices } from '#features/notices/notice.queries.server.ts'
import { auditScope } from './audit.access.ts'
import { listAudit } from './audit.queries.server.ts'
import { readAuditAsk } from './audit.query.ts'
import { endSeat } from './end-seat.server.ts'
import { findPerson } from './profile.queries.server.ts'
import { asPerson } from './person-view.ts'
import { clientOf, beginProvider, saveProvider, turnProvider, type Ground } from './provider-set-up.server.ts'
import { findProvider, insertVisit, listKept, listProviderCities, spendVisit } from './provider.queries.server.ts'
import { enterByProvider } from './provider-sign-in.server.ts'
import type { Provider, Said, Settings } from './provider.ts'
import { beginSecondStep, spendCode } from './second-step.server.ts'
import { codeOf, stepAt } from './one-time-code.server.ts'
import { findKnown } from './session.queries.server.ts'
import { begin } from './sign-in.server.ts'
import { placeOf } from './testing/somebody.ts'

const db = testDatabase(withSample)
const from = { network: '192.0.2.7', agent: 'Firefox' }
const ground: Ground = { key: randomBytes(32), nearby: [], origin: 'https://cities.example' }
const A = 'demo-marsa-lawz'
const B = 'demo-bjerkhavn'

const SETTINGS: Settings = {
  issuer: 'https://login.city.example',
  clientId: 'strong-cities',
  secret: 'a secret of theirs',
  groupsClaim: 'groups',
  domains: ['city.example'],
  trustsSecondStep: false,
  secondStepAcr: '',
  groups: [
    { name: 'prevention', role: 'editor' },
    { name: 'heads', role: 'focal_point' },
  ],
}
const OFFICER: Actor = {
  kind: 'person',
  id: newKey(),
  seats: [{ placeId: newKey(), place: 'secretariat', region: null, role: 'officer' }],
  regions: [],
  assurance: 'two',
}

/** A provider of Marsa Lawz that is set up and on, written past the use case where that asks the network. */
async function aProvider(settings: Partial<Settings> = {}, slug = A): Promise<Provider> {
  const placeId = await placeOf(db(), slug)
  const id = newKey()
  const all = { ...SETTINGS, ...settings }
  await sql`insert into provider (id, place_id, issuer, client_id, domains, trusts_second_step, active, changed_by)
    values (${id}, ${placeId}, ${all.issuer}, ${all.clientId}, ${all.domains}, ${all.trustsSecondStep}, true, 'test')`.execute(
    db(),
  )
  for (const { name, role } of all.groups)
    await sql`insert into provider_group (provider_id, name, role) values (${id}, ${name}, ${role})`.execute(db())
  return (await findProvider(db(), { id })) ?? expect.fail('no provider')
}

async function somebody(seats: Record<string, string> = {}, email = 'salma@city.example'): Promise<string> {
  const id = newKey()
  await sql`insert into person (id, email, name) values (${id}, ${email}, 'Salma')`.execute(db())
  for (const [slug, role] of Object.entries(seats)) await seat(id, slug, role)
  return id
}
const seat = async (personId: string, slug: string, role: string) =>
  sql`insert into seat (id, person_id, place_id, role, confirmed_by, since)
    values (${newKey()}, ${personId}, ${await placeOf(db(), slug)}, ${role}, 'test', now() - interval '1 day')`.execute(
    db(),
  )

const SAID: Said = {
  issuer: 'https://login.city.example',
  subject: 'one',
  email: 'salma@city.example',
  name: 'Salma Mina',
  groups: ['prevention'],
  secondStep: false,
}
const come = (provider: Provider, said: Partial<Said> = {}, here: { id: string; email: string | null } | null = null) =>
  enterByProvider(db(), { provider, said: { ...SAID, ...said }, here, language: 'fr', from })

/** Who is in, with the seats that count: "slug role". */
async function inside(entered: Awaited<ReturnType<typeof come>>) {
  const known = await findKnown(db(), entered.ok ? entered.value.token : expect.fail(entered.reason), 'en')
  const { person, actor } = known ? asPerson(known, 'en') : expect.fail('nobody')
  return { ...person, at: person.seats.map(({ slug, role }) => `${slug} ${role}`), actor }
}
const seatsOf = async (personId: string) =>
  (
    await sql<{ at: string }>`select item.slug || ' ' || role as at from seat join item on item.id = seat.place_id
      where seat.person_id = ${personId} and (until is null or until > clock_timestamp()) order by 1`.execute(db())
  ).rows.map(({ at }) => at)
const audited = async () =>
  (
    await sql<{ act: string }>`select act from audit_entry where by_whom = 'system:provider' order by id`.execute(db())
  ).rows.map(({ act }) => act)

test('a group gives its seat to somebody new, who is in; without the group the seat is gone and nobody gets in', async () => {
  const provider = await aProvider()
  const person = await inside(await come(provider))
  expect(person).toMatchObject({ name: 'Salma Mina', email: 'salma@city.example', language: 'fr', at: [`${A} editor`] })
  expect(await audited()).toEqual(['provider.linked', 'seat.given'])

  expect(await come(provider, { groups: ['others'] })).toEqual({ ok: false, reason: 'no_seat' })
  expect(await seatsOf(person.id)).toEqual([])
  expect(await audited()).toEqual(['provider.linked', 'seat.given', 'seat.ended'])
  const { rows } = await sql`select why_ended, ended_by from seat where person_id = ${person.id}`.execute(db())
  expect(rows).toEqual([{ why_ended: 'group', ended_by: 'system:provider' }])

  expect((await inside(await come(provider))).at).toEqual([`${A} editor`])
})

test('the session that was open loses the seat in the next request', async () => {
  const provider = await aProvider()
  const first = await come(provider)
  await come(provider, { groups: [] })
  expect((await inside(first)).at).toEqual([])
})

test('a colleague is linked once by the address, and known by the subject from then on', async () => {
  const provider = await aProvider()
  const id = await somebody({ [A]: 'reader' })
  expect((await inside(await come(provider, { groups: [] }))).id).toBe(id)
  expect((await inside(await come(provider, { groups: [], email: null }))).id).toBe(id)
  expect(await come(provider, { subject: 'two', groups: [] })).toEqual({ ok: false, reason: 'own_way_first' })
  expect(await come(provider, { issuer: 'https://other.example', email: null })).toEqual({
    ok: false,
    reason: 'email_unconfirmed',
  })
  const made = await come(provider, { subject: 'two', groups: [] }, { id, email: 'salma@city.example' })
  expect((await inside(made)).id).toBe(id)
  expect(await come(provider, { groups: [] })).toEqual({ ok: false, reason: 'own_way_first' })
})

test('a provider of one city never lets in as a person of another: not by address, not by group', async () => {
  const provider = await aProvider()
  const id = await somebody({ [B]: 'focal_point' })
  expect(await come(provider, { groups: [] })).toEqual({ ok: false, reason: 'no_seat' })
  expect(await come(provider, { groups: ['heads', 'prevention'] })).toEqual({ ok: false, reason: 'own_way_first' })
  expect(await seatsOf(id)).toEqual([`${B} focal_point`])
  const { rows } = await sql`select 1 from session where person_id = ${id}
    union all select 1 from provider_identity where person_id = ${id}`.execute(db())
  expect(rows).toEqual([])
})

test('whoever left for another city is not seated again by a group, and their former team reads nothing of them', async () => {
  const provider = await aProvider()
  const { id } = await inside(await come(provider))
  await sql`update seat set until = clock_timestamp(), ended_by = ${`person:${id}`} where person_id = ${id}`.execute(
    db(),
  )
  await seat(id, B, 'editor')
  await sql`update person set protected = true, name = 'Another Name' where id = ${id}`.execute(db())
  const colleague: Actor = {
    kind: 'person',
    id: newKey(),
    seats: [{ placeId: provider.placeId, place: 'city', region: null, role: 'reader' }],
    regions: [],
    assurance: 'two',
  }
  expect(await come(provider, { groups: ['heads'] })).toEqual({ ok: false, reason: 'own_way_first' })
  expect(await seatsOf(id)).toEqual([`${B} editor`])
  expect(await findPerson(db(), colleague, { id, language: 'en' })).toBeUndefined()
  const willing = { id, email: 'salma@city.example' }
  expect((await inside(await come(provider, { groups: ['heads'], secondStep: true }, willing))).id).toBe(id)
})

test('whoever sits in two cities sits in that of the provider alone, also after a code of their own', async () => {
  const provider = await aProvider()
  const id = await somebody({ [A]: 'editor', [B]: 'editor' })
  const entered = await come(provider, { groups: [] })
  expect(await inside(entered)).toMatchObject({ id, at: [`${A} editor`], elsewhere: 1, missing: null })
  expect((await inside(entered)).actor).toMatchObject({ seats: [{ place: 'city', role: 'editor' }] })
  await sql`update session set assurance = 'two' where person_id = ${id}`.execute(db())
  expect(await inside(entered)).toMatchObject({ at: [`${A} editor`], elsewhere: 1 })
  const own = await findKnown(db(), (await begin(db(), id, 'link', from)).token, 'en')
  expect(own && asPerson(own, 'en').person.seats).toHaveLength(2)
})

test('whoever comes as them by the provider reads nothing of what they did or were told elsewhere, nor in confidence', async () => {
  const provider = await aProvider()
  const id = await somebody({ [A]: 'editor', [B]: 'editor' })
  const [here, there] = [await placeOf(db(), A), await placeOf(db(), B)]
  const as = (seats: []): Actor => ({ kind: 'person', id, seats, regions: [], assurance: 'one' })
  for (const itemId of [here, there])
    for (const act of ['city.changed', 'report.sent']) await insertAudit(db(), as([]), { act, itemId })
  for (const itemId of [here, there])
    await insertNotice(db(), { of: itemId, personId: id, kind: 'seat_given', itemId, channel: 'here' })

  const told = async (actor: Actor) => {
    const scope = auditScope(actor) ?? expect.fail('nobody')
    const { lines } = await listAudit(db(), actor, {
      scope,
      ...readAuditAsk(new URLSearchParams()),
      limit: 50,
      language: 'en',
    })
    const notices = await listNotices(db(), actor, { personId: id, language: 'en', after: null, limit: 9 })
    return [
      lines
        .map(({ act, thing }) => `${act} ${thing?.slug ?? ''}`)
        .filter((line) => /^(city|report)/.test(line))
        .toSorted(),
      notices.map(({ item }) => item?.slug),
      await countUnseen(db(), actor, id),
    ]
  }
  const own = await findKnown(db(), (await begin(db(), id, 'link', from)).token, 'en')
  expect(await told((own && asPerson(own, 'en').actor) ?? expect.fail('nobody'))).toEqual([
    [`city.changed ${B}`, `city.changed ${A}`, `report.sent ${B}`, `report.sent ${A}`],
    [B, A],
    2,
  ])
  expect(await told((await inside(await come(provider, { groups: [] }))).actor)).toEqual([
    [`city.changed ${A}`],
    [A],
    1,
  ])
})

test('nobody sits at the secretariat or in a hub by the provider of a city', async () => {
  const provider = await aProvider()
  const id = await somebody({ [A]: 'editor' })
  await sql`insert into seat (id, person_id, place_id, role, confirmed_by, since)
    select ${newKey()}, ${id}, id, 'officer', 'test', now() - interval '1 day' from hub where secretariat limit 1`.execute(
    db(),
  )
  expect(await inside(await come(provider, { groups: [], secondStep: true }))).toMatchObject({
    at: [`${A} editor`],
    elsewhere: 1,
  })
  await expect(
    sql`insert into provider_group (provider_id, name, role) values (${provider.id}, 'x', 'officer')`.execute(db()),
  ).rejects.toThrow('provider_group_role_check')
})

test('a second step of theirs counts where the city says so; otherwise ours is asked for', async () => {
  const provider = await aProvider()
  const id = await somebody({ [A]: 'focal_point' })
  expect(await inside(await come(provider, { groups: ['heads'] }))).toMatchObject({ at: [], missing: 'second_step' })
  expect(await inside(await come(provider, { groups: ['heads'], secondStep: true }))).toMatchObject({
    at: [`${A} focal_point`],
    missing: null,
  })
  const secret = await beginSecondStep(db(), id)
  const now = new Date('2026-11-24T09:00:10Z')
  await spendCode(db(), { personId: id, typed: codeOf(secret, stepAt(now)), now })
  const asked = await come(provider)
  expect(asked).toMatchObject({ value: { secondStep: true } })
  expect(await inside(asked)).toMatchObject({ missing: 'code', actor: { kind: 'visitor' } })
  expect(await come(provider, { secondStep: true })).toMatchObject({ value: { secondStep: false } })
})

test('what people gave or ended stays theirs', async () => {
  const provider = await aProvider()
  const id = await somebody({ [A]: 'editor' })
  await come(provider, { groups: ['prevention'] })
  await come(provider, { groups: [] })
  expect(await seatsOf(id)).toEqual([`${A} editor`])

  const other = await inside(await come(provider, { subject: 'other', email: 'other@city.example' }))
  const { rows } = await sql<{ id: string }>`select id from seat where person_id = ${other.id}`.execute(db())
  const lead: Actor = {
    kind: 'person',
    id: await somebody({ [A]: 'focal_point' }, 'lead@city.example'),
    seats: [{ placeId: provider.placeId, place: 'city', region: null, role: 'focal_point' }],
    regions: [],
    assurance: 'two',
  }
  expect((await endSeat(db(), lead, { placeId: provider.placeId, seatId: rows[0]?.id ?? '' })).ok).toBe(true)
  expect(await come(provider, { subject: 'other', email: 'other@city.example' })).toEqual({
    ok: false,
    reason: 'no_seat',
  })
  expect(await seatsOf(other.id)).toEqual([])
})

test('the last focal point keeps the seat without the group, and that is shown; with another one it goes', async () => {
  const provider = await aProvider()
  await sql`update seat set until = now() where place_id = ${provider.placeId} and role = 'focal_point'`.execute(db())
  const { id } = await inside(await come(provider, { groups: ['heads'] }))
  expect((await come(provider, { groups: [] })).ok).toBe(true)
  expect(await seatsOf(id)).toEqual([`${A} focal_point`])
  expect(await listKept(db(), { providerId: provider.id, language: 'en' })).toEqual(['Salma Mina'])
  await somebody({ [A]: 'focal_point' }, 'next@city.example')
  expect(await come(provider, { groups: [] })).toEqual({ ok: false, reason: 'no_seat' })
  expect(await seatsOf(id)).toEqual([])
  expect(await listKept(db(), { providerId: provider.id, language: 'en' })).toEqual([])
})

test('a seat that a group gave does not count in any session when its provider has not said it for thirty days', async () => {
  const provider = await aProvider()
  const { id } = await inside(await come(provider))
  const own = await begin(db(), id, 'link', from)
  const at = async () => (await inside({ ok: true, value: own })).at
  expect(await at()).toEqual([`${A} editor`])
  await sql`update provider_identity set used_at = now() - interval '31 days' where person_id = ${id}`.execute(db())
  expect(await at()).toEqual([])
  await come(provider)
  expect(await at()).toEqual([`${A} editor`])
})

test('an invented person, an erased one and one who waits for nothing are nobody to a provider', async () => {
  const provider = await aProvider({ domains: ['city.example', 'demonstration.invalid'] })
  const { rows } = await sql<{ email: string }>`
    select email from person where demonstration and email is not null limit 1`.execute(db())
  expect(await come(provider, { email: rows[0]?.email ?? '' })).toEqual({ ok: false, reason: 'no_seat' })
  const { id } = await inside(await come(provider))
  await sql`update person set erased_at = now(), email = null, name = null where id = ${id}`.execute(db())
  await sql`delete from provider_identity where person_id = ${id}`.execute(db())
  expect((await inside(await come(provider))).id).not.toBe(id)
})

test('the session ends after a working day, and at once when the city turns its sign-in off', async () => {
  const provider = await aProvider()
  const entered = await come(provider)
  const { rows } = await sql<{ hours: number }>`
    select round(extract(epoch from until - begun_at) / 3600)::int as hours from session where vouched_by = ${provider.placeId}`.execute(
    db(),
  )
  expect(rows).toEqual([{ hours: 12 }])
  expect(await turnProvider(db(), OFFICER, { placeId: provider.placeId, on: false, ground })).toMatchObject({
    ok: false,
  })
  const system: Actor = await leadOf(provider.placeId)
  expect(await turnProvider(db(), system, { placeId: provider.placeId, on: false, ground })).toMatchObject({ ok: true })
  expect(await findKnown(db(), entered.ok ? entered.value.token : '', 'en')).toBeUndefined()
})

async function leadOf(placeId: string): Promise<Actor> {
  const id = await somebody({ [A]: 'focal_point' }, 'lead@city.example')
  const seats = [{ placeId, place: 'city' as const, region: null, role: 'focal_point' as const }]
  return { kind: 'person', id, seats, regions: [], assurance: 'two' }
}

test('a way out and back is good once, for ten minutes, and for the provider that it is of', async () => {
  const [one, other] = [await aProvider(), await aProvider({}, B)]
  const visit = () => insertVisit(db(), { providerId: one.id, language: 'ar', back: '/ar/desk' })
  const made = await visit()
  expect(await spendVisit(db(), { id: made.id, providerId: other.id })).toBeUndefined()
  expect(await spendVisit(db(), { id: made.id, providerId: one.id })).toEqual(made)
  expect(await spendVisit(db(), { id: made.id, providerId: one.id })).toBeUndefined()
  const old = await visit()
  await sql`update provider_visit set until = now() - interval '1 second'`.execute(db())
  expect(await spendVisit(db(), { id: old.id, providerId: one.id })).toBeUndefined()
})

test('a city sets it up: the secret is sealed for that provider, and asked for again by another', async () => {
  const placeId = await placeOf(db(), A)
  const lead = await leadOf(placeId)
  expect((await beginProvider(db(), lead, placeId)).ok).toBe(true)
  expect((await beginProvider(db(), lead, placeId)).ok).toBe(true)
  const save = (settings: Partial<Settings>) =>
    saveProvider(db(), lead, { placeId, settings: { ...SETTINGS, ...settings }, ground })
  expect(await save({ domains: ['other.example'] })).toEqual({ ok: false, reason: 'domain_not_yours' })
  expect((await save({})).ok).toBe(true)
  const client = async (key = ground.key) =>
    clientOf(db(), (await findProvider(db(), { placeId })) ?? expect.fail('none'), { ...ground, key })
  expect(await client()).toMatchObject({
    secret: SETTINGS.secret,
    redirectTo: expect.stringMatching(/^https:\/\/cities.example\/sign-in\/return\/[0-9a-f-]{36}$/) as string,
  })
  expect(await client(randomBytes(32))).toBeNull()
  const { rows } = await sql<{ whole: string }>`select provider::text as whole from provider`.execute(db())
  expect(rows[0]?.whole).not.toContain(Buffer.from(SETTINGS.secret ?? '').toString('hex'))

  expect(await save({ issuer: 'https://evil.example', secret: null })).toEqual({ ok: false, reason: 'secret_again' })
  expect((await save({ secret: null, clientId: 'renamed' })).ok).toBe(true)
  expect(await client()).toMatchObject({ secret: SETTINGS.secret, clientId: 'renamed' })
  const reader: Actor = { ...(lead as Extract<Actor, { kind: 'person' }>), id: await somebody({ [A]: 'reader' }) }
  expect(await saveProvider(db(), reader, { placeId, settings: SETTINGS, ground })).toEqual({
    ok: false,
    reason: 'not_yours',
  })
})

test('cities that everybody may know of are offered by name, others not', async () => {
  const provider = await aProvider()
  expect((await listProviderCities(db(), 'fr')).map(({ id }) => id)).toEqual([provider.id])
  await sql`update item set label = 'team' where id = ${provider.placeId}`.execute(db())
  expect(await listProviderCities(db(), 'fr')).toEqual([])
})
