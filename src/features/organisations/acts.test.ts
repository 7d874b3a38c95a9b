/** Proposed, verified or put back, edited beside one another: on the real database. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { editOrganisation, findStanding, type EditFault } from './edit-organisation.server.ts'
import { findKept, findOrganisation, listAwaiting } from './organisation.queries.server.ts'
import type { Typed } from './organisation-draft.ts'
import { proposeOrganisation, type Proposal } from './propose-organisation.server.ts'
import { sitting } from './testing/sitting.server.ts'
import { putOrganisationBack, verifyOrganisation } from './verify-organisation.server.ts'

const db = testDatabase(withSample)
const DAR = 'demo-org-dar-al-mazad'
type Person = Extract<Actor, { kind: 'person' }>
let vocabulary: Vocabulary
let city: Person
let hub: Person
let representative: Person
let elsewhere: Person

beforeEach(async () => {
  vocabulary = await loadVocabulary(db(), VISITOR)
  city = await sitting(db(), 'demo-p-rassif')
  hub = await sitting(db(), 'demo-p-atlas')
  representative = await sitting(db(), 'demo-p-nakhla')
  elsewhere = await sitting(db(), 'demo-p-lucero')
})

const PROPOSAL: Proposal = {
  name: 'Reading Rooms of the Port',
  kind: 'education',
  city: 'demo-marsa-lawz',
  about: 'Two rooms and four hundred books.',
  areas: ['mentoring'],
  label: 'public',
  language: 'en',
}
const propose = (actor: Actor, more: Partial<Proposal> = {}): ReturnType<typeof proposeOrganisation> =>
  proposeOrganisation(db(), actor, { proposal: { ...PROPOSAL, ...more }, vocabulary })
const proposed = async () => {
  const outcome = await propose(city)
  return outcome.ok ? outcome.value.slug : expect.fail(JSON.stringify(outcome.reason))
}
const page = (actor: Actor, slug: string) => findOrganisation(db(), actor, { slug, language: 'en' })
const mails = async (personId: string) =>
  (
    await sql<{ occasion: string; words: string }>`
      select occasion, words::text as words from mail where person_id = ${personId} and occasion = 'organisation_news'`.execute(
      db(),
    )
  ).rows
const audited = async (slug: string) =>
  (
    await sql<{ act: string }>`
      select act from audit_entry join item on item.id = audit_entry.item_id where item.slug = ${slug} order by audit_entry.id`.execute(
      db(),
    )
  ).rows.map((row) => row.act)

test('a proposal is seen by its city and the hub of the region, and by nobody else, until the hub verifies it', async () => {
  const slug = await proposed()
  for (const actor of [city, hub]) expect(await page(actor, slug)).toMatchObject({ verified: false, label: 'cities' })
  for (const actor of [VISITOR, elsewhere, representative]) expect(await page(actor, slug)).toBeUndefined()
  const placeIds = hub.seats.map((seat) => seat.placeId)
  expect((await listAwaiting(db(), hub, { placeIds, language: 'en' })).map((row) => row.slug)).toEqual([slug])

  expect(await verifyOrganisation(db(), hub, slug)).toMatchObject({ ok: true })
  expect(await page(VISITOR, slug)).toMatchObject({
    verified: true,
    label: 'public',
    verifiedBy: { slug: 'hub-mena' },
    words: { title: PROPOSAL.name, stale: false },
    cities: [{ slug: 'demo-marsa-lawz' }],
  })
  expect(await listAwaiting(db(), hub, { placeIds, language: 'en' })).toEqual([])
  expect(await audited(slug)).toEqual([
    'organisation.registered',
    'organisation.proposed',
    'organisation.changed',
    'organisation.verified',
  ])
  const [mail, ...more] = await mails(city.id)
  expect(more).toEqual([])
  expect(mail?.words).toContain(`/organisations/${slug}`)
  expect(mail?.words).not.toContain(PROPOSAL.about)
  expect(await verifyOrganisation(db(), hub, slug)).toEqual({ ok: false, reason: 'verified_already' })
})

test('whoever comes as an invented person proposes an invented organisation', async () => {
  expect(await page(city, await proposed())).toMatchObject({ demonstration: true })
})

test('put back with a reason, it is read by its city, told by mail without the reason, and verified later', async () => {
  const slug = await proposed()
  expect(await putOrganisationBack(db(), hub, { slug, why: '' })).toEqual({ ok: false, reason: 'why_missing' })
  expect(await putOrganisationBack(db(), hub, { slug, why: 'Nobody answers there.' })).toMatchObject({ ok: true })
  expect(await page(city, slug)).toMatchObject({ state: 'withdrawn', whyNot: 'Nobody answers there.' })
  expect(await page(elsewhere, slug)).toBeUndefined()
  expect((await mails(city.id)).map((mail) => mail.words.includes('Nobody answers'))).toEqual([false])
  expect(await putOrganisationBack(db(), hub, { slug, why: 'Again.' })).toEqual({
    ok: false,
    reason: 'put_back_already',
  })
  expect(await verifyOrganisation(db(), hub, slug)).toMatchObject({ ok: true })
  expect(await page(VISITOR, slug)).toMatchObject({ state: 'published', whyNot: null })
})

test('the hub of another region, the city itself and whoever lost the seat meanwhile verify nothing', async () => {
  const slug = await proposed()
  expect(await verifyOrganisation(db(), city, slug)).toEqual({ ok: false, reason: 'not_your_region' })
  expect(await verifyOrganisation(db(), elsewhere, slug)).toEqual({ ok: false, reason: 'gone' })
  await sql`update seat set until = clock_timestamp() where person_id = ${hub.id}`.execute(db())
  expect(await verifyOrganisation(db(), hub, slug)).toEqual({ ok: false, reason: 'gone' })
})

test.each([
  [{ name: '' }, 'name_missing'],
  [{ name: 'x'.repeat(201) }, 'name_too_long'],
  [{ kind: 'party' }, 'unknown_kind'],
  [{ areas: ['nothing_known'] }, 'unknown_area'],
  [{ label: 'team' }, 'unknown_label'],
  [{ about: 'x'.repeat(4_001) }, 'text_too_long'],
  [{ city: '' }, 'city_missing'],
  [{ city: 'Nowhere at all' }, 'unknown_city'],
  [{ city: 'demo-cerro-colibri' }, 'not_your_city'],
] as [Partial<Proposal>, string][])('a proposal with %j is not taken: %s', async (more, reason) => {
  expect(await propose(city, more)).toEqual({ ok: false, reason })
})

test('a hub proposes for a city of its region, named as people write it; others propose nothing', async () => {
  expect(await propose(hub, { city: 'Marsa Lawz' })).toMatchObject({ ok: true })
  expect(await propose(hub, { city: 'demo-cerro-colibri' })).toEqual({ ok: false, reason: 'not_your_city' })
  expect(await propose(representative)).toEqual({ ok: false, reason: 'no_city_seat' })
  expect(await propose(VISITOR)).toEqual({ ok: false, reason: 'not_signed_in' })
})

test('a name that is taken, seen or not, is no obstacle and tells nothing; ten may wait at once', async () => {
  const slugs = new Set<string>()
  for (let at = 0; at < 10; at++) slugs.add(await proposed())
  expect(slugs.size).toBe(10)
  expect(await propose(city)).toEqual({ ok: false, reason: 'many_waiting' })
})

async function typedBy(actor: Actor, change: (typed: Typed) => void, slug = DAR): Promise<Typed> {
  const kept = (await findKept(db(), actor, slug)) ?? expect.fail('not seen')
  const { draft, revision } = await findStanding(db(), actor, kept)
  const typed: Typed = structuredClone({ draft, revision, addCity: '' })
  change(typed)
  return typed
}
const edit = (actor: Actor, typed: Typed, slug = DAR): ReturnType<typeof editOrganisation> =>
  editOrganisation(db(), actor, { slug, typed, vocabulary })

test('its representative edits it: a new revision, the words at once, older translations say so, and it is found', async () => {
  const typed = await typedBy(representative, ({ draft }) => {
    draft.about.en = 'Zqxlantern keepers of the old hall.'
    draft.areas = ['mentoring']
    draft.label = 'network'
  })
  expect(await edit(representative, typed)).toMatchObject({ ok: true, value: { revision: typed.revision + 1 } })
  expect(await page(VISITOR, DAR)).toBeUndefined()
  expect(await page(elsewhere, DAR)).toMatchObject({
    words: { summary: 'Zqxlantern keepers of the old hall.', stale: false },
    workAreas: ['mentoring'],
    label: 'network',
    verified: true,
  })
  expect(await findOrganisation(db(), elsewhere, { slug: DAR, language: 'fr' })).toMatchObject({
    words: { lang: 'fr', stale: true },
  })
  expect(await audited(DAR)).toEqual(['organisation.registered', 'organisation.changed', 'organisation.label_chosen'])
  const { rows } = await sql`select from search_entry entry join item on item.id = entry.item_id
    where item.slug = ${DAR} and entry.language = 'en' and 'zqxlantern' = any(tsvector_to_array(entry.summary_words))`.execute(
    db(),
  )
  expect(rows).toHaveLength(1)
})

test('a change of a translation leaves the others as fresh as they were', async () => {
  await edit(
    representative,
    await typedBy(representative, ({ draft }) => void (draft.offers.fr = 'Une salle, le soir.')),
  )
  for (const language of ['en', 'fr', 'ar'] as const)
    expect((await findOrganisation(db(), VISITOR, { slug: DAR, language }))?.words).toMatchObject({ stale: false })
  expect((await findOrganisation(db(), VISITOR, { slug: DAR, language: 'fr' }))?.words.parts.offers).toBe(
    'Une salle, le soir.',
  )
})

test('of two who write at once the second is told, sees both texts, loses neither, and may save theirs knowingly', async () => {
  const first = await typedBy(representative, ({ draft }) => void (draft.about.en = 'The first text.'))
  const second = await typedBy(hub, ({ draft }) => void (draft.about.en = 'The second text.'))
  expect(await edit(representative, first)).toMatchObject({ ok: true })
  const outcome = await edit(hub, second)
  expect(outcome).toMatchObject({
    ok: false,
    reason: { fault: 'conflict', theirs: { about: { en: 'The first text.' } }, revision: second.revision + 1 },
  })
  expect((await page(VISITOR, DAR))?.words.summary).toBe('The first text.')
  expect(await edit(hub, { ...second, revision: second.revision + 1 })).toMatchObject({ ok: true })
  expect(await page(VISITOR, DAR)).toMatchObject({ words: { summary: 'The second text.' }, original: { lang: 'en' } })
  const { rows } = await sql<{ about: string }>`select document -> 'about' ->> 'en' as about from item_revision revision
    join item on item.id = revision.item_id where item.slug = ${DAR} order by revision.revision desc limit 2`.execute(
    db(),
  )
  expect(rows.map((row) => row.about)).toEqual(['The second text.', 'The first text.'])
})

test('a city is added by its name and taken away; one that the editor may not see stays', async () => {
  await edit(representative, await typedBy(representative, (typed) => void (typed.addCity = 'Bjerkhavn')))
  expect((await page(VISITOR, DAR))?.cities.map((each) => each.slug)).toEqual(['demo-bjerkhavn', 'demo-marsa-lawz'])
  await sql`update item set label = 'team' where slug = 'demo-bjerkhavn'`.execute(db())
  expect(
    await edit(representative, await typedBy(representative, ({ draft }) => void (draft.cities = []))),
  ).toMatchObject({
    ok: true,
  })
  await sql`update item set label = 'public' where slug = 'demo-bjerkhavn'`.execute(db())
  expect((await page(VISITOR, DAR))?.cities.map((each) => each.slug)).toEqual(['demo-bjerkhavn'])
  expect(
    await edit(representative, await typedBy(representative, (typed) => void (typed.addCity = 'Atlantis'))),
  ).toEqual({
    ok: false,
    reason: { fault: 'unknown_city' },
  })
})

test.each([
  [
    'too long a text',
    (typed: Typed) => void (typed.draft.offers.ar = 'س'.repeat(4_001)),
    { fault: 'too_long', texts: ['offers_ar'] },
  ],
  ['an unknown area', (typed: Typed) => void typed.draft.areas.push('nothing_known'), { fault: 'unknown_area' }],
  ['a label that is not offered', (typed: Typed) => void (typed.draft.label = 'cities'), { fault: 'unknown_label' }],
] as [string, (typed: Typed) => void, EditFault][])('%s is not taken', async (_, change, reason) => {
  expect(await edit(representative, await typedBy(representative, change))).toEqual({ ok: false, reason })
})

test('nobody else edits it, and where it may not be seen it is not there', async () => {
  const typed = await typedBy(representative, ({ draft }) => void (draft.about.en = 'Mine.'))
  expect(await edit(city, typed)).toEqual({ ok: false, reason: { fault: 'not_yours' } })
  expect(await edit(VISITOR, typed)).toEqual({ ok: false, reason: { fault: 'not_signed_in' } })
  await sql`update item set label = 'team' where slug = ${DAR}`.execute(db())
  expect(await edit(elsewhere, typed)).toEqual({ ok: false, reason: { fault: 'gone' } })
})

test('before it is verified its label is a wish: an edit does not widen who sees it', async () => {
  const slug = await proposed()
  expect(
    await edit(hub, await typedBy(hub, ({ draft }) => void (draft.about.en = 'Better.'), slug), slug),
  ).toMatchObject({
    ok: true,
  })
  expect(await page(VISITOR, slug)).toBeUndefined()
  expect(await page(city, slug)).toMatchObject({ words: { summary: 'Better.' }, label: 'cities' })
})
