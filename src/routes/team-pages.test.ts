/** A team's page and an invitation's, as browsers send them: pressed twice, from before, by somebody else, made by hand. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { newKey } from '#base/keys.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Role } from '#features/registry/seat.ts'
import { actorOfSeats } from '#features/people/team.queries.server.ts'
import * as invitationPage from './[lang=lang]/invitation/[token]/+page.server.ts'
import * as teamPage from './[lang=lang]/team/[slug]/+page.server.ts'
import { eventOf } from './visit.ts'

const db = testDatabase(withSample)
const CITY = 'demo-marsa-lawz'

type Somebody = { actor: Actor; id: string; seatId: string; email: string }

async function somebody(role: Role, slug = CITY): Promise<Somebody> {
  const [id, seatId] = [newKey(), newKey()]
  const email = `${role}@city.example`
  await sql`insert into person (id, email, name) values (${id}, ${email}, ${role})`.execute(db())
  await sql`insert into seat (id, person_id, place_id, role, confirmed_by)
    select ${seatId}, ${id}, item.id, ${role}, 'test' from item where item.slug = ${slug}`.execute(db())
  return { actor: await actorOfSeats(db(), id), id, seatId, email }
}

/** The seats of this moment, as the hook would read them. */
async function visit(
  who: Somebody | null,
  params: Record<string, string>,
  sent?: Record<string, string | Blob>,
  query = '',
) {
  const base = await eventOf({ db: db(), params, query, ...(who ? { actor: await actorOfSeats(db(), who.id) } : {}) })
  const person = who && base.locals.person && { ...base.locals.person, id: who.id, email: who.email, name: who.email }
  const body = new FormData()
  for (const [name, value] of Object.entries(sent ?? {})) body.append(name, value)
  return {
    ...base,
    getClientAddress: () => '192.0.2.7',
    request: sent ? new Request(base.url, { method: 'POST', body }) : base.request,
    locals: { ...base.locals, person },
  }
}

type Answer = { status?: number; location?: string; data?: Record<string, unknown> } & Record<string, unknown>
async function answer(work: () => unknown): Promise<Answer> {
  try {
    return (await work()) as Answer
  } catch (thrown) {
    return thrown as Answer
  }
}

const look = async (who: Somebody | null, slug = CITY, query = '') => {
  const event = await visit(who, { slug }, undefined, query)
  return answer(() => teamPage.load(event as unknown as Parameters<typeof teamPage.load>[0]))
}
const press = async (who: Somebody, name: keyof typeof teamPage.actions, sent: Record<string, string | Blob>) => {
  const event = await visit(who, { slug: CITY }, sent)
  return answer(() => teamPage.actions[name](event as unknown as Parameters<(typeof teamPage.actions)[typeof name]>[0]))
}
const open = async (who: Somebody | null, token: string, sent?: Record<string, string>) => {
  const event = await visit(who, { token }, sent)
  return sent
    ? answer(() =>
        invitationPage.actions.default(event as unknown as Parameters<typeof invitationPage.actions.default>[0]),
      )
    : answer(() => invitationPage.load(event as unknown as Parameters<typeof invitationPage.load>[0]))
}

const LAYLA = { email: 'layla@city.example', name: 'Layla', role: 'editor', language: 'ar', note: '' }
const linkTo = async (email: string): Promise<string> => {
  const { rows } = await sql<{ path: string }>`
    select words -> 'action' ->> 'path' as path from mail where occasion = 'invitation' and address = ${email}`.execute(
    db(),
  )
  return rows[0]?.path.split('/').at(-1) ?? expect.fail('no mail')
}

test('a team that is not yours and one that is not there look alike', async () => {
  for (const [who, slug] of [
    [await somebody('editor', 'demo-kourwende'), CITY],
    [await somebody('reader'), 'no-such-place'],
    [await somebody('expert', 'secretariat'), CITY],
    [null, CITY],
  ] as const)
    expect((await look(who, slug)).status).toBe(404)
})

test('whoever may not invite sees the people, no address that was invited, and why there is no form', async () => {
  const [focal, reader] = [await somebody('focal_point'), await somebody('reader')]
  expect(await press(focal, 'invite', LAYLA)).toMatchObject({ status: 303, location: `/en/team/${CITY}?done=invited` })
  expect(await look(focal)).toMatchObject({ invitations: [{ email: 'layla@city.example' }], whyNot: null })
  const seen = await look(reader)
  expect(seen).toMatchObject({ roles: [], invitations: [], whyNot: 'not_yours' })
  expect(JSON.stringify(seen)).not.toContain('@')
})

