import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { MailWords, NewMail } from '#platform/mail/mail.ts'
import { VISITOR } from '#features/registry/actor.ts'
import type { NoticeKind } from './notice.ts'
import { countUnseen, listNotices, markSeen, markUnseen, retractNotices } from './notice.queries.server.ts'
import { noticeSaid } from './notice-says.ts'
import { findReader, saveWishes, type Reader } from './reader.queries.server.ts'
import { NO_WISHES, type Wishes } from './rhythm.ts'
import { composeDigest, sendDigests } from './send-digests.server.ts'
import { tell } from './tell.server.ts'
import { findStanding, keepWishes } from './wishes.server.ts'

const db = testDatabase(withSample)

const idOf = async (slug: string) =>
  (await sql<{ id: string }>`select id from item where slug = ${slug}`.execute(db())).rows[0]?.id ?? expect.fail(slug)
async function personOf(key: string): Promise<Reader> {
  const { rows } = await sql<{
    id: string
  }>`select id from person where email = ${`${key}@demonstration.invalid`}`.execute(db())
  return (await findReader(db(), rows[0]?.id ?? '')) ?? expect.fail(key)
}
const rassif = () => personOf('demo-p-rassif')
const wish = async (reader: Reader, wishes: Partial<Wishes>) => saveWishes(db(), reader.id, { ...NO_WISHES, ...wishes })
const allDay = { from: 0, until: 1410 }

const words: MailWords = { subject: 's', paragraphs: ['p'], foot: 'f' }
const mailOf =
  (occasion: 'seat_news' | 'organisation_news', key: string) =>
  (to: NewMail['to']): NewMail => ({ occasion, key, to, words })

async function say(reader: Reader, told: { kind: NoticeKind; of?: string; item?: string | null; place?: string }) {
  const occasion = told.kind.startsWith('seat') ? 'seat_news' : 'organisation_news'
  const [of, itemId] = [
    told.of ?? newKey(),
    told.item === null ? null : await idOf(told.item ?? 'demo-org-dar-al-mazad'),
  ]
  const placeId = told.place ? await idOf(told.place) : null
  await tell(db(), { of, personId: reader.id, kind: told.kind, itemId, placeId }, mailOf(occasion, of))
}
const listed = async ({ id, actor }: Reader) =>
  (await listNotices(db(), actor, { personId: id, language: 'en', after: null, limit: 50 })).map((line) => line.kind)
const mails = async () =>
  (
    await sql<{
      occasion: string
      waits: boolean
    }>`select occasion, next_at > now() as waits from mail order by id`.execute(db())
  ).rows
const label = (slug: string, to: string) => sql`update item set label = ${to} where slug = ${slug}`.execute(db())

test('the same occasion is told once, with one mail, however often the job runs', async () => {
  const reader = await rassif()
  for (const _ of [1, 2, 3]) await say(reader, { kind: 'organisation_verified', of: 'once' })
  expect(await listed(reader)).toEqual(['organisation_verified'])
  expect(await mails()).toEqual([{ occasion: 'organisation_news', waits: false }])
})

test('safety goes out in quiet hours and pauses; what is not waits for their end, or for a digest', async () => {
  const reader = await rassif()
  await wish(reader, { rhythm: { ...NO_WISHES.rhythm, quiet: allDay } })
  await say(reader, { kind: 'seat_given' })
  await say(reader, { kind: 'organisation_verified' })
  await wish(reader, { rhythm: { ...NO_WISHES.rhythm, pausedUntil: '2999-01-01' } })
  await say(reader, { kind: 'seat_ended' })
  await say(reader, { kind: 'organisation_put_back' })
  const { zone } = reader
  const quietNow = new Date().toLocaleTimeString('en-GB', { timeZone: zone }) < '23:30'
  expect(await mails()).toEqual([
    { occasion: 'seat_news', waits: false },
    { occasion: 'organisation_news', waits: quietNow },
    { occasion: 'seat_news', waits: false },
  ])
  const { rows } = await sql<{ channel: string }>`select channel from notice order by id`.execute(db())
  expect(rows.map(({ channel }) => channel)).toEqual(['mail', 'mail', 'mail', 'digest'])
})

test('whoever chose only here gets no mail, and stands on the page', async () => {
  const reader = await rassif()
  await wish(reader, { choices: { organisations: 'here' } })
  await say(reader, { kind: 'organisation_verified' })
  expect(await mails()).toEqual([])
  expect(await listed(reader)).toEqual(['organisation_verified'])
})

test('what its reader may no longer see is in no list, no count and no digest, and comes back with its label', async () => {
  const reader = await rassif()
  await say(reader, { kind: 'answers_released', place: 'demo-marsa-lawz' })
  const seen = async () => [
    await listed(reader),
    await countUnseen(db(), reader.actor, reader.id),
    (await composeDigest(db(), reader, new Date(Date.now() + 1000)))?.paragraphs.length ?? 0,
  ]
  expect(await seen()).toEqual([['answers_released'], 1, 2])
  await label('demo-org-dar-al-mazad', 'team')
  expect(await seen()).toEqual([[], 0, 0])
  await markSeen(db(), reader.actor, { personId: reader.id, which: 'all', at: new Date() })
  await label('demo-org-dar-al-mazad', 'public')
  expect(await seen()).toEqual([['answers_released'], 1, 2])
})

test('whoever lost a seat hears of it, and the place is named only while it may be seen', async () => {
  const reader = await rassif()
  await say(reader, { kind: 'seat_ended', item: 'demo-bjerkhavn' })
  const text = async () => {
    const lines = await listNotices(db(), reader.actor, { personId: reader.id, language: 'fr', after: null, limit: 5 })
    return lines.map((line) => noticeSaid(line, 'fr').text)
  }
  expect(await text()).toEqual(['Une place a pris fin\u202f: Bjerkhavn'])
  await label('demo-bjerkhavn', 'team')
  expect(await text()).toEqual(['Une place a pris fin\u202f: un lieu du réseau'])
})

