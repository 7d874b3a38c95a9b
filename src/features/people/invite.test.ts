/** Inviting, accepting, ending and handing over, on the real database. */
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Role } from '#features/registry/seat.ts'
import { acceptInvitation, type Asker } from './accept-invitation.server.ts'
import { LIMITS } from './attempt.queries.server.ts'
import { bulkInvite } from './bulk-invite.server.ts'
import { endSeat, handOver } from './end-seat.server.ts'
import { inviteFirstOfficer } from './first-officer.server.ts'
import type { Invited } from './invitation.ts'
import { findInvitation, listInvitations } from './invitation.queries.server.ts'
import { inviteTo, resend, revoke } from './invite.server.ts'
import { findKnown } from './session.queries.server.ts'
import { calledIn } from './team-fault-says.ts'
import { actorOfSeats, findTeamPlace, listTeam } from './team.queries.server.ts'

const db = testDatabase(withSample)
const from = { network: '192.0.2.7', agent: 'Firefox' }
const CITY = 'demo-marsa-lawz'
const NEWCOMER = { name: 'Layla', language: 'ar', zone: 'Africa/Tunis' } as const

const placeId = async (slug = CITY) => (await findTeamPlace(db(), { slug }, 'en'))?.id ?? expect.fail(slug)

/** A real person, sitting in this role. */
async function somebody(
  role: Role,
  { email = `${role}@city.example`, slug = CITY } = {},
): Promise<Actor & { kind: 'person' }> {
  const id = newKey()
  await sql`insert into person (id, email, name, language) values (${id}, ${email}, ${email.split('@')[0]}, 'fr')`.execute(
    db(),
  )
  await sql`insert into seat (id, person_id, place_id, role, confirmed_by) values (${newKey()}, ${id}, ${await placeId(slug)}, ${role}, 'test')`.execute(
    db(),
  )
  return again(id)
}
const again = async (id: string) => (await actorOfSeats(db(), id)) as Actor & { kind: 'person' }

/** The sample's own focal point makes nobody else the last one. */
const withoutInvented = () =>
  sql`update seat set until = now(), ended_by = 'test' from person where person.id = seat.person_id and person.demonstration`.execute(
    db(),
  )

const layla = (more: Partial<Invited> = {}): Invited => ({
  email: 'layla@city.example',
  name: 'Layla',
  role: 'editor',
  language: 'ar',
  note: '',
  ...more,
})
const invite = async (actor: Actor, more: Partial<Invited> = {}) =>
  inviteTo(db(), actor, { placeId: await placeId(), invited: layla(more) })

/** The newest link that went to this address. */
async function linkTo(email = 'layla@city.example'): Promise<string> {
  const { rows } = await sql<{ path: string }>`
    select words -> 'action' ->> 'path' as path from mail where occasion = 'invitation' and address = ${email} order by id desc limit 1`.execute(
    db(),
  )
  return rows[0]?.path.split('/').at(-1) ?? expect.fail(`no mail to ${email}`)
}
const accept = (
  token: string,
  asker: Asker = null,
  newcomer: { name: string; language: 'ar'; zone: string } = NEWCOMER,
) => acceptInvitation(db(), { token, asker, newcomer, from })
const seatsOf = async (email: string): Promise<string[]> => {
  const { rows } = await sql<{ role: string }>`
    select role from seat join person on person.id = person_id where email = ${email} and until is null order by role`.execute(
    db(),
  )
  return rows.map((row) => row.role)
}
const newsTo = async (address: string): Promise<string[]> => {
  const { rows } = await sql<{ news: string }>`
    select split_part(key, ':', 2) as news from mail where occasion = 'seat_news' and address = ${address} order by id`.execute(
    db(),
  )
  return rows.map((row) => row.news)
}
const openOnes = async (slug = CITY) =>
  listInvitations(db(), { placeId: await placeId(slug), language: 'en', known: true })
const seatId = async (personId: string) => {
  const { rows } = await sql<{
    id: string
  }>`select id from seat where person_id = ${personId} and until is null`.execute(db())
  return rows[0]?.id ?? expect.fail('no seat')
}
const acts = async (): Promise<string[]> => {
  const { rows } = await sql<{
    act: string
  }>`select act from audit_entry where act ~ '^(invitation|seat)' order by at, id`.execute(db())
  return rows.map((row) => row.act)
}