test('what was typed comes back with what is wrong with it', async () => {
  const focal = await somebody('focal_point')
  const typed = { ...LAYLA, email: 'layla', role: 'signatory' }
  expect(await press(focal, 'invite', typed)).toMatchObject({
    status: 400,
    data: { typed, faults: [{ field: 'email', fault: 'not_an_address' }] },
  })
  expect(await press(focal, 'invite', { ...typed, email: LAYLA.email })).toMatchObject({
    status: 400,
    data: { faults: [{ field: 'role', fault: 'role_above' }] },
  })
})

test('a page from before takes nothing back twice, and says what became of it', async () => {
  const focal = await somebody('focal_point')
  await press(focal, 'invite', LAYLA)
  const { rows } = await sql<{ id: string }>`select id from invitation`.execute(db())
  const invitation = rows[0]?.id ?? ''
  expect((await press(focal, 'resend', { invitation })).location).toMatch(/done=just_sent/)
  expect((await press(focal, 'revoke', { invitation })).location).toMatch(/done=revoked/)
  for (const name of ['revoke', 'resend'] as const)
    expect(await press(focal, name, { invitation })).toMatchObject({ status: 400, data: { fault: 'gone' } })
  expect((await press(focal, 'revoke', { invitation: 'made by hand' })).status).toBe(400)
  expect(await press(focal, 'revoke', { invitation: newKey() })).toMatchObject({ data: { fault: 'gone' } })
})

test('whoever leaves with a double click is led to their account both times, and the team is theirs no more', async () => {
  const editor = await somebody('editor')
  expect(await look(editor, CITY, `?end=${editor.seatId}`)).toMatchObject({ end: { id: editor.seatId, refused: null } })
  for (const _ of [1, 2])
    expect(await press(editor, 'end', { seat: editor.seatId })).toMatchObject({
      status: 303,
      location: '/en/account?done=left',
    })
  expect((await look(editor)).status).toBe(404)
})

test('a table comes as a file too; one that is not UTF-8 is told, not guessed at', async () => {
  const focal = await somebody('focal_point')
  const file = (bytes: string | Uint8Array<ArrayBuffer>) => new File([bytes], 'people.csv', { type: 'text/csv' })
  const table = '\uFEFFemail;name;role\nlayla@city.example;ليلى;محرِّر\n'
  expect(await press(focal, 'many', { file: file(table), csv: '' })).toMatchObject({
    fates: [{ row: 2, email: 'layla@city.example', faults: [] }],
  })
  const latin = Uint8Array.from([...'email,role\n', 'é', '@x'].join(''), (sign) => sign.charCodeAt(0))
  expect(await press(focal, 'many', { file: file(latin), csv: '' })).toMatchObject({
    status: 400,
    data: { fault: 'not_utf8' },
  })
  expect(await press(focal, 'many', { csv: table, apply: 'yes' })).toMatchObject({ status: 303 })
})

test('an invitation’s page says to each who opens it how it stands for them, and looking changes nothing', async () => {
  const focal = await somebody('focal_point')
  await press(focal, 'invite', LAYLA)
  const token = await linkTo(LAYLA.email)
  for (let times = 0; times < 3; times++)
    expect(await open(null, token)).toMatchObject({ whyNot: null, invitation: { email: LAYLA.email, role: 'editor' } })
  // forwarded to somebody who is signed in: no address, no place
  expect(await open(focal, token)).toMatchObject({ whyNot: 'other_person', invitation: null })
  expect(await open(null, 'none')).toMatchObject({ whyNot: 'no_such_invitation', invitation: null })

  expect(await open(null, token, { name: '', language: 'ar', zone: 'Etc/UTC' })).toMatchObject({
    status: 400,
    data: { fault: 'name_missing' },
  })
  expect(await open(null, token, { name: 'Layla', language: 'ar', zone: 'Etc/UTC' })).toMatchObject({
    location: '/en/desk',
  })
  expect(await open(null, token)).toMatchObject({ whyNot: 'used', invitation: null })
  const { rows } = await sql<{ id: string }>`select id from person where email = ${LAYLA.email}`.execute(db())
  const layla = { ...focal, id: rows[0]?.id ?? '', email: LAYLA.email }
  expect(await open(layla, token)).toMatchObject({ whyNot: null, yours: true })
  expect(await open(layla, token, {})).toMatchObject({ status: 303, location: '/en/desk' })
})
