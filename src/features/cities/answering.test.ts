import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { findEpoch } from '#features/registry/item.queries.server.ts'
import type { Role } from '#features/registry/seat.ts'
import { findNewest, listBook, listHistory } from './answer-book.queries.server.ts'
import type { AnswerTold } from './answer-input.ts'
import { isSpeaker, respondentOf, speakerOf, type Sitting, type Speaker } from './answering.access.ts'
import { confirmAnswer, giveAnswer, releaseAnswers, showAnswerTo, withdrawAnswer } from './answering.server.ts'
import { listAnswers } from './city-answer.queries.server.ts'
import { findOldAnswers, oldBefore } from './old-answers.queries.server.ts'

const db = testDatabase(withSample)
const TODAY = '2026-11-24'
const CITY = 'demo-marsa-lawz'
const ORGANISATION = 'demo-org-dar-al-mazad'
/** In the sample: public, by the administration, "being_written", 2026-09-30; and nothing by civil society. */
const FACTOR = 'gov.plan'

async function idOf(slug: string): Promise<string> {
  const row = await db().selectFrom('item').select('id').where('slug', '=', slug).executeTakeFirst()
  return row?.id ?? expect.fail(slug)
}
async function seatOf(place: 'city' | 'organisation', role: Role) {
  const sitting: Sitting = { place, role, placeId: await idOf(place === 'city' ? CITY : ORGANISATION) }
  const actor: Actor = {
    kind: 'person',
    id: `${place}-${role}`,
    seats: [{ ...sitting, region: 'mena' }],
    regions: [],
    assurance: 'two',
  }
  const works = { respondent: respondentOf(['civil_society']) }
  const speaker = speakerOf(sitting, { cityId: await idOf(CITY), partner: place === 'organisation' ? works : null })
  return { sitting, actor, speaker: isSpeaker(speaker) ? speaker : null }
}
const ofCity = (role: Role = 'focal_point') => seatOf('city', role)
const ofPartner = (role: Role = 'representative') => seatOf('organisation', role)

const TOLD: AnswerTold = { label: 'public', how: 'group', confidence: 'high', day: TODAY, note: null, readers: [] }
type Who = { actor: Actor; speaker: Speaker | null }
const speakerIn = ({ speaker }: Who) => speaker ?? expect.fail('does not speak')
async function newestOf(who: Who, factor = FACTOR) {
  const { respondent, organisationId } = speakerIn(who)
  return findNewest(db(), { cityId: await idOf(CITY), factor, respondent, organisationId })
}
/** As a form would that was opened just now, or that read what `read` says. */
async function give(who: Who, step: string, told: Partial<AnswerTold> = {}, read?: string | null, factor = FACTOR) {
  return giveAnswer(db(), who.actor, {
    cityId: await idOf(CITY),
    factor,
    speaker: speakerIn(who),
    chosen: { state: 'answered', value: [step] },
    told: { ...TOLD, ...told },
    language: 'en',
    read: read === undefined ? ((await newestOf(who, factor)).newest?.id ?? null) : read,
  })
}
async function show(who: Who & { sitting: Sitting }, id: string, label: Exclude<Label, 'cities'>) {
  return showAnswerTo(db(), who.actor, { seat: who.sitting, cityId: await idOf(CITY), id, label })
}
const rows = async () =>
  (await sql<{ count: number }>`select count(*)::int as count from city_answer`.execute(db())).rows[0]?.count ?? 0
/** What a reader is shown on the question: respondent and value. */
async function seenBy(actor: Actor, factor = FACTOR): Promise<string[]> {
  const answers = await listAnswers(db(), actor, await idOf(CITY))
  return answers
    .filter((answer) => answer.factor === factor)
    .map((answer) => `${answer.respondent} ${answer.value.join('+') || answer.state}`)
}

