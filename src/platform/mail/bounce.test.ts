import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#platform/testing/database.ts'
import { readBounce } from './bounce.ts'
import { takeBounce } from './bounce.server.ts'
import { findMail, queueMail } from './mail.queries.server.ts'
import { markSent, takeNext } from './outgoing.queries.server.ts'
import { messageIdOf } from './relay.server.ts'
import { listSuppressions } from './suppression.queries.server.ts'

const database = testDatabase()
const mailFrom = 'Strong Cities <post@cities.example>'

const report = (messageId: string, { action = 'failed', status = '5.1.1', to = 'amina@city.example' } = {}) =>
  [
    'From: MAILER-DAEMON@relay.example',
    'To: post@cities.example',
    'Message-ID: <report@relay.example>',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 User',
    '  unknown',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    '--b--',
  ].join('\r\n')

async function sent(key: string, address = 'amina@city.example') {
  const id = await queueMail(database(), {
    occasion: 'invitation',
    key,
    to: { personId: null, address, language: 'fr' },
    words: { subject: 's', paragraphs: [], foot: 'f' },
  })
  await markSent(database(), (await takeNext(database()))!, 'relay')
  return { id: id!, messageId: messageIdOf(`invitation:${key}`, mailFrom) }
}

test('a report names the mail that came back, not itself', () => {
  expect(readBounce(report('<abc@cities.example>'))).toEqual({
    address: 'amina@city.example',
    messageId: '<abc@cities.example>',
    forGood: true,
    said: 'smtp; 550 5.1.1 User unknown',
  })
})

test.each([
  ['delayed', '4.4.1'],
  ['failed', '4.4.7'],
  ['failed', '5.2.2'],
  ['failed', '5.7.1'],
])('%s with %s is not for good', (action, status) => {
  expect(readBounce(report('<a@b>', { action, status }))?.forGood).toBe(false)
})

test('a letter that is no report is none', () => {
  for (const raw of [
    '',
    'Hello',
    report('<a@b>').replace('report-type', 'x'),
    report('<a@b>', { action: 'delivered' }),
  ])
    expect(readBounce(raw)).toBeNull()
})

test('a mail that came back for good is told as failed, its address is shut', async () => {
  const { id, messageId } = await sent('k1')
  expect(await takeBounce(database(), { raw: report(messageId), mailFrom })).toEqual({
    ok: true,
    value: { mailId: id, suppressed: true },
  })
  expect(await findMail(database(), id)).toMatchObject({ state: 'failed', fault: 'address_bounced' })
  expect(await listSuppressions(database(), { limit: 5 })).toMatchObject([
    { address: 'amina@city.example', why: 'bounced' },
  ])
})

test('nobody shuts an address with a made-up report', async () => {
  const { messageId } = await sent('k1')
  const ofAnother = report(messageId, { to: 'other@city.example' })
  for (const raw of [report('<made-up@cities.example>'), ofAnother])
    expect(await takeBounce(database(), { raw, mailFrom })).toEqual({ ok: false, reason: 'not_ours' })
  expect((await sql`select from mail_suppression`.execute(database())).rows).toEqual([])
})
