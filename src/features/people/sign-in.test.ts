import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { LIMITS } from './attempt.queries.server.ts'
import { findDemonstrationPerson, listDemonstrationPeople } from './demonstration.queries.server.ts'
import { isGoodLink } from './mail-link.server.ts'
import { codeOf, stepAt } from './one-time-code.server.ts'
import { keepPassword } from './password.server.ts'
import { asPerson } from './person-view.ts'
import { beginSecondStep, renewRecoveryCodes, spendCode } from './second-step.server.ts'
import { endSessionOf, findKnown, listSessions } from './session.queries.server.ts'
import { askForLink, begin, signInWithLink, signInWithPassword, takeSecondStep } from './sign-in.server.ts'

const db = testDatabase(withSample)
const NOW = new Date('2026-11-24T09:00:10Z')
const from = { network: '192.0.2.7', agent: 'Firefox · Linux' }
const PASSWORD = 'four almond trees behind the hall'

/** A real person with a password, and a seat in Marsa Lawz. */
async function somebody(role = 'editor'): Promise<string> {
  const id = newKey()
  await sql`insert into person (id, email, name) values (${id}, 'salma@city.example', 'Salma')`.execute(db())
  await sql`insert into seat (id, person_id, place_id, role, confirmed_by, since)
    select ${newKey()}, ${id}, item.id, ${role}, 'test', now() - interval '1 day' from item where slug = 'demo-marsa-lawz'`.execute(
    db(),
  )
  await keepPassword(db(), id, PASSWORD)
  return id
}

const known = async (token: string) => {
  const found = await findKnown(db(), token, 'en')
  return found && asPerson(found, 'en')
}
const tokenOf = (signed: Awaited<ReturnType<typeof signInWithPassword>>): string =>
  signed.ok ? signed.value.token : expect.fail(signed.reason)

test('address and password let in, whatever the case of the address; nothing else does', async () => {
  const id = await somebody()
  const token = tokenOf(await signInWithPassword(db(), { email: ' Salma@City.Example ', password: PASSWORD }, from))
  expect(await known(token)).toMatchObject({ person: { id, missing: null }, seat: { slug: 'demo-marsa-lawz' } })
  for (const typed of [
    { email: 'salma@city.example', password: `${PASSWORD}.` },
    { email: 'nobody@city.example', password: PASSWORD },
    { email: 'rassif@demonstration.invalid', password: '' },
  ])
    expect(await signInWithPassword(db(), typed, from)).toEqual({ ok: false, reason: 'sign_in_wrong' })
  expect(await findKnown(db(), 'x'.repeat(43), 'en')).toBeUndefined()
})

test('a link is asked for in the same words whether or not there is an account, and is spent by the button alone', async () => {
  await somebody()
  expect(await askForLink(db(), { email: 'nobody@city.example' }, from)).toEqual({ ok: true, value: null })
  expect(await askForLink(db(), { email: 'salma@city.example' }, from)).toEqual({ ok: true, value: null })
  const { rows } = await sql<{ path: string; address: string }>`
    select words -> 'action' ->> 'path' as path, address from mail where occasion = 'sign_in_link'`.execute(db())
  expect(rows.map((row) => row.address)).toEqual(['salma@city.example'])
  const token = rows[0]?.path.split('/').at(-1) ?? ''
  for (let look = 0; look < 3; look++) expect(await isGoodLink(db(), token)).toBe(true)
  expect((await signInWithLink(db(), token, from)).ok).toBe(true)
  expect(await signInWithLink(db(), token, from)).toEqual({ ok: false, reason: 'link_spent' })
  expect(await isGoodLink(db(), token)).toBe(false)
})

test('a link of a quarter of an hour ago is none', async () => {
  const id = await somebody()
  await askForLink(db(), { email: 'salma@city.example' }, from)
  const { rows } = await sql<{ path: string }>`select words -> 'action' ->> 'path' as path from mail`.execute(db())
  await sql`update mail_link set until = now() - interval '1 second' where person_id = ${id}`.execute(db())
  expect(await signInWithLink(db(), rows[0]?.path.split('/').at(-1) ?? '', from)).toEqual({
    ok: false,
    reason: 'link_spent',
  })
})

test('tries are counted for an address and for a network, right ones too', async () => {
  await somebody()
  const typed = { email: 'salma@city.example', password: 'wrong' }
  for (let tries = 0; tries < LIMITS.sign_in_account.most; tries++)
    expect(await signInWithPassword(db(), typed, { ...from, network: `192.0.2.${tries}` })).toMatchObject({
      reason: 'sign_in_wrong',
    })
  expect(await signInWithPassword(db(), { ...typed, password: PASSWORD }, from)).toEqual({
    ok: false,
    reason: 'too_often',
  })
})