test('an answer is kept, counts for everybody it is shown to, and raises the counter of public changes', async () => {
  const [who, epoch] = [await ofCity(), await findEpoch(db())]
  expect(await give(who, 'adopted')).toEqual({ ok: true, value: 'new' })
  expect(await seenBy(VISITOR)).toEqual(['administration adopted'])
  expect(await findEpoch(db())).toBe(epoch + 1)
})

test('an answer for the team alone changes nothing for everybody, not even the counter', async () => {
  const who = await ofCity()
  const factor = 'srv.protection' // team in the sample and by default
  const [epoch, seen] = [await findEpoch(db()), await seenBy(VISITOR, factor)]
  const steps = await db().selectFrom('factor').select('steps').where('code', '=', factor).executeTakeFirstOrThrow()
  expect(await give(who, steps.steps[0] ?? '', { label: 'team' }, undefined, factor)).toMatchObject({ ok: true })
  expect([await findEpoch(db()), await seenBy(VISITOR, factor)]).toEqual([epoch, seen])
})

test('the same form sent twice makes one row', async () => {
  const who = await ofCity()
  const read = (await newestOf(who)).newest?.id ?? null
  const before = await rows()
  expect(await give(who, 'adopted', {}, read)).toEqual({ ok: true, value: 'new' })
  expect(await give(who, 'adopted', {}, read)).toEqual({ ok: true, value: 'unchanged' })
  expect(await rows()).toBe(before + 1)
})

test('a form that did not know of a newer answer writes nothing; sent again knowing it, it counts', async () => {
  const [who, colleague] = [await ofCity(), await ofCity('editor')]
  const read = (await newestOf(who)).newest?.id ?? null
  expect(await give(colleague, 'none', {}, read)).toMatchObject({ ok: true })
  const before = await rows()
  expect(await give(who, 'adopted', {}, read)).toEqual({ ok: false, reason: 'stale' })
  expect(await rows()).toBe(before)
  expect(await give(who, 'adopted')).toEqual({ ok: true, value: 'new' })
  expect(await seenBy(VISITOR)).toEqual(['administration adopted'])
})

test('an answer of an earlier day than the present one is refused, since it would not count', async () => {
  expect(await give(await ofCity(), 'adopted', { day: '2026-09-29' })).toEqual({
    ok: false,
    reason: 'earlier_than_present',
  })
})

test('an editor answers, and shows it to more people only where the question allows it', async () => {
  const editor = await ofCity('editor')
  const factor = 'gov.police_command' // network in the sample
  const { steps } = await db().selectFrom('factor').select('steps').where('code', '=', factor).executeTakeFirstOrThrow()
  expect(await give(editor, steps[0] ?? '', { label: 'public' }, undefined, factor)).toEqual({
    ok: false,
    reason: 'wider_needs_lead',
  })
  expect(await give(editor, steps[0] ?? '', { label: 'network' }, undefined, factor)).toMatchObject({ ok: true })
  expect(await give(await ofCity(), steps[0] ?? '', { label: 'public' }, undefined, factor)).toMatchObject({ ok: true })
})

test('a narrower answer hides the earlier ones too, and what it says is not told by their absence', async () => {
  const who = await ofCity()
  expect(await seenBy(VISITOR)).toEqual(['administration being_written'])
  expect(await give(who, 'adopted', { label: 'network' })).toMatchObject({ ok: true })
  expect(await seenBy(VISITOR)).toEqual([])
  expect(await seenBy(who.actor)).toEqual(['administration adopted'])
  const history = await listHistory(db(), VISITOR, { cityId: await idOf(CITY), factor: FACTOR, whose: null })
  expect(history).toEqual([])
})

