import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startDelivery } from './delivery.server.ts'
import { deliverWaiting, openPost, type MailConfig, type Post } from './deliver.server.ts'
import type { MailWords, NewMail } from './mail.ts'
import { countMail, findMail, listInbox, listMail, queueMail } from './mail.queries.server.ts'
import { takeNext } from './outgoing.queries.server.ts'
import { insertSuppression, listSuppressions } from './suppression.queries.server.ts'
import { decoded, headOf, localRelay, partOf, type LocalRelay } from './testing/local-relay.ts'
import { standingDatabase } from './testing/standing-database.ts'

const database = standingDatabase()
let relay: LocalRelay
beforeEach(async () => void (relay = await localRelay()))
afterEach(async () => relay.close())

const SAID: Pick<Post, 'instance' | 'stopPath'> = {
  instance: 'Strong Cities',
  stopPath: (language, token) => `/${language}/mail/${token}`,
}
const configOf = (smtpUrl: string | null): MailConfig => ({
  smtpUrl,
  mailFrom: 'Strong Cities <post@cities.example>',
  origin: 'https://cities.example',
  port: 3000,
})
const deliver = async (smtpUrl: string | null = relay.url) =>
  deliverWaiting(database(), await openPost(database(), configOf(smtpUrl), SAID))

const WORDS: MailWords = {
  subject: 'رابطكم إلى المدن القوية',
  paragraphs: ['افتحوا الرابط ثم اضغطوا الزر.'],
  action: { label: 'الدخول', path: '/ar/sign-in/link/abc' },
  foot: 'إن لم تطلبوه فلا تفعلوا شيئًا.',
}
const link = (key: string, address = 'amina@city.example') => ({
  occasion: 'sign_in_link' as const,
  key,
  to: { personId: null, address, language: 'ar' as const },
  words: WORDS,
})
const digest = (key: string, address = 'amina@city.example'): NewMail => ({
  occasion: 'digest',
  key,
  to: { personId: null, address, language: 'ar' },
  words: { ...WORDS, stop: 'إيقاف هذه الرسائل' },
})
const queue = async (mail: NewMail) => (await queueMail(database(), mail)) ?? ''
const found = async (id: string) => (await findMail(database(), id))!
/** As if so much time had passed. */
const later = (interval: string) =>
  sql`update mail set next_at = next_at - ${interval}::interval, queued_at = queued_at - ${interval}::interval`.execute(
    database(),
  )

test('a mail arrives with its words in Arabic, from right to left, and is forgotten here', async () => {
  const id = await queue(link('k1'))
  expect(await deliver()).toBe('nothing_waits')

  const [taken] = relay.taken
  expect(relay.taken).toHaveLength(1)
  expect(taken).toMatchObject({ from: 'post@cities.example', to: ['amina@city.example'] })
  expect(decoded(headOf(taken!, 'Subject') ?? '')).toBe(WORDS.subject)
  expect(headOf(taken!, 'From')).toBe('Strong Cities <post@cities.example>')
  expect(headOf(taken!, 'Message-ID')).toMatch(/^<[0-9a-f]{40}@cities\.example>$/)
  expect(headOf(taken!, 'Content-Language')).toBe('ar')
  expect(headOf(taken!, 'Auto-Submitted')).toBe('auto-generated')
  expect(headOf(taken!, 'List-Unsubscribe')).toBeUndefined()
  const html = partOf(taken!, 'text/html')
  expect(html.head).toContain('charset=utf-8')
  expect(html.body).toContain('<html lang="ar" dir="rtl">')
  expect(html.body).toContain(WORDS.paragraphs[0])
  expect(partOf(taken!, 'text/plain').body).toContain('https://cities.example/ar/sign-in/link/abc')

  expect(await found(id)).toMatchObject({ state: 'sent', deliveredTo: 'relay', tries: 1, inDoubt: false, words: null })
  const { rows } = await sql<{ words: unknown }>`select words from mail`.execute(database())
  expect(rows).toEqual([{ words: null }])
})

