import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { openPost, deliverWaiting } from '#platform/mail/deliver.server.ts'
import { queueMail } from '#platform/mail/mail.queries.server.ts'
import { listSuppressions } from '#platform/mail/suppression.queries.server.ts'
import { localRelay } from '#platform/mail/testing/local-relay.ts'
import { standingDatabase } from '#platform/mail/testing/standing-database.ts'

const db = standingDatabase()
const MAIL_FROM = 'Strong Cities <post@cities.example>'

const bounce = (input: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/bounce.ts'], {
    encoding: 'utf8',
    input,
    env: { ...process.env, DATABASE_URL: db.url, MAIL_FROM, ORIGIN: 'https://cities.example' },
  })
  return { status, said: stdout + stderr }
}

test('a letter that came back shuts the address of the mail that went out, piped in beside a running server; another changes nothing', async () => {
  const relay = await localRelay()
  await queueMail(db(), {
    occasion: 'test',
    key: 'k1',
    to: { personId: null, address: 'amina@city.example', language: 'en' },
    words: { subject: 'x', paragraphs: ['x'], foot: 'x' },
  })
  const config = { smtpUrl: relay.url, mailFrom: MAIL_FROM, origin: 'https://cities.example', port: 0 }
  await deliverWaiting(db(), await openPost(db(), config, { instance: 'Strong Cities', stopPath: () => '/' }))
  const messageId = /^Message-ID: (<[^>]+>)/im.exec(relay.taken[0]?.raw ?? '')?.[1] ?? expect.fail('nothing went out')
  await relay.close()

  expect(bounce('Hello')).toEqual({ status: 0, said: expect.stringContaining('no report') })
  expect(await listSuppressions(db(), { limit: 5 })).toEqual([])
  const report = `Content-Type: multipart/report; report-type=delivery-status

Final-Recipient: rfc822; amina@city.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such user

Message-ID: ${messageId}
`
  expect(bounce(report)).toEqual({ status: 0, said: expect.stringContaining('for good') })
  expect(await listSuppressions(db(), { limit: 5 })).toMatchObject([{ address: 'amina@city.example', why: 'bounced' }])
})