test('a reader shows an answer to fewer people at once, and back to more only the focal point does', async () => {
  const [reader, lead] = [await ofCity('reader'), await ofCity()]
  const id = (await newestOf(lead)).newest?.id ?? ''
  const epoch = await findEpoch(db())
  expect(await show(reader, id, 'team')).toEqual({ ok: true, value: 'new' })
  expect(await seenBy(VISITOR)).toEqual([])
  expect(await seenBy(reader.actor)).toEqual(['administration being_written'])
  expect(await findEpoch(db())).toBe(epoch + 1)
  expect(await show(reader, id, 'team')).toEqual({ ok: true, value: 'unchanged' })
  const lowered = (await newestOf(lead)).newest?.id ?? ''
  expect(await show(reader, lowered, 'public')).toEqual({ ok: false, reason: 'wider_needs_lead' })
  expect(await show(lead, lowered, 'public')).toEqual({ ok: true, value: 'new' })
  expect(await seenBy(VISITOR)).toEqual(['administration being_written'])
})

test('where a city has nobody left, the manager of its hub shows an answer to fewer; while somebody sits there, not', async () => {
  const sitting: Sitting = { place: 'hub', role: 'manager', placeId: await idOf('hub-mena') }
  const hub = { ...(await ofCity()), sitting }
  const { newest } = await newestOf(await ofCity())
  const id = newest?.id ?? expect.fail('no answer')
  expect(await show(hub, id, 'team')).toEqual({ ok: false, reason: 'not_your_answer' })
  await sql`update seat set until = now() where place_id = ${await idOf(CITY)}`.execute(db())
  expect((await listBook(db(), { cityId: await idOf(CITY), whose: 'all_partners' })).map((row) => row.id)).toContain(id)
  expect(await show(hub, id, 'team')).toMatchObject({ ok: true })
  expect(await seenBy(VISITOR)).toEqual([])
  const narrowed = (await newestOf(await ofCity())).newest?.id ?? expect.fail('no answer')
  expect(await show(hub, narrowed, 'public')).toEqual({ ok: false, reason: 'wider_needs_lead' })
})

test('showing to fewer does not wait: an answer that came in between is narrowed with it', async () => {
  const [reader, lead] = [await ofCity('reader'), await ofCity()]
  const id = (await newestOf(lead)).newest?.id ?? ''
  expect(await give(lead, 'adopted')).toMatchObject({ ok: true })
  expect(await show(reader, id, 'team')).toEqual({ ok: true, value: 'new' })
  expect(await seenBy(VISITOR)).toEqual([])
  expect(await seenBy(lead.actor)).toEqual(['administration adopted'])
})

test('still so is one new row of today, however often it is pressed', async () => {
  const who = await ofCity()
  const read = (await newestOf(who)).newest?.id ?? ''
  const asked = { cityId: await idOf(CITY), factor: FACTOR, speaker: speakerIn(who), read, today: TODAY }
  const before = await rows()
  expect(await confirmAnswer(db(), who.actor, asked)).toEqual({ ok: true, value: 'new' })
  expect(await confirmAnswer(db(), who.actor, asked)).toEqual({ ok: true, value: 'unchanged' })
  expect(await rows()).toBe(before + 1)
  expect((await newestOf(who)).newest).toMatchObject({ date: TODAY, value: ['being_written'], label: 'public' })
  await give(who, 'adopted')
  expect(await confirmAnswer(db(), who.actor, asked)).toEqual({ ok: false, reason: 'stale' })
})

