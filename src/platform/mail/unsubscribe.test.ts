import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { findSigningKey, sign } from '#platform/web/signed.server.ts'
import { findMail, queueMail } from './mail.queries.server.ts'
import type { NewMail } from './mail.ts'
import { deleteOptOut, listOptOuts } from './suppression.queries.server.ts'
import { findStop, stopMail, stopToken } from './unsubscribe.server.ts'

const database = testDatabase()
const WORDS = { subject: 's', paragraphs: ['p'], foot: 'f', stop: 'Stop' }
const to = { personId: null, address: 'Amina@city.example', language: 'en' } as const
const digest = (key: string): NewMail => ({ occasion: 'digest', key, to, words: WORDS })

test('one press stops this kind of mail for this address, what waits of it included, and nothing else', async () => {
  const db = database()
  const key = await findSigningKey(db)
  const first = (await queueMail(db, digest('1')))!
  const waiting = (await queueMail(db, digest('2')))!
  expect(await findStop(db, key, stopToken(key, first))).toEqual({ ok: true, value: { occasion: 'digest' } })
  expect(await listOptOuts(db, to.address)).toEqual([])

  for (let press = 0; press < 2; press++)
    expect(await stopMail(db, key, stopToken(key, first))).toEqual({ ok: true, value: { occasion: 'digest' } })
  expect(await listOptOuts(db, 'amina@CITY.example')).toEqual(['digest'])
  expect(await findMail(db, waiting)).toMatchObject({ state: 'suppressed', fault: 'opted_out' })
  expect(await findMail(db, (await queueMail(db, digest('3')))!)).toMatchObject({
    state: 'suppressed',
    fault: 'opted_out',
  })
  const question = await queueMail(db, { occasion: 'question', key: '1', to, words: WORDS })
  expect(await findMail(db, question!)).toMatchObject({ state: 'waiting' })

  await deleteOptOut(db, { address: to.address, occasion: 'digest' })
  expect(await findMail(db, (await queueMail(db, digest('4')))!)).toMatchObject({ state: 'waiting' })
})

test('a link that is forged, of another purpose, or of mail that cannot be stopped does nothing', async () => {
  const db = database()
  const key = await findSigningKey(db)
  const id = (await queueMail(db, digest('1')))!
  const invitation = await queueMail(db, { occasion: 'invitation', key: '1', to, words: WORDS })
  const tokens = [
    '',
    'x',
    id,
    `${id}.x`,
    sign(key, 'visitor', id),
    stopToken(key, newKey()),
    stopToken(key, invitation!),
  ]
  for (const token of tokens) expect(await stopMail(db, key, token)).toEqual({ ok: false, reason: 'unknown' })
  expect(await listOptOuts(db, to.address)).toEqual([])
})