describe('an invitation', () => {
  test('goes out in the language of whoever is invited, and makes an account, a session and a seat', async () => {
    const focal = await somebody('focal_point')
    expect(await invite(focal)).toEqual({ ok: true, value: { email: 'layla@city.example' } })
    const { rows } = await sql<{ language: string; subject: string }>`
      select language, words ->> 'subject' as subject from mail where occasion = 'invitation'`.execute(db())
    expect(rows).toEqual([{ language: 'ar', subject: 'دعوة: مرسى اللوز' }])
    const token = await linkTo()
    expect(await findInvitation(db(), token, 'en')).toMatchObject({
      state: 'open',
      role: 'editor',
      place: 'Marsa Lawz',
      invitedBy: 'focal_point',
      hasAccount: false,
    })

    const accepted = await accept(token)
    const session = accepted.ok ? (accepted.value.signedIn?.token ?? '') : expect.fail(accepted.reason)
    expect(await findKnown(db(), session, 'en')).toMatchObject({
      name: 'Layla',
      language: 'ar',
      zone: 'Africa/Tunis',
      demonstration: false,
      assurance: 'one',
      seats: [{ role: 'editor', slug: CITY }],
    })
    expect(await newsTo('layla@city.example')).toEqual(['given'])
    expect(await newsTo('focal_point@city.example')).toEqual(['accepted'])
    expect(await acts()).toEqual(['invitation.sent', 'invitation.accepted'])
    expect(await openOnes()).toEqual([])
  })

  test('is confirmed by whoever invited: the seat says so', async () => {
    const focal = await somebody('focal_point')
    await invite(focal)
    await accept(await linkTo())
    const { rows } = await sql<{ confirmed_by: string }>`
      select confirmed_by from seat join person on person.id = person_id where email = 'layla@city.example'`.execute(
      db(),
    )
    expect(rows).toEqual([{ confirmed_by: `person:${focal.id}` }])
  })

  test('pressed twice sends one mail; the second press ends as the first did', async () => {
    const focal = await somebody('focal_point')
    expect(await invite(focal)).toEqual(await invite(focal))
    expect(await openOnes()).toHaveLength(1)
    const other = await somebody('signatory')
    expect(await invite(other)).toEqual({ ok: false, reason: 'already_invited' })
    const { rows } = await sql`select from mail where occasion = 'invitation'`.execute(db())
    expect(rows).toHaveLength(1)
  })

  test('used twice is told, and seats nobody a second time', async () => {
    const focal = await somebody('focal_point')
    await invite(focal)
    const token = await linkTo()
    const first = await accept(token)
    const known = first.ok && first.value.signedIn ? await findKnown(db(), first.value.signedIn.token, 'en') : undefined
    const me = { id: known?.personId ?? '', email: known?.email ?? null }
    expect(await accept(token)).toEqual({ ok: false, reason: 'used' })
    expect(await accept(token, me)).toEqual({ ok: true, value: { signedIn: null, already: true } })
    expect(await seatsOf('layla@city.example')).toEqual(['editor'])
    expect(await newsTo('layla@city.example')).toEqual(['given'])
  })

  test('expired, taken back or replaced by a newer one opens nothing', async () => {
    const focal = await somebody('focal_point')
    await invite(focal)
    const token = await linkTo()
    await sql`update invitation set until = now()`.execute(db())
    expect(await accept(token)).toEqual({ ok: false, reason: 'expired' })
    const [line] = await openOnes()
    expect(line).toMatchObject({ state: 'expired', mail: 'waiting' })
    const key = { placeId: await placeId(), id: line?.id ?? '' }

    expect(await resend(db(), focal, key)).toEqual({ ok: true, value: { email: 'layla@city.example', sent: true } })
    expect(await accept(token)).toEqual({ ok: false, reason: 'no_such_invitation' })
    const newer = await linkTo()
    expect(newer).not.toBe(token)
    expect(await resend(db(), focal, key)).toMatchObject({ value: { sent: false } })
    expect(await linkTo()).toBe(newer)

    expect((await revoke(db(), focal, key)).ok).toBe(true)
    expect(await newsTo('layla@city.example')).toEqual(['revoked'])
    expect(await accept(newer)).toEqual({ ok: false, reason: 'revoked' })
    // a page from before
    expect(await revoke(db(), focal, key)).toEqual({ ok: false, reason: 'gone' })
    expect(await resend(db(), focal, key)).toEqual({ ok: false, reason: 'gone' })
    expect(await seatsOf('layla@city.example')).toEqual([])
  })

  test('forwarded gives nothing: to whoever is signed in as somebody else, or where the address has an account', async () => {
    const focal = await somebody('focal_point')
    const reader = await somebody('reader')
    await somebody('contributor', { email: 'layla@city.example' })
    await invite(focal)
    const token = await linkTo()
    expect(await accept(token, { id: reader.id, email: 'reader@city.example' })).toEqual({
      ok: false,
      reason: 'other_person',
    })
    expect(await accept(token)).toEqual({ ok: false, reason: 'sign_in_first' })
    expect(await seatsOf('reader@city.example')).toEqual(['reader'])
    expect(await seatsOf('layla@city.example')).toEqual(['contributor'])
    const { rows } = await sql<{ id: string }>`select id from person where email = 'layla@city.example'`.execute(db())
    const owner = { id: rows[0]?.id ?? '', email: 'layla@city.example' }
    expect(await accept(token, owner)).toEqual({ ok: true, value: { signedIn: null, already: false } })
    expect(await seatsOf('layla@city.example')).toEqual(['contributor', 'editor'])
  })

  test('without a name, or with a zone that no clock knows, is asked again and stays open', async () => {
    await invite(await somebody('focal_point'))
    const token = await linkTo()
    expect(await accept(token, null, { ...NEWCOMER, name: '  ' })).toEqual({ ok: false, reason: 'name_missing' })
    expect(await accept(token, null, { ...NEWCOMER, zone: 'Mars/Base' })).toEqual({ ok: false, reason: 'zone_unknown' })
    expect((await accept(token)).ok).toBe(true)
  })

  test('is refused above one’s own role, to a member, from a seat that gives no right, and beyond the limit of a day', async () => {
    const [focal, editor] = [await somebody('focal_point'), await somebody('editor')]
    expect(await invite(focal, { role: 'signatory' })).toEqual({ ok: false, reason: 'role_above' })
    expect(await invite(focal, { email: 'editor@city.example' })).toEqual({ ok: false, reason: 'already_seated' })
    expect(await invite(editor)).toEqual({ ok: false, reason: 'not_yours' })
    await sql`update attempt set count = ${LIMITS.invitation.most} where key like 'invitation:%'`.execute(db())
    await invite(focal)
    await sql`update attempt set count = ${LIMITS.invitation.most} where key like 'invitation:%'`.execute(db())
    expect(await invite(focal, { email: 'b@city.example' })).toEqual({ ok: false, reason: 'too_often' })
  })

  test('does not tell an office outside that somebody protected sits there', async () => {
    const hidden = await somebody('editor', { email: 'hidden@city.example' })
    await sql`update person set protected = true where id = ${hidden.id}`.execute(db())
    const officer = await somebody('officer', { slug: 'secretariat' })
    expect((await invite(officer, { email: 'hidden@city.example' })).ok).toBe(true)
    expect(await invite(await somebody('focal_point'), { email: 'hidden@city.example' })).toEqual({
      ok: false,
      reason: 'already_seated',
    })
  })

  test('of an invented person goes to invented addresses alone', async () => {
    const focal: Actor = { ...(await somebody('focal_point')), assurance: 'demonstration' }
    expect(await invite(focal, { email: 'real@city.org' })).toEqual({ ok: false, reason: 'invented_only' })
    expect((await invite(focal)).ok).toBe(true)
  })

  test('names no place in its mail that is not public', async () => {
    await sql`update item set label = 'team' where slug = ${CITY}`.execute(db())
    await invite(await somebody('focal_point'))
    await accept(await linkTo())
    const { rows } = await sql<{ words: string }>`select words::text from mail`.execute(db())
    expect(rows).toHaveLength(3)
    for (const { words } of rows) expect(words).not.toMatch(/Marsa|مرسى|marsa/)
  })
})

