/** Reports on the real database: sent, followed, decided, appealed; and what nobody learns of whoever reported. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { together } from '#platform/database/together.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { appealAsOwner, appealAsReporter } from './appeal-report.server.ts'
import { findReportIdOf } from './report-code.server.ts'
import { whyNotSeeReport } from './report.access.ts'
import { readReportQuery } from './report.query.ts'
import { countWaiting, findReport, listReports } from './report.queries.server.ts'
import { readReport, type ReportKind } from './report.ts'
import { ownerView, reporterView, reviewerView } from './report-view.ts'
import { thingAt, withoutQuery } from './reported-path.ts'
import {
  closeReport,
  decideAppeal,
  decideReport,
  hideReported,
  lookAt,
  strikeReported,
} from './review-report.server.ts'
import { sendReport } from './send-report.server.ts'
import { itemId, sampleActor, type SampleActor } from './testing/sample-actor.ts'

const db = testDatabase(withSample)
const NOW = new Date('2026-11-24T09:00:00Z')
const LATER = new Date('2026-12-25T09:00:01Z')
const WORDS = 'zqxwords I am the neighbour of the one named in the second paragraph'
const EMAIL = 'zqxreporter@neighbour.example'
const PRACTICE = 'demo-marsa-lawz'

let [officer, safeguards, hub, focal]: SampleActor[] = []
const who = () => {
  if (!officer || !safeguards || !hub || !focal) throw new Error('nobody')
  return { officer, safeguards, hub, focal }
}
beforeEach(async () => {
  officer = await sampleActor(db(), 'demo-p-laurier')
  safeguards = await sampleActor(db(), 'demo-p-harbour')
  hub = await sampleActor(db(), 'demo-p-atlas')
  focal = await sampleActor(db(), 'demo-p-rassif')
})

type Sent = {
  kind?: ReportKind
  path?: string
  words?: string
  email?: string | null
  personId?: string | null
  network?: string
}
async function send({
  kind = 'safety',
  path = `/en/cities/${PRACTICE}`,
  words = WORDS,
  email = EMAIL,
  ...more
}: Sent = {}) {
  const sent = await sendReport(db(), {
    kind,
    path,
    words,
    email,
    language: 'en',
    personId: null,
    network: 'n',
    ...more,
  })
  return sent.ok ? sent.value : expect.fail(sent.reason)
}
const state = async (id: string) => (await findReport(db(), id))?.state
const labelOf = async (slug: string) =>
  (await db().selectFrom('item').select('label').where('slug', '=', slug).executeTakeFirstOrThrow()).label
const mails = async () =>
  (
    await sql<{ address: string; words: string; key: string }>`
      select address, words::text, key from mail where occasion = 'report_news' order by id`.execute(db())
  ).rows
const lookedAt = async (sent: Sent = {}) => {
  const { id, code } = await send(sent)
  expect(await lookAt(db(), who().officer, { id, now: NOW })).toEqual({ ok: true, value: null })
  return { id, code }
}
const decide = (id: string, by = who().officer, decision: 'upheld' | 'not_upheld' = 'upheld') =>
  decideReport(db(), by, { id, now: NOW, decision, reasons: 'It tells where somebody lives.' })

describe('sending', () => {
  test('what is missing or cannot be is said', () => {
    const typed = { kind: 'safety', words: 'x', email: '' }
    expect(readReport({ ...typed, email: ' Me@Home.example ' })).toEqual({
      ok: true,
      value: { kind: 'safety', words: 'x', email: 'me@home.example' },
    })
    for (const [more, reason] of [
      [{ kind: 'anger' }, 'kind_missing'],
      [{ words: ' \n' }, 'words_missing'],
      [{ words: 'x'.repeat(4_001) }, 'too_long'],
      [{ email: 'me' }, 'email_wrong'],
      [{ email: 'me@home.example\nBcc: you@home.example' }, 'email_wrong'],
    ] as const)
      expect(readReport({ ...typed, ...more })).toEqual({ ok: false, reason })
  })

  test('a page is resolved to the thing that it shows, whoever may see it; what was asked of the page is not kept', async () => {
    expect(thingAt('/fr/vocabulary/challenges/polarisation')).toEqual({ kind: 'term', slug: 'challenges/polarisation' })
    expect(thingAt('/ar/practices/kumanovo-cat/fit?ask=x')).toEqual({ kind: 'practice', slug: 'kumanovo-cat' })
    expect([
      thingAt('/en/cities'),
      thingAt('/en/vocabulary/factors'),
      thingAt('/en/cities/<b>'),
      thingAt('/en'),
    ]).toEqual([null, null, null, null])
    expect(withoutQuery('/en/search?q=a name#x')).toBe('/en/search')
    const { id } = await send({ path: '/en/search?q=zqxname' })
    expect(await findReport(db(), id)).toMatchObject({ path: '/en/search', hasItem: false })
    await updateLabel(
      db(),
      { kind: 'system', job: 'test' },
      { itemId: await itemId(db(), PRACTICE), label: 'team', why: '' },
    )
    expect(await findReport(db(), (await send()).id)).toMatchObject({
      hasItem: true,
      ownerId: await itemId(db(), PRACTICE),
    })
  })

  test('the code is long, new each time, and kept as a digest alone', async () => {
    const [one, two] = [await send(), await send({ words: 'other words' })]
    expect(one.code).toMatch(/^[A-Za-z0-9_-]{27}$/)
    expect(one.code).not.toBe(two.code)
    expect(await findReportIdOf(db(), one.code)).toBe(one.id)
    for (const guess of ['', one.code.slice(0, 26), `${one.code}A`, one.code.toLowerCase(), one.id])
      expect(await findReportIdOf(db(), guess)).toBeUndefined()
    const { rows } = await sql<{ hit: boolean }>`
      select exists (select from report each where strpos(each::text, ${one.code}) > 0)
        or exists (select from report_code each where strpos(convert_from(decode(encode(each.digest, 'hex'), 'escape'), 'LATIN1'), ${one.code}) > 0) as hit`.execute(
      db(),
    )
    expect(rows[0]?.hit).toBe(false)
  })

  test('the same words on the same page within a minute are one report, which both codes follow', async () => {
    const [first, again] = [await send(), await send()]
    expect([again.id, again.again, first.again]).toEqual([first.id, true, false])
    expect(await findReportIdOf(db(), again.code)).toBe(first.id)
    expect((await send({ path: '/en/cities' })).id).not.toBe(first.id)
    expect((await send({ email: null })).id).not.toBe(first.id)
    await sql`update report set created_at = created_at - interval '61 seconds' where id = ${first.id}`.execute(db())
    expect((await send()).id).not.toBe(first.id)
  })

  test('from one network only so many an hour; another network is not held up', async () => {
    for (let sent = 0; sent < 20; sent++) await send({ words: `report ${sent}`, network: 'one' })
    expect(
      await sendReport(db(), {
        kind: 'other',
        path: '/en',
        words: 'x',
        email: null,
        language: 'en',
        personId: null,
        network: 'one',
      }),
    ).toEqual({ ok: false, reason: 'too_often' })
    await send({ network: 'another' })
  })
})

describe('the queue', () => {
  test('SQL and policy agree on who reads which report', async () => {
    const made = [
      await send(),
      await send({ path: '/en/cities/demo-bjerkhavn' }),
      await send({ path: '/en/search' }),
      await send({ words: 'mine', personId: who().safeguards.id, email: null }),
    ]
    const seated = { ...who().officer, seats: [...who().officer.seats, ...who().focal.seats] }
    for (const actor of [who().officer, who().safeguards, who().hub, who().focal, seated]) {
      const listed = await listReports(db(), actor, { ...readReportQuery(new URLSearchParams()), now: NOW, limit: 50 })
      const may = []
      for (const { id } of made) {
        const report = await findReport(db(), id)
        if (report && whyNotSeeReport(actor, report) === null) may.push(id)
      }
      expect(listed.map(({ id }) => id)).toEqual(may)
      expect(await countWaiting(db(), actor)).toBe(may.length)
    }
    const hubs = await listReports(db(), who().hub, { ...readReportQuery(new URLSearchParams()), now: NOW, limit: 50 })
    expect(hubs.map(({ id }) => id)).toEqual([made[0]?.id, made[3]?.id])
  })

  test('is narrowed by state, kind and age, and goes on by key', async () => {
    const [one, two] = [await send(), await send({ kind: 'other', words: 'other' })]
    await lookAt(db(), who().officer, { id: two.id, now: NOW })
    await sql`update report set created_at = '2026-11-10' where id = ${one.id}`.execute(db())
    const ids = async (search: string) =>
      (
        await listReports(db(), who().officer, { ...readReportQuery(new URLSearchParams(search)), now: NOW, limit: 50 })
      ).map(({ id }) => id)
    expect(await ids('')).toEqual([one.id, two.id])
    expect(await ids('state=looked_at')).toEqual([two.id])
    expect(await ids('kind=safety')).toEqual([one.id])
    expect(await ids('age=week')).toEqual([one.id])
    expect(await ids('age=month')).toEqual([])
    expect(await ids(`after=${one.id}`)).toEqual([two.id])
    expect(await ids('state=nonsense&kind=x&age=y&after=z')).toEqual([one.id, two.id])
  })
})

describe('deciding', () => {
  test('takes reasons, writes who decided, and tells whoever asked to hear, with a code of its own and nothing else', async () => {
    const { id, code } = await lookedAt()
    expect(await decideReport(db(), who().officer, { id, now: NOW, decision: 'upheld', reasons: ' ' })).toEqual({
      ok: false,
      reason: 'reasons_missing',
    })
    expect(await decide(id)).toEqual({ ok: true, value: null })
    const [mail, ...more] = await mails()
    expect([mail?.address, more.length]).toEqual([EMAIL, 0])
    expect(mail?.words).not.toMatch(/zqx|Marsa|lives|safety|danger/i)
    const sentCode = /report\/([A-Za-z0-9_-]{27})/.exec(mail?.words ?? '')?.[1] ?? ''
    expect(sentCode).not.toBe(code)
    expect(await findReportIdOf(db(), sentCode)).toBe(id)
  })

  test('a second decision finds the first', async () => {
    const { id } = await lookedAt()
    await decide(id)
    expect(await decide(id, who().safeguards, 'not_upheld')).toEqual({ ok: false, reason: 'not_now' })
    expect((await findReport(db(), id))?.decision).toBe('upheld')
  })

  test('whoever left no address is written nothing', async () => {
    await decide((await lookedAt({ email: null })).id)
    expect(await mails()).toEqual([])
  })

  test('hidden at once and everywhere; the owner is told; not upheld, it is shown again as it was', async () => {
    const { id } = await send()
    expect(await hideReported(db(), who().hub, { id })).toEqual({ ok: true, value: null })
    expect(await labelOf(PRACTICE)).toBe('team')
    expect(await hideReported(db(), who().hub, { id })).toEqual({ ok: false, reason: 'hidden_already' })
    // no import and no form shows it while the report is open
    await updateLabel(db(), who().focal, { itemId: await itemId(db(), PRACTICE), label: 'public', why: 'x' })
    expect(await labelOf(PRACTICE)).toBe('team')
    await lookAt(db(), who().hub, { id, now: NOW })
    await decide(id, who().hub, 'not_upheld')
    expect(await labelOf(PRACTICE)).toBe('public')
    expect((await mails()).map(({ address }) => address)).toEqual([
      'demo-p-rassif@demonstration.invalid',
      EMAIL,
      'demo-p-rassif@demonstration.invalid',
    ])
  })

  test('upheld, it stays hidden', async () => {
    const { id } = await lookedAt()
    await hideReported(db(), who().officer, { id })
    await decide(id)
    expect(await labelOf(PRACTICE)).toBe('team')
  })

  test('what is struck out of the thing leaves the words of the report too', async () => {
    const { id } = await send({ kind: 'personal_data', words: 'It says Zqxname Zqxfamily lives there' })
    const city = await itemId(db(), PRACTICE)
    await sql`update item_text set summary = 'Ask Zqxname Zqxfamily' where item_id = ${city} and language = 'en'`.execute(
      db(),
    )
    const strike = (text: string, why = 'a person is named') => strikeReported(db(), who().officer, { id, text, why })
    expect(await strike('not there at all')).toEqual({ ok: false, reason: 'not_found_in_it' })
    expect(await strike('Zqxname Zqxfamily', ' ')).toEqual({ ok: false, reason: 'reasons_missing' })
    expect(await strike('Zqxname Zqxfamily')).toEqual({ ok: true, value: 1 })
    expect(await findReport(db(), id)).toMatchObject({ words: 'It says ▇▇▇ lives there', struck: 1 })
    expect(await mails()).toHaveLength(1)
  })
})

describe('an appeal', () => {
  test('of the reporter: once, with reasons, decided by somebody else, and then who it was is forgotten', async () => {
    const { id } = await lookedAt()
    await decide(id, who().officer, 'not_upheld')
    expect(await appealAsReporter(db(), { id, words: '', now: NOW })).toEqual({ ok: false, reason: 'reasons_missing' })
    expect(await appealAsReporter(db(), { id, words: 'Look again', now: LATER })).toEqual({
      ok: false,
      reason: 'appeal_time_over',
    })
    expect(await appealAsReporter(db(), { id, words: 'Look again', now: NOW })).toEqual({ ok: true, value: null })
    expect(await appealAsOwner(db(), who().focal, { id, words: 'And we', now: NOW })).toEqual({
      ok: false,
      reason: 'not_now',
    })
    const appeal = { id, now: NOW, decision: 'upheld', reasons: 'It does tell.' } as const
    expect(await decideAppeal(db(), who().officer, appeal)).toEqual({ ok: false, reason: 'decided_it_first' })
    expect(await countWaiting(db(), who().officer)).toBe(0)
    expect(await countWaiting(db(), who().safeguards)).toBe(1)
    expect(await decideAppeal(db(), who().safeguards, appeal)).toEqual({ ok: true, value: null })
    expect(await findReport(db(), id)).toMatchObject({ state: 'closed', appealDecision: 'upheld', canHear: false })
    expect((await mails()).map(({ address }) => address)).toEqual([EMAIL, EMAIL])
  })

  test('that the same person decided both is refused by the database itself', async () => {
    const { id } = await lookedAt()
    await decide(id)
    await expect(
      together(db(), (open) =>
        sql`update report set appeal_decision = 'upheld', appeal_reasons = 'x', appeal_decided_by = decided_by where id = ${id}`.execute(
          open,
        ),
      ),
    ).rejects.toThrow('check')
  })

  test('of the owner’s focal point; an overturned one shows again what was hidden', async () => {
    const { id } = await lookedAt()
    await hideReported(db(), who().officer, { id })
    await decide(id)
    const other = await sampleActor(db(), 'demo-p-havnes')
    expect(await appealAsOwner(db(), other, { id, words: 'x', now: NOW })).toEqual({ ok: false, reason: 'not_yours' })
    expect(await appealAsOwner(db(), who().focal, { id, words: 'It is public.', now: NOW })).toEqual({
      ok: true,
      value: null,
    })
    await decideAppeal(db(), who().hub, { id, now: NOW, decision: 'not_upheld', reasons: 'It is.' })
    expect(await labelOf(PRACTICE)).toBe('public')
  })

  test('when its time is over the report is closed, and the address is gone', async () => {
    const { id } = await lookedAt()
    await decide(id)
    expect(await closeReport(db(), who().hub, { id, now: NOW })).toEqual({ ok: false, reason: 'appeal_time_runs' })
    expect(await closeReport(db(), who().hub, { id, now: LATER })).toEqual({ ok: true, value: null })
    expect(await state(id)).toBe('closed')
    const { rows } = await sql<{
      hit: boolean
    }>`select exists (select from report where email is not null) as hit`.execute(db())
    expect(rows[0]?.hit).toBe(false)
  })
})

describe('who reported', () => {
  test('is in nothing that the city concerned reads: its page, its mails, its audit', async () => {
    const { id } = await lookedAt({ personId: who().safeguards.id })
    await hideReported(db(), who().officer, { id })
    await decide(id)
    await appealAsReporter(db(), { id, words: 'zqxwords once more', now: NOW })
    await decideAppeal(db(), who().hub, { id, now: NOW, decision: 'upheld', reasons: 'It does tell.' })
    const report = (await findReport(db(), id)) ?? expect.fail('gone')
    const theirs = (await mails()).filter(({ address }) => address.startsWith('demo-p-rassif'))
    expect(theirs).toHaveLength(3)
    const { rows: audit } =
      await sql`select * from audit_entry where item_id = ${await itemId(db(), PRACTICE)}`.execute(db())
    expect(audit.length).toBeGreaterThan(0)
    for (const read of [ownerView(report), theirs, audit]) {
      const text = JSON.stringify(read)
      expect(text).not.toMatch(/zqx/i)
      expect(text).not.toContain(who().safeguards.id)
    }
    expect(Object.keys(ownerView(report))).not.toContain('createdAt')
  })

  test('is shown to those who decide only as far as they said: their words, never the address or account', async () => {
    const { id } = await send({ personId: who().focal.id })
    const text = JSON.stringify(reviewerView((await findReport(db(), id)) ?? expect.fail('gone')))
    expect(text).toContain('zqxwords')
    expect(text).not.toContain(EMAIL)
    expect(text).not.toContain(who().focal.id)
  })

  test('a code shows what became of it, not what was written', async () => {
    const { id } = await lookedAt()
    const report = (await findReport(db(), id)) ?? expect.fail('gone')
    expect(JSON.stringify(reporterView(report))).not.toMatch(/zqx/)
  })
})
