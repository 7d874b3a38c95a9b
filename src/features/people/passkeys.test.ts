import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase } from '#platform/testing/database.ts'
import {
  askForNewPasskey,
  askForPasskey,
  checkPasskey,
  deletePasskey,
  keepPasskey,
  listPasskeys,
  type Site,
} from './passkeys.server.ts'
import { makeAuthenticator, PRESENT_ONLY } from './testing/authenticator.ts'

const db = testDatabase()
const SITE: Site = { id: 'cities.example', origin: 'https://cities.example', name: 'Strong Cities' }
const person = { id: newKey(), name: 'Salma', email: 'salma@city.example' }

beforeEach(async () => {
  await sql`insert into person (id, email, name) values (${person.id}, ${person.email}, ${person.name})`.execute(db())
})

async function registered(device = makeAuthenticator(SITE)) {
  const asked = await askForNewPasskey(db(), person, SITE)
  const response = device.create(asked.options.challenge)
  const answer = { challenge: asked.challenge, response, name: 'Phone' }
  return { device, answer, kept: await keepPasskey(db(), person.id, answer, SITE) }
}

test('a passkey is kept once and lets its owner in, again and again', async () => {
  const { device, kept, answer } = await registered()
  expect(kept).toEqual({ ok: true, value: null })
  expect(await listPasskeys(db(), person.id)).toMatchObject([{ name: 'Phone', usedAt: null }])
  expect(await keepPasskey(db(), person.id, answer, SITE)).toEqual({ ok: false, reason: 'passkey_old' })
  for (let turn = 0; turn < 2; turn++) {
    const asked = await askForPasskey(db(), SITE)
    const response = device.get(asked.options.challenge)
    expect(await checkPasskey(db(), { challenge: asked.challenge, response }, SITE)).toEqual({
      ok: true,
      value: { personId: person.id },
    })
  }
})

test('an answer is good once, for its own challenge, for five minutes', async () => {
  const { device } = await registered()
  const asked = await askForPasskey(db(), SITE)
  const answer = { challenge: asked.challenge, response: device.get(asked.options.challenge) }
  expect((await checkPasskey(db(), answer, SITE)).ok).toBe(true)
  expect(await checkPasskey(db(), answer, SITE)).toEqual({ ok: false, reason: 'passkey_old' })
  const other = await askForPasskey(db(), SITE)
  expect(await checkPasskey(db(), { ...answer, challenge: other.challenge }, SITE)).toEqual({
    ok: false,
    reason: 'passkey_refused',
  })
  const late = await askForPasskey(db(), SITE)
  await sql`update passkey_challenge set until = now() - interval '1 second'`.execute(db())
  const response = device.get(late.options.challenge)
  expect(await checkPasskey(db(), { challenge: late.challenge, response }, SITE)).toEqual({
    ok: false,
    reason: 'passkey_old',
  })
})

test('another site, another device, nobody at the device, an erased person: refused', async () => {
  const { device } = await registered()
  const ask = async (make: (challenge: string) => ReturnType<typeof device.get>) => {
    const asked = await askForPasskey(db(), SITE)
    return checkPasskey(db(), { challenge: asked.challenge, response: make(asked.options.challenge) }, SITE)
  }
  const elsewhere = makeAuthenticator({ id: 'evil.example', origin: 'https://evil.example' })
  const refused = { ok: false, reason: 'passkey_refused' }
  expect(await ask((challenge) => ({ ...elsewhere.get(challenge), id: device.get(challenge).id }))).toEqual(refused)
  expect(await ask((challenge) => makeAuthenticator(SITE).get(challenge))).toEqual(refused)
  expect(await ask((challenge) => device.get(challenge, PRESENT_ONLY))).toEqual(refused)
  await sql`update person set email = null, name = null, erased_at = now() where id = ${person.id}`.execute(db())
  expect(await ask((challenge) => device.get(challenge))).toEqual(refused)
})

test('a challenge that one person asked for adds nothing to another', async () => {
  const other = newKey()
  await sql`insert into person (id, email, name) values (${other}, 'other@city.example', 'Other')`.execute(db())
  const asked = await askForNewPasskey(db(), person, SITE)
  const response = makeAuthenticator(SITE).create(asked.options.challenge)
  expect(await keepPasskey(db(), other, { challenge: asked.challenge, response, name: 'x' }, SITE)).toEqual({
    ok: false,
    reason: 'passkey_old',
  })
})

test('only its owner takes a passkey away', async () => {
  await registered()
  const [passkey] = await listPasskeys(db(), person.id)
  await deletePasskey(db(), { personId: newKey(), id: passkey?.id ?? '' })
  expect(await listPasskeys(db(), person.id)).toHaveLength(1)
  await deletePasskey(db(), { personId: person.id, id: passkey?.id ?? '' })
  expect(await listPasskeys(db(), person.id)).toHaveLength(0)
})