describe('a seat', () => {
  test('that ended while the act was on its way gives no right to it', async () => {
    const focal = await somebody('focal_point')
    await sql`update seat set until = now() where person_id = ${focal.id}`.execute(db())
    const place = await placeId()
    expect(await invite(focal)).toEqual({ ok: false, reason: 'not_yours' })
    const other = await somebody('editor')
    expect(await endSeat(db(), focal, { placeId: place, seatId: await seatId(other.id) })).toEqual({
      ok: false,
      reason: 'not_yours',
    })
    expect(
      await bulkInvite(db(), focal, {
        placeId: place,
        csv: 'email,role\na@b.example,reader',
        apply: true,
        called: calledIn('en'),
      }),
    ).toMatchObject({
      value: { written: false, fates: [{ row: 2, faults: [{ field: 'email', fault: 'not_yours' }] }] },
    })
    expect(await openOnes()).toEqual([])
  })

  test('ends with its rights, its invitations, a mail and a line of audit; asked again it is gone', async () => {
    const [signatory, focal] = [await somebody('signatory'), await somebody('focal_point')]
    await invite(focal)
    const token = await linkTo()
    const key = { placeId: await placeId(), seatId: await seatId(focal.id) }
    expect(await endSeat(db(), signatory, key)).toEqual({ ok: true, value: { own: false } })
    expect((await again(focal.id)).seats).toEqual([])
    expect(await accept(token)).toEqual({ ok: false, reason: 'revoked' })
    expect(await newsTo('focal_point@city.example')).toEqual(['ended'])
    expect(await newsTo('layla@city.example')).toEqual(['revoked'])
    expect(await endSeat(db(), signatory, key)).toEqual({ ok: false, reason: 'gone' })
    expect(await acts()).toEqual(['invitation.sent', 'seat.ended', 'invitation.revoked'])
    const { rows } =
      await sql`select from seat where id = ${key.seatId} and ended_by = ${`person:${signatory.id}`} and why_ended = 'ended'`.execute(
        db(),
      )
    expect(rows).toHaveLength(1)
  })

  test('of another place is out of reach', async () => {
    const [signatory, elsewhere] = [
      await somebody('signatory'),
      await somebody('editor', { email: 'x@y.example', slug: 'demo-kourwende' }),
    ]
    expect(await endSeat(db(), signatory, { placeId: await placeId(), seatId: await seatId(elsewhere.id) })).toEqual({
      ok: false,
      reason: 'gone',
    })
  })

  test('of the last focal point is not left, but handed over to a colleague: the old one ends in the same act', async () => {
    await withoutInvented()
    const [focal, editor] = [await somebody('focal_point'), await somebody('editor')]
    const key = { placeId: await placeId(), seatId: await seatId(focal.id) }
    expect(await endSeat(db(), focal, key)).toEqual({ ok: false, reason: 'hand_over_first' })
    await invite(focal)
    const over = { ...key, to: { colleagueSeat: await seatId(editor.id) } }
    expect(await handOver(db(), focal, over)).toEqual({ ok: true, value: { how: 'handed_over', own: true } })
    expect(await seatsOf('focal_point@city.example')).toEqual([])
    expect(await seatsOf('editor@city.example')).toEqual(['editor', 'focal_point'])
    expect(await handOver(db(), focal, over)).toEqual({ ok: false, reason: 'gone' })
    expect(await newsTo('focal_point@city.example')).toEqual(['handed_from'])
    expect(await newsTo('editor@city.example')).toEqual(['handed_to'])
    // what was on its way goes on in the name of the new one
    expect(await openOnes()).toMatchObject([{ invitedBy: 'editor', state: 'open' }])
    expect((await accept(await linkTo())).ok).toBe(true)
  })

  test('handed over to somebody invited stays until they accept, and ends in that moment', async () => {
    await withoutInvented()
    const focal = await somebody('focal_point')
    const { role: _, ...invited } = layla()
    const key = { placeId: await placeId(), seatId: await seatId(focal.id) }
    expect(await handOver(db(), focal, { ...key, to: { invited } })).toEqual({
      ok: true,
      value: { how: 'invited', own: false },
    })
    expect(await seatsOf('focal_point@city.example')).toEqual(['focal_point'])
    expect(await openOnes()).toMatchObject([{ handsOver: true, role: 'focal_point' }])
    expect((await accept(await linkTo())).ok).toBe(true)
    expect(await seatsOf('focal_point@city.example')).toEqual([])
    expect(await seatsOf('layla@city.example')).toEqual(['focal_point'])
    expect(await newsTo('focal_point@city.example')).toEqual(['handed_from'])
  })
})