test('what goes at most once can be stopped with one press, by a link that names nobody', async () => {
  const id = await queue(digest('2026-48'))
  await deliver()
  const head = headOf(relay.taken[0]!, 'List-Unsubscribe') ?? ''
  expect(head).toMatch(new RegExp(`^<https://cities\\.example/ar/mail/${id}\\.[\\w-]+>$`))
  expect(headOf(relay.taken[0]!, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  expect(head).not.toContain('amina')
})

test('without a relay mail stays in the product’s own inbox, to be read there', async () => {
  const id = await queue(link('k1'))
  await deliver(null)
  expect(await found(id)).toMatchObject({ state: 'sent', deliveredTo: 'inbox', words: WORDS })
  expect(relay.taken).toEqual([])
})

test('a relay that is away loses nothing, whatever was promised', async () => {
  await relay.close()
  const ids = [await queue(link('k1')), await queue(digest('d1')), await queue(link('k2'))]
  for (let hour = 0; hour < 24; hour++) {
    expect(await deliver()).toBe('relay_fault')
    await later('1 hour')
  }
  expect((await Promise.all(ids.map(found))).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
  expect(await found(ids[0]!)).toMatchObject({ fault: 'relay_unreachable', inDoubt: false })
  expect((await found(ids[0]!)).faultSaid).toContain('ECONNREFUSED')

  relay = await localRelay({ port: relay.port })
  expect(await deliver()).toBe('nothing_waits')
  expect(relay.taken).toHaveLength(3)
  expect(await found(ids[1]!)).toMatchObject({ state: 'sent', fault: null, faultSaid: null })
})

test('after three days a mail is given up, not before', async () => {
  await relay.close()
  const id = await queue(link('k1'))
  await later('2 days 23 hours')
  await deliver()
  expect(await found(id)).toMatchObject({ state: 'waiting' })
  await later('2 hours')
  await deliver()
  expect(await found(id)).toMatchObject({ state: 'failed', fault: 'relay_unreachable' })
  relay = await localRelay({ port: relay.port })
  await later('1 day')
  await deliver()
  expect(relay.taken).toEqual([])
})

test('while the relay is at fault one mail of many is tried, the others keep their place', async () => {
  await relay.close()
  const ids = await Promise.all([1, 2, 3, 4].map((each) => queue(link(`k${each}`))))
  await deliver()
  const tries = (await Promise.all(ids.map(found))).map((each) => each.tries)
  expect(tries.sort()).toEqual([0, 0, 0, 1])
  relay = await localRelay({ port: relay.port })
})

test('an address that the relay refuses gets nothing more, except what lets its owner in', async () => {
  relay.refuse.recipient = (address) =>
    address.toLowerCase().startsWith('gone') ? { code: 550, said: '5.1.1 No such person here' } : null
  const refused = await queue({ ...link('i1', 'Gone@city.example'), occasion: 'invitation' })
  const queuedBefore = await queue(digest('d1', 'gone@city.example'))
  const other = await queue(link('k1'))
  await deliver()

  expect(await found(refused)).toMatchObject({ state: 'failed', fault: 'address_refused', tries: 1 })
  expect((await found(refused)).faultSaid).toContain('5.1.1 No such person here')
  expect(await found(queuedBefore)).toMatchObject({ state: 'suppressed', fault: 'address_suppressed', tries: 0 })
  expect(await found(other)).toMatchObject({ state: 'sent' })
  expect(await listSuppressions(database(), { limit: 10 })).toMatchObject([
    { address: 'gone@city.example', why: 'refused' },
  ])

  expect(await found(await queue(digest('d2', 'GONE@city.example')))).toMatchObject({
    state: 'suppressed',
    fault: 'address_suppressed',
  })
  relay.refuse = {}
  expect(await found(await queue(link('k2', 'gone@city.example')))).toMatchObject({ state: 'waiting' })
  await deliver()
  expect(await listSuppressions(database(), { limit: 10 })).toEqual([]) // the relay takes it again
})

test('an address that bounced stays shut when the relay takes a link for it', async () => {
  await insertSuppression(database(), { address: 'gone@city.example', why: 'bounced' })
  await queue(link('k1', 'gone@city.example'))
  await deliver()
  expect(relay.taken).toHaveLength(1)
  expect(await listSuppressions(database(), { limit: 10 })).toMatchObject([{ why: 'bounced' }])
})

test('a relay that refuses us shuts no address: it is tried again when the settings are right', async () => {
  const id = await queue(link('k1'))
  relay.refuse = { recipient: () => ({ code: 554, said: '5.7.1 Relay access denied' }) }
  await deliver()
  expect(await found(id)).toMatchObject({ state: 'waiting', fault: 'relay_refused' })
  relay.refuse = { sender: { code: 550, said: '5.7.1 Sender not allowed' } }
  await later('1 hour')
  expect(await deliver()).toBe('relay_fault')
  expect(await found(id)).toMatchObject({ state: 'waiting', fault: 'relay_refused_sender' })
  expect(await listSuppressions(database(), { limit: 10 })).toEqual([])
  relay.refuse = {}
  await later('1 hour')
  await deliver()
  expect(await found(id)).toMatchObject({ state: 'sent', tries: 3 })
})

test('a wrong password is told as one, and mended without a loss', async () => {
  const guarded = await localRelay({ password: 'right' })
  const id = await queue(link('k1'))
  expect(await deliver(guarded.url.replace('right', 'wrong'))).toBe('relay_fault')
  expect(await found(id)).toMatchObject({ state: 'waiting', fault: 'relay_refused_login' })
  expect((await found(id)).faultSaid).not.toContain('wrong')
  await later('1 hour')
  await deliver(guarded.url)
  expect(await found(id)).toMatchObject({ state: 'sent' })
  await guarded.close()
})

test('a message that is too large is given up at once, its address stays open', async () => {
  const id = await queue({ ...link('k1'), words: { ...WORDS, paragraphs: ['ا'.repeat(100_000)] } })
  await deliver()
  expect(await found(id)).toMatchObject({ state: 'failed', fault: 'too_large', tries: 1 })
  expect(await listSuppressions(database(), { limit: 10 })).toEqual([])
})

test('an address that is none is told without asking the relay', async () => {
  const id = await queue(link('k1', 'a@city.example>\r\nRCPT TO:<b@city.example'))
  await deliver()
  expect(await found(id)).toMatchObject({ state: 'failed', fault: 'address_refused' })
  expect(relay.taken).toEqual([])
})

test('a line that breaks after the message was sent: sent again if it must arrive, never if it may come once', async () => {
  relay.beforeThanks = () => relay.breakLines()
  const must = await queue(link('k1'))
  await deliver()
  const once_ = await queue(digest('d1'))
  await deliver()
  expect(await found(must)).toMatchObject({ state: 'waiting', fault: 'relay_unreachable', inDoubt: true })
  expect(await found(once_)).toMatchObject({ state: 'failed', fault: 'not_known_whether_sent', inDoubt: true })
  relay.beforeThanks = () => {}
  await later('1 hour')
  await deliver()
  expect(relay.taken.map(({ raw }) => raw.includes('List-Unsubscribe'))).toEqual([false, true, false])
  expect(await found(must)).toMatchObject({ state: 'sent', inDoubt: true })
  expect(await countMail(database())).toEqual([
    { promise: 'at_least_once', state: 'sent', count: 1, inDoubt: 1 },
    { promise: 'at_most_once', state: 'failed', count: 1, inDoubt: 1 },
  ])
})

/** A process of its own, ended hard by whoever calls `end`. */
function another(): { child: ChildProcess; end: () => Promise<void>; ended: Promise<unknown> } {
  const child = spawn(process.execPath, ['src/platform/mail/testing/deliver-once.ts', database.url, relay.url], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  return { child, ended, end: async () => void (child.kill('SIGKILL'), await ended) }
}

test('killed after sending, before marking: sign-in mail comes again with the same Message-ID', async () => {
  const id = await queue(link('k1'))
  const killed = another()
  relay.beforeThanks = killed.end
  await killed.ended
  expect(killed.child.signalCode).toBe('SIGKILL')
  expect(relay.taken).toHaveLength(1)

  relay.beforeThanks = () => {}
  await deliver()
  expect(relay.taken).toHaveLength(1) // the other might still be at it
  await later('3 minutes')
  await deliver()
  expect(relay.taken).toHaveLength(2)
  expect(headOf(relay.taken[1]!, 'Message-ID')).toBe(headOf(relay.taken[0]!, 'Message-ID'))
  expect(await found(id)).toMatchObject({ state: 'sent', tries: 2, inDoubt: true })
})

test('killed after marking, before sending: a digest is told as failed after an hour, and never sent', async () => {
  const id = await queue(digest('d1'))
  const killed = another()
  relay.beforeAnything = killed.end
  await killed.ended
  expect(killed.child.signalCode).toBe('SIGKILL')

  relay.beforeAnything = () => {}
  await later('59 minutes')
  await deliver()
  expect(await found(id)).toMatchObject({ state: 'sending' })
  await later('2 minutes')
  expect(await takeNext(database())).toBeUndefined()
  await deliver()
  expect(await found(id)).toMatchObject({ state: 'failed', fault: 'not_known_whether_sent', inDoubt: true })
  await later('2 days')
  await deliver()
  expect(relay.taken).toEqual([])
})

test('a try that was given up for dead cannot write over the one that followed', async () => {
  const id = await queue(link('k1'))
  let slow: () => void = () => {}
  relay.beforeThanks = () => new Promise((go) => (slow = go))
  const first = deliver()
  await until(() => relay.taken.length === 1)
  await later('3 minutes')
  const second = await takeNext(database())
  slow()
  await first
  expect(second).toMatchObject({ id, tries: 2 })
  expect(await found(id)).toMatchObject({ state: 'sending', tries: 2 })
})

test('two processes and two more at once send each mail once', async () => {
  for (let each = 0; each < 40; each++) await queue(each % 2 ? link(`k${each}`) : digest(`d${each}`))
  const others = [another(), another()]
  await Promise.all([deliver(), deliver(), ...others.map(({ ended }) => ended)])
  const ids = relay.taken.map((each) => headOf(each, 'Message-ID'))
  expect(ids).toHaveLength(40)
  expect(new Set(ids).size).toBe(40)
})

test('sign-in mail goes before digests that waited longer', async () => {
  for (let each = 0; each < 3; each++) await queue(digest(`d${each}`))
  await queue(link('k1'))
  await deliver()
  expect(headOf(relay.taken[0]!, 'List-Unsubscribe')).toBeUndefined()
})

test('what is rolled back is not sent, and its occasion may still come', async () => {
  await expect(
    database()
      .transaction()
      .execute(async (trx) => {
        await queueMail(trx, link('k1'))
        throw new Error('not stored')
      }),
  ).rejects.toThrow('not stored')
  await deliver()
  expect(relay.taken).toEqual([])
  expect(await queueMail(database(), link('k1'))).not.toBeNull()
})

test('an occasion has one mail', async () => {
  expect(await queueMail(database(), link('k1'))).not.toBeNull()
  expect(await queueMail(database(), link('k1'))).toBeNull()
  await deliver()
  expect(await queueMail(database(), link('k1'))).toBeNull()
  await deliver()
  expect(relay.taken).toHaveLength(1)
})

test('a running delivery takes a new mail within two seconds, outlives a fault and stops', async () => {
  const stop = startDelivery(database(), configOf(relay.url), SAID)
  await new Promise((go) => setTimeout(go, 300))
  await queue(link('k1'))
  const began = performance.now()
  await until(() => relay.taken.length === 1)
  expect(performance.now() - began).toBeLessThan(2000)

  await sql`alter table mail rename to mail_away`.execute(database())
  await new Promise((go) => setTimeout(go, 1500))
  await sql`alter table mail_away rename to mail`.execute(database())
  await queue(link('k2'))
  await until(() => relay.taken.length === 2)
  await stop()

  await queue(link('k3'))
  await new Promise((go) => setTimeout(go, 1500))
  expect(relay.taken).toHaveLength(2)
})

test('the log of mail is read newest first, by key', async () => {
  const ids = []
  for (let each = 0; each < 5; each++) ids.unshift(await queue(link(`k${each}`)))
  const first = await listMail(database(), { limit: 3 })
  const rest = await listMail(database(), { limit: 3, after: first.at(-1)!.id })
  expect([...first, ...rest].map(({ id }) => id)).toEqual(ids)
  expect(first).toHaveLength(3)
  expect(await listMail(database(), { limit: 10, after: 'no key' })).toHaveLength(5)
  expect(await findMail(database(), 'no key')).toBeUndefined()
})

test('the product’s own inbox holds what stayed here, and nothing that left', async () => {
  const stayed = await queue(link('k1'))
  await deliver(null)
  await queue(link('k2'))
  await deliver()
  await queue(link('k3'))
  expect(await listInbox(database(), { limit: 10 })).toMatchObject([{ id: stayed, words: WORDS }])
})

async function until(met: () => boolean): Promise<void> {
  for (const end = performance.now() + 15_000; !met();) {
    if (performance.now() > end) throw new Error('It did not happen within fifteen seconds')
    await new Promise((go) => setTimeout(go, 10))
  }
}
