/** What two people do in the same moment, on two connections. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { standingDatabase } from '#platform/mail/testing/standing-database.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Role } from '#features/registry/seat.ts'
import { acceptInvitation } from './accept-invitation.server.ts'
import { endSeat } from './end-seat.server.ts'
import { inviteTo } from './invite.server.ts'
import { actorOfSeats } from './team.queries.server.ts'

const db = standingDatabase()
const [CITY, OTHER_CITY, SECRETARIAT] = [newKey(), newKey(), newKey()]

beforeEach(async () => {
  await sql`truncate person, item cascade`.execute(db())
  for (const [id, kind] of [
    [CITY, 'city'],
    [OTHER_CITY, 'city'],
    [SECRETARIAT, 'hub'],
  ])
    await sql`insert into item (id, kind, place_id, label, state, slug, original_language, created_by, updated_by)
      values (${id}, ${kind}, ${id}, 'public', 'published', ${id}, 'en', 'test', 'test')`.execute(db())
  await sql`insert into hub (id, regions, secretariat) values (${SECRETARIAT}, '{}', true)`.execute(db())
})

type Seated = { actor: Actor; seatId: string }

async function somebody(role: Role, placeId = CITY): Promise<Seated> {
  const [id, seatId] = [newKey(), newKey()]
  await sql`insert into person (id, email, name) values (${id}, ${`${id}@city.example`}, 'Somebody')`.execute(db())
  await sql`insert into seat (id, person_id, place_id, role, confirmed_by) values (${seatId}, ${id}, ${placeId}, ${role}, 'test')`.execute(
    db(),
  )
  return { actor: await actorOfSeats(db(), id), seatId }
}

const invite = ({ actor }: Seated, placeId = CITY) =>
  inviteTo(db(), actor, {
    placeId,
    invited: { email: 'layla@city.example', name: '', role: 'editor', language: 'ar', note: '' },
  })

async function links(): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`
    select words -> 'action' ->> 'path' as path from mail where occasion = 'invitation' order by id`.execute(db())
  return rows.map(({ path }) => path.split('/').at(-1) ?? '')
}

const accept = (token: string) =>
  acceptInvitation(db(), {
    token,
    asker: null,
    newcomer: { name: 'Layla', language: 'ar', zone: 'Etc/UTC' },
    from: { network: '192.0.2.7', agent: '' },
  })

const outcomes = (all: readonly ({ ok: true } | { ok: false; reason: string })[]) =>
  all.map((each) => (each.ok ? 'done' : each.reason)).toSorted()

const count = async (table: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db())
  return rows[0]?.n ?? 0
}

/** Whether it waits: for the other to commit. */
const waits = (promise: Promise<unknown>) =>
  Promise.race([promise.then(() => false), new Promise((later) => setTimeout(() => later(true), 150))])

test('one invitation accepted in two tabs at once makes one person, one seat, one session', async () => {
  await invite(await somebody('focal_point'))
  const [token = ''] = await links()
  expect(outcomes(await Promise.all([accept(token), accept(token), accept(token)]))).toEqual(['done', 'used', 'used'])
  expect([await count('person'), await count('seat'), await count('session')]).toEqual([2, 2, 1])
})

test('two invitations to one address accepted at once make one account; the other asks its owner to sign in', async () => {
  await invite(await somebody('focal_point'))
  await invite(await somebody('focal_point', OTHER_CITY), OTHER_CITY)
  expect(outcomes(await Promise.all((await links()).map(accept)))).toEqual(['done', 'sign_in_first'])
  expect([await count('person'), await count('session')]).toEqual([3, 1])
})

test('the same invitation sent by a double click, or by two leaders at once, is one', async () => {
  const [one, two] = [await somebody('focal_point'), await somebody('signatory')]
  expect(outcomes(await Promise.all([invite(one), invite(one)]))).toEqual(['done', 'done'])
  expect(outcomes(await Promise.all([invite(two), invite(two)]))).toEqual(['already_invited', 'already_invited'])
  expect(await links()).toHaveLength(1)
})

test('two focal points cannot both leave in the same moment', async () => {
  const both = [await somebody('focal_point'), await somebody('focal_point')]
  const left = await Promise.all(both.map(({ actor, seatId }) => endSeat(db(), actor, { placeId: CITY, seatId })))
  expect(outcomes(left)).toEqual(['done', 'hand_over_first'])
})

test.each([
  ['of the same team', 'focal_point', CITY, 'signatory', CITY],
  ['of the secretariat, over a city', 'officer', SECRETARIAT, 'officer', SECRETARIAT],
] as const)(
  'an act waits for the end of the seat that it stands on, and is refused: %s',
  async (_, role, at, by, byAt) => {
    const [ending, leader] = [await somebody(role, at), await somebody(by, byAt)]
    const open = await db().startTransaction().execute()
    expect((await endSeat(open, leader.actor, { placeId: at, seatId: ending.seatId })).ok).toBe(true)
    const act = invite(ending)
    expect(await waits(act)).toBe(true)
    await open.commit().execute()
    expect(await act).toEqual({ ok: false, reason: 'not_yours' })
    expect(await links()).toEqual([])
  },
)