describe('a table of people', () => {
  const TABLE =
    '\uFEFFemail,name,role,language\n"a@city.example","رندة، الميناء",editor,ar\nb@city.example,B,Lecture,\n'
  const bulk = async (actor: Actor, csv: string, apply: boolean) =>
    bulkInvite(db(), actor, { placeId: await placeId(), csv, apply, called: calledIn('fr') })

  test('is tried first and writes nothing; then all are invited, each in their language', async () => {
    const focal = await somebody('focal_point')
    expect(await bulk(focal, TABLE, false)).toEqual({
      ok: true,
      value: {
        written: false,
        fates: [
          { row: 2, email: 'a@city.example', faults: [] },
          { row: 3, email: 'b@city.example', faults: [] },
        ],
      },
    })
    expect(await openOnes()).toEqual([])
    expect(await bulk(focal, TABLE, true)).toMatchObject({ value: { written: true } })
    const { rows } =
      await sql`select address, language from mail where occasion = 'invitation' order by address`.execute(db())
    expect(rows).toEqual([
      { address: 'a@city.example', language: 'ar' },
      { address: 'b@city.example', language: 'fr' },
    ])
    expect((await openOnes()).map((line) => line.name).toSorted()).toEqual(['B', 'رندة، الميناء'])
    // pressed twice: told, not done again
    expect(await bulk(focal, TABLE, true)).toMatchObject({
      value: {
        written: false,
        fates: [{ faults: [{ field: 'email', fault: 'already_invited' }] }, { faults: [{ fault: 'already_invited' }] }],
      },
    })
  })

  test('with one row that may not go in goes in not at all', async () => {
    const focal = await somebody('focal_point')
    expect(await bulk(focal, `${TABLE}c@city.example,C,signatory,en\nd@city.example,D,officer,en`, true)).toMatchObject(
      {
        value: {
          written: false,
          fates: [
            { faults: [] },
            { faults: [] },
            { row: 4, faults: [{ field: 'role', fault: 'role_above' }] },
            { row: 5, faults: [{ field: 'role', fault: 'role_elsewhere' }] },
          ],
        },
      },
    )
    expect(await openOnes()).toEqual([])
  })

  test('beyond the limit of a day goes in not at all', async () => {
    const focal = await somebody('focal_point')
    await invite(focal)
    await sql`update attempt set count = ${LIMITS.invitation.most - 1} where key like 'invitation:%'`.execute(db())
    expect(await bulk(focal, TABLE, true)).toEqual({ ok: false, reason: 'too_often' })
    expect(await openOnes()).toHaveLength(1)
  })
})