test('while the code is awaited nobody is there; with it, once, the seat counts', async () => {
  const id = await somebody('focal_point')
  const before = tokenOf(await signInWithPassword(db(), { email: 'salma@city.example', password: PASSWORD }, from))
  expect(await known(before)).toMatchObject({ person: { missing: 'second_step', seats: [] }, actor: { seats: [] } })

  const secret = await beginSecondStep(db(), id)
  const code = codeOf(secret, stepAt(NOW) - 1)
  expect((await spendCode(db(), { personId: id, typed: code, now: NOW })).ok).toBe(true)
  expect(await known(before)).toMatchObject({ actor: { kind: 'visitor' }, person: { missing: 'code' }, seat: null })

  const signed = await signInWithPassword(db(), { email: 'salma@city.example', password: PASSWORD }, from)
  expect(signed).toMatchObject({ value: { secondStep: true } })
  const token = tokenOf(signed)
  const sessionId = (await findKnown(db(), token, 'en'))?.sessionId ?? ''
  const take = (typed: string) => takeSecondStep(db(), { personId: id, sessionId, typed, now: NOW })
  expect(await take(code)).toEqual({ ok: false, reason: 'code_used' })
  expect(await take(codeOf(secret, stepAt(NOW) + 10))).toEqual({ ok: false, reason: 'clock_off' })
  expect(await take('٠٠٠٠٠٠')).toEqual({ ok: false, reason: 'code_wrong' })
  const arabic = [...codeOf(secret, stepAt(NOW))].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('')
  expect(await take(arabic)).toEqual({ ok: true, value: 'code' })
  expect(await known(token)).toMatchObject({ person: { missing: null }, actor: { seats: [{ role: 'focal_point' }] } })
})

test('a recovery code stands in for the phone, once', async () => {
  const id = await somebody()
  const [first = '', second = ''] = await renewRecoveryCodes(db(), id)
  const spend = (typed: string) => spendCode(db(), { personId: id, typed, now: NOW })
  expect(await spend(first.toUpperCase())).toEqual({ ok: true, value: 'recovery' })
  expect(await spend(first)).toEqual({ ok: false, reason: 'code_wrong' })
  await renewRecoveryCodes(db(), id)
  expect(await spend(second)).toEqual({ ok: false, reason: 'code_wrong' })
})

test('a seat that ended is gone in the very next request, and so is an erased person', async () => {
  const id = await somebody()
  const { token } = await begin(db(), id, 'link', from)
  expect((await known(token))?.actor).toMatchObject({ seats: [{ role: 'editor' }] })
  await sql`update seat set until = now() where person_id = ${id}`.execute(db())
  expect((await known(token))?.actor).toMatchObject({ kind: 'person', seats: [] })
  await sql`update person set email = null, name = null, erased_at = now() where id = ${id}`.execute(db())
  expect(await known(token)).toBeUndefined()
})

test('sessions are seen and ended by their owner alone', async () => {
  const id = await somebody()
  const [one, two] = [await begin(db(), id, 'link', from), await begin(db(), id, 'link', from)]
  const sessionId = (await findKnown(db(), one.token, 'en'))?.sessionId ?? ''
  const others = (await listSessions(db(), { personId: id, sessionId })).filter((session) => !session.own)
  expect(others).toMatchObject([{ agent: 'Firefox · Linux' }])
  await endSessionOf(db(), { personId: newKey(), id: others[0]?.id ?? '' })
  expect(await known(two.token)).toBeDefined()
  await endSessionOf(db(), { personId: id, id: others[0]?.id ?? '' })
  expect(await known(two.token)).toBeUndefined()
  expect(await known(one.token)).toBeDefined()
})

test('every invented person can be one, under names that the reader reads; nobody real can', async () => {
  await somebody()
  const people = await listDemonstrationPeople(db(), 'ar')
  expect(people).toHaveLength(16)
  expect(people.find((person) => person.key === 'demo-p-rassif')).toMatchObject({
    name: 'كريم رصيف',
    role: 'focal_point',
    place: 'مرسى اللوز',
    kind: 'city',
  })
  expect(people.find((person) => person.protected)).toMatchObject({
    name: 'من العاملين في الميدان، الشرق الأوسط وشمال أفريقيا',
  })
  expect(await findDemonstrationPerson(db(), 'salma')).toBeUndefined()
  const person = await findDemonstrationPerson(db(), 'demo-p-rassif')
  const { token } = await begin(db(), person?.id ?? '', 'demonstration', from)
  expect(await known(token)).toMatchObject({
    person: { missing: null, demonstration: true },
    seat: { slug: 'demo-marsa-lawz' },
  })
})

test('a browser not seen lately is told by mail once, in the language and by the clock of its person; a link tells nothing', async () => {
  const id = await somebody()
  await sql`update person set language = 'ar', zone = 'Asia/Kathmandu' where id = ${id}`.execute(db())
  const typed = { email: 'salma@city.example', password: PASSWORD }
  const mails = async () =>
    (
      await sql<{ words: { subject: string; paragraphs: string[] } }>`
      select words from mail where occasion = 'sign_in_news' order by id`.execute(db())
    ).rows.map(({ words }) => words)
  await signInWithPassword(db(), typed, from)
  await signInWithPassword(db(), typed, from)
  const told = await mails()
  expect(told).toHaveLength(1)
  expect(told[0]?.subject).toBe('تسجيل دخول جديد إلى «مدن قوية»')
  expect(told[0]?.paragraphs[0]).toContain('Firefox · Linux')
  expect(told[0]?.paragraphs[0]).toContain('Asia/Kathmandu')
  expect(JSON.stringify(told)).not.toContain(from.network)
  await begin(db(), id, 'link', { ...from, agent: 'Safari · iPhone' })
  expect(await mails()).toHaveLength(1)
  await begin(db(), id, 'passkey', { ...from, agent: 'Chrome · Android' })
  expect(await mails()).toHaveLength(2)
})

test('the list of invented people says of a protected one what stands for the name', async () => {
  await sql`update person set name = 'Zqxname', names = '{"en":"Zqxname"}' where protected and demonstration`.execute(
    db(),
  )
  const names = (await listDemonstrationPeople(db(), 'en')).map((person) => person.name)
  expect(names).toContain('Practitioner, Middle East and North Africa')
  expect(names).not.toContain('Zqxname')
})