test('what a partner answers is its own until released, then stands beside the city’s, until withdrawn', async () => {
  const [city, partner] = [await ofCity(), await ofPartner()]
  const asked = { cityId: await idOf(CITY), factor: FACTOR, speaker: speakerIn(partner) }
  const epoch = await findEpoch(db())
  expect(await give(partner, 'none')).toEqual({ ok: true, value: 'new' })
  for (const actor of [VISITOR, city.actor, partner.actor])
    expect(await seenBy(actor)).toEqual(['administration being_written'])
  expect(await findEpoch(db())).toBe(epoch)
  const whose = { organisationId: partner.sitting.placeId }
  expect(await listBook(db(), { cityId: await idOf(CITY), whose })).toMatchObject([{ factor: FACTOR, stands: false }])

  const released = await releaseAnswers(db(), partner.actor, { ...asked, factor: 'all' })
  expect(released).toEqual({ released: 1 })
  expect(await seenBy(VISITOR)).toEqual(['administration being_written', 'civil_society none'])
  expect(await releaseAnswers(db(), partner.actor, { ...asked, factor: 'all' })).toEqual({ released: 0 })

  expect(await give(partner, 'adopted')).toMatchObject({ ok: true }) // a draft leaves what is released as it is
  expect(await seenBy(VISITOR)).toEqual(['administration being_written', 'civil_society none'])

  expect(await withdrawAnswer(db(), partner.actor, asked)).toBe('new')
  expect(await withdrawAnswer(db(), partner.actor, asked)).toBe('unchanged')
  for (const actor of [VISITOR, city.actor]) expect(await seenBy(actor)).toEqual(['administration being_written'])
})

test('what was withdrawn is released again by itself alone, never among all', async () => {
  const partner = await ofPartner()
  const asked = { cityId: await idOf(CITY), speaker: speakerIn(partner) }
  await give(partner, 'none')
  await releaseAnswers(db(), partner.actor, { ...asked, factor: FACTOR })
  await withdrawAnswer(db(), partner.actor, { ...asked, factor: FACTOR })
  expect(await releaseAnswers(db(), partner.actor, { ...asked, factor: 'all' })).toEqual({ released: 0 })
  expect(await releaseAnswers(db(), partner.actor, { ...asked, factor: FACTOR })).toEqual({ released: 1 })
  expect(await seenBy(VISITOR)).toEqual(['administration being_written', 'civil_society none'])
})

test('every act is written down without the value; of what is not released, beside the partner alone', async () => {
  const [city, partner] = [await ofCity(), await ofPartner()]
  await give(city, 'adopted')
  await give(partner, 'none')
  await releaseAnswers(db(), partner.actor, { cityId: await idOf(CITY), speaker: speakerIn(partner), factor: 'all' })
  const { rows: entries } = await sql<{ act: string; slug: string; detail: unknown }>`
    select act, item.slug, detail from audit_entry join item on item.id = item_id where act like 'answer.%' order by audit_entry.id`.execute(
    db(),
  )
  expect(entries.map(({ act, slug }) => `${act} ${slug}`)).toEqual([
    `answer.given ${CITY}`,
    `answer.given ${ORGANISATION}`,
    `answer.released ${CITY}`,
  ])
  expect(JSON.stringify(entries)).not.toMatch(/adopted|none/)
})

test('old answers are those of the administration, a year and a half back and more', async () => {
  expect(oldBefore('2026-11-24')).toBe('2025-05-24')
  expect(oldBefore('2026-05-01')).toBe('2024-11-01')
  const [who, cityId] = [await ofCity(), await idOf(CITY)]
  const now = new Date('2027-06-01T09:00:00Z')
  const before = await findOldAnswers(db(), who.actor, { cityId, now })
  expect(before?.count).toBeGreaterThan(1)
  const old = await db()
    .selectFrom('city_answer')
    .select(['id', 'factor'])
    .where('city_id', '=', cityId)
    .where('respondent', '=', 'administration')
    .where('day', '<', '2025-12-01')
    .where('state', '=', 'answered')
    .executeTakeFirstOrThrow()
  const confirmed = { cityId, factor: old.factor, speaker: speakerIn(who), read: old.id, today: '2027-06-01' }
  expect(await confirmAnswer(db(), who.actor, confirmed)).toMatchObject({ ok: true })
  expect((await findOldAnswers(db(), who.actor, { cityId, now }))?.count).toBe((before?.count ?? 0) - 1)
})

test('answers and what was taken back only grow', async () => {
  const who = await ofCity()
  await give(who, 'adopted', { label: 'team' })
  await expect(sql`delete from city_answer_taken_back`.execute(db())).rejects.toThrow('only grows')
})