test('a mail names only what everybody may see', async () => {
  const reader = await rassif()
  await say(reader, { kind: 'answers_released', place: 'demo-marsa-lawz' })
  const lines = async () => (await composeDigest(db(), reader, new Date(Date.now() + 1000)))?.paragraphs[1]
  expect(await lines()).toMatch(/Mazad|المزاد/)
  await label('demo-org-dar-al-mazad', 'network')
  expect(await lines()).not.toMatch(/Mazad|مزاد/)
  expect(await listed(reader)).toEqual(['answers_released'])
})

test('marked as read, and taken back: one, and all of one moment', async () => {
  const reader = await rassif()
  for (const _ of [1, 2, 3]) await say(reader, { kind: 'organisation_verified' })
  const count = () => countUnseen(db(), reader.actor, reader.id)
  const [first] = await listNotices(db(), reader.actor, { personId: reader.id, language: 'en', after: null, limit: 1 })
  await markSeen(db(), reader.actor, { personId: reader.id, which: first?.id ?? '', at: new Date() })
  expect(await count()).toBe(2)
  const at = new Date(Date.now() + 5)
  await markSeen(db(), reader.actor, { personId: reader.id, which: 'all', at })
  expect(await count()).toBe(0)
  await markUnseen(db(), { personId: reader.id, which: { at } })
  expect(await count()).toBe(2)
})

test('nobody reads or marks what is somebody else’s', async () => {
  const [reader, other] = [await rassif(), await personOf('demo-p-havnes')]
  await say(reader, { kind: 'organisation_verified' })
  const [line] = await listNotices(db(), reader.actor, { personId: reader.id, language: 'en', after: null, limit: 1 })
  expect(await listed(other)).toEqual([])
  await markSeen(db(), other.actor, { personId: other.id, which: line?.id ?? '', at: new Date() })
  expect(await countUnseen(db(), reader.actor, reader.id)).toBe(1)
  expect(await countUnseen(db(), VISITOR, reader.id)).toBe(1)
})

test('what was withdrawn is told no more', async () => {
  const reader = await rassif()
  await say(reader, { kind: 'answers_released', place: 'demo-marsa-lawz' })
  const [itemId, placeId] = [await idOf('demo-org-dar-al-mazad'), await idOf('demo-marsa-lawz')]
  await retractNotices(db(), { kinds: ['answers_released'], itemId, placeId })
  expect(await listed(reader)).toEqual([])
})

test('a digest holds what was told before its morning, once; the next one holds the rest', async () => {
  const reader = await rassif()
  await wish(reader, { rhythm: { ...NO_WISHES.rhythm, every: 'day' } })
  await say(reader, { kind: 'answers_released', of: 'early', place: 'demo-marsa-lawz' })
  const days = (count: number) => new Date(Date.now() + count * 86_400_000)
  expect(await sendDigests(db(), new Date(Date.now() - 86_400_000))).toBe(0)
  expect([await sendDigests(db(), days(1)), await sendDigests(db(), days(1))]).toEqual([1, 0])
  await say(reader, { kind: 'answers_released', of: 'late', place: 'demo-marsa-lawz' })
  expect([
    await sendDigests(db(), days(1)),
    await sendDigests(db(), days(2)),
    await sendDigests(db(), days(3)),
  ]).toEqual([0, 1, 0])
  const { rows } = await sql<{
    promise: string
    words: { paragraphs: string[]; stop?: string }
  }>`select promise, words from mail where occasion = 'digest'`.execute(db())
  expect(rows.map(({ promise, words: { paragraphs, stop } }) => [promise, paragraphs.length, typeof stop])).toEqual([
    ['at_most_once', 2, 'string'],
    ['at_most_once', 2, 'string'],
  ])
})

test('whoever pauses gets no digest, and what waited comes after', async () => {
  const reader = await rassif()
  await say(reader, { kind: 'answers_released', place: 'demo-marsa-lawz' })
  await wish(reader, { rhythm: { ...NO_WISHES.rhythm, every: 'day', pausedUntil: '2999-01-01' } })
  const later = new Date(Date.now() + 2 * 86_400_000)
  expect(await sendDigests(db(), later)).toBe(0)
  await wish(reader, { rhythm: { ...NO_WISHES.rhythm, every: 'day' } })
  expect(await sendDigests(db(), later)).toBe(1)
})

test('what a link stopped reads as only here, stays so when something else is saved, and comes again when it is chosen', async () => {
  const reader = await rassif()
  await sql`insert into mail_opt_out (address, occasion) values (${reader.address}, 'digest')`.execute(db())
  const stands = async () => (await findStanding(db(), reader.id)) ?? expect.fail('gone')
  expect(await stands()).toMatchObject({ channels: { answers: 'here', organisations: 'mail' }, stopped: ['digest'] })
  await keepWishes(db(), reader, { ...NO_WISHES, choices: { answers: 'here' } })
  expect((await sql`select from mail_opt_out`.execute(db())).rows).toHaveLength(1)
  await keepWishes(db(), reader, { ...NO_WISHES, choices: { answers: 'digest' } })
  expect(await stands()).toMatchObject({ channels: { answers: 'digest' }, stopped: [] })
})

test('nobody is told who is erased', async () => {
  const reader = await rassif()
  await sql`update person set erased_at = now(), email = null, name = null where id = ${reader.id}`.execute(db())
  await say(reader, { kind: 'seat_ended' })
  expect((await sql`select from notice`.execute(db())).rows).toEqual([])
})