describe('a team', () => {
  test('is listed by name inside; outside, protected people are what stands for them, without their post', async () => {
    const asked = { placeId: await placeId(), language: 'ar' as const }
    const inside = await listTeam(db(), await somebody('reader'), asked)
    const outside = await listTeam(db(), await somebody('officer', { slug: 'secretariat' }), asked)
    const hidden = outside.filter((seat) => seat.protected)
    expect(hidden).toMatchObject([{ name: 'من العاملين في الميدان، الشرق الأوسط وشمال أفريقيا', title: '' }])
    expect(inside.map((seat) => seat.id)).toEqual(outside.map((seat) => seat.id))
    expect(inside.find((seat) => seat.name === 'كريم رصيف')).toMatchObject({
      role: 'focal_point',
      last: true,
      invented: true,
    })
  })
})

describe('the first officer', () => {
  test('is invited by the operator while there is none; a new link kills the old one', async () => {
    await withoutInvented()
    const ask = () => inviteFirstOfficer(db(), { email: 'Admin@Network.example', language: 'fr' })
    const [one, two] = [await ask(), await ask()]
    if (!one.ok || !two.ok) expect.fail('refused')
    expect(await accept(one.value.token)).toEqual({ ok: false, reason: 'revoked' })
    expect((await accept(two.value.token)).ok).toBe(true)
    expect(await seatsOf('admin@network.example')).toEqual(['officer'])
    expect(await ask()).toEqual({ ok: false, reason: 'has_officer' })
    expect(await inviteFirstOfficer(db(), { email: 'nobody', language: 'fr' })).toEqual({
      ok: false,
      reason: 'not_an_address',
    })
  })
})
