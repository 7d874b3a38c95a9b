import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { insertMove, registerItem, updateLabel } from '#features/registry/item.queries.server.ts'
import { strikeOut } from '#features/registry/strike-out.server.ts'
import { gapFacts } from './gaps.queries.server.ts'
import { gapsIn } from './gaps.ts'
import { listChangedPractices } from './practice-feed.queries.server.ts'
import { atomFeed } from './practice-feed.ts'
import { lessonsOf, opinionsIn, rightsGaps, spokenClaims } from './practice-record.ts'
import { findPublished, listPracticeDocuments } from './practice-revision.queries.server.ts'
import { findNewSlug, findPractice } from './practice.queries.server.ts'

const db = testDatabase(withSample)
const TESTER: Actor = { kind: 'system', job: 'test' }

const itemOf = (slug: string) =>
  db().selectFrom('item').select(['id', 'region', 'place_id']).where('slug', '=', slug).executeTakeFirstOrThrow()
const find = (slug: string, language: 'en' | 'fr' | 'ar' = 'en', actor: Actor = VISITOR) =>
  findPractice(db(), actor, { language, slug })
const hide = async (slug: string) =>
  updateLabel(db(), TESTER, { itemId: (await itemOf(slug)).id, label: 'team', why: 'test' })
const documents = (page: { after?: string | null; limit?: number } = {}) =>
  listPracticeDocuments(db(), VISITOR, { language: 'en', after: page.after ?? null, limit: page.limit ?? 100 })

describe('a record', () => {
  test('comes whole, in the wanted language, each claim with its reason', async () => {
    const record = (await find('aarhus-model', 'ar')) ?? expect.fail()
    expect(record.words).toMatchObject({ lang: 'ar', dir: 'rtl', origin: 'human', note: 'awaits_review' })
    const { conditions, safeguards } = spokenClaims(record)
    expect([...conditions, ...safeguards].every((claim) => claim.mechanism.length > 5)).toBe(true)
    const weights = conditions.map((claim) => ['necessary', 'important', 'helps'].indexOf(claim.role))
    expect(weights).toEqual(weights.toSorted())
    expect(safeguards.every((claim) => claim.role === 'safeguard')).toBe(true)
    expect(opinionsIn(record.claims)).toBe(3)
    expect(record.terms.practice_types).toContain('mentoring')
    expect(record.revisions).toHaveLength(1)
  })
  test('tells what failed beside what worked, and leaves gaps open', async () => {
    const record = (await find('pittsburgh-one-vision-one-life')) ?? expect.fail()
    expect(lessonsOf(record, 'failed').length).toBeGreaterThan(0)
    expect(record.outcome).toMatchObject({ value: 'worse', independent: true })
    expect(rightsGaps((await find('calgary-redirect')) ?? expect.fail()).length).toBeGreaterThan(0)
    expect(rightsGaps((await find('barcelona-anti-rumours')) ?? expect.fail())).toEqual([])
  })
  test('falls back to the language it was written in, and says so', async () => {
    await db()
      .deleteFrom('item_text')
      .where('item_id', '=', (await itemOf('aarhus-model')).id)
      .where('language', '<>', 'en')
      .execute()
    expect((await find('aarhus-model', 'fr'))?.words).toMatchObject({ lang: 'en', dir: 'ltr', origin: 'original' })
  })
  test('is not there for who may not see it, as one that does not exist', async () => {
    await hide('aarhus-model')
    expect(await find('aarhus-model')).toBeUndefined()
    expect(await find('no-such-practice')).toBeUndefined()
    const { place_id, region } = await itemOf('aarhus-model')
    const seat: Actor = {
      kind: 'person',
      id: 'x',
      seats: [{ placeId: place_id ?? '', region: region ?? '', role: 'reader', place: 'city' }],
      regions: [],
      assurance: 'two',
    }
    expect((await find('aarhus-model', 'en', seat))?.label).toBe('team')
  })
  test('goes with its city: where that is hidden, so is it', async () => {
    await hide('aarhus-denmark')
    expect(await find('aarhus-model')).toBeUndefined()
  })
  test('that left says why and when', async () => {
    const { id } = await itemOf('aarhus-model')
    await sql`update item set state = 'withdrawn' where id = ${id}`.execute(db())
    await insertMove(db(), { itemId: id, from: 'published', to: 'withdrawn', by: 'test', why: 'It told of a person' })
    expect(await find('aarhus-model')).toMatchObject({ state: 'withdrawn', move: { why: 'It told of a person' } })
    expect((await documents()).documents.some((row) => row.id === 'aarhus-model')).toBe(false)
  })
  test('carries the mark of what was struck out, in today’s words and in its revisions', async () => {
    const { id } = await itemOf('barcelona-anti-rumours')
    await strikeOut(db(), TESTER, { itemId: id, text: 'more than 500 organisations', reason: 'safety', why: 'test' })
    const record = await find('barcelona-anti-rumours')
    expect(record?.strikes).toMatchObject([{ reason: 'safety' }])
    const published = await findPublished(db(), VISITOR, {
      language: 'en',
      slug: 'barcelona-anti-rumours',
      revisions: [1],
    })
    expect(published?.strikes).toHaveLength(1)
    expect(JSON.stringify([record, published])).not.toContain('more than 500 organisations')
  })
})

test('an old address leads to the new one, for who may see it', async () => {
  const { id } = await itemOf('aarhus-model')
  await db().insertInto('item_old_slug').values({ kind: 'practice', slug: 'the-old-name', item_id: id }).execute()
  expect(await findNewSlug(db(), VISITOR, 'the-old-name')).toBe('aarhus-model')
  expect(await findNewSlug(db(), VISITOR, 'never-was')).toBeUndefined()
  await hide('aarhus-model')
  expect(await findNewSlug(db(), VISITOR, 'the-old-name')).toBeUndefined()
})

describe('as it was published', () => {
  test('a revision stays when a newer one comes, and one that never was is not there', async () => {
    const { id, document } = await db()
      .selectFrom('item_revision')
      .innerJoin('item', 'item.id', 'item_id')
      .select(['item.id', 'document'])
      .where('slug', '=', 'kumanovo-cat')
      .executeTakeFirstOrThrow()
    const text = await db()
      .selectFrom('item_text')
      .select(['title', 'summary', 'parts'])
      .where('item_id', '=', id)
      .where('language', '=', 'en')
      .executeTakeFirstOrThrow()
    const item = await db().selectFrom('item').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    await registerItem(db(), TESTER, {
      kind: 'practice',
      slug: item.slug,
      placeId: item.place_id,
      region: item.region,
      label: 'public',
      state: 'published',
      originalLanguage: 'en',
      demonstration: false,
      texts: { en: { ...text, title: 'Renamed', origin: 'original' } },
      search: {},
      document: { ...(document as object), title: { en: 'Renamed' } },
    })
    const published = await findPublished(db(), VISITOR, { language: 'en', slug: 'kumanovo-cat', revisions: [1, 2, 3] })
    expect(published?.revision).toBe(2)
    expect(published?.revisions.map(({ revision, row }) => [revision, row.title['en']])).toEqual([
      [1, 'Kumanovo: a Community Action Team led by the municipality'],
      [2, 'Renamed'],
    ])
  })
  test('kin and places that the reader may not see are not in it', async () => {
    const kin = async () =>
      (
        await findPublished(db(), VISITOR, { language: 'en', slug: 'kumanovo-cat', revisions: [1] })
      )?.revisions[0]?.row.adopted_from.map((each) => each.practice)
    expect(await kin()).toEqual(['majdal-anjar-lpn'])
    await hide('majdal-anjar-lpn')
    expect(await kin()).toEqual([])
    expect((await documents()).documents.find((row) => row.id === 'kumanovo-cat')?.adopted_from).toEqual([])
  })
  test('all are exported page by page, as they came in', async () => {
    const first = await documents({ limit: 20 })
    const rest = await documents({ after: first.next, limit: 20 })
    expect([first.documents.length, rest.documents.length, rest.next]).toEqual([20, 7, null])
    const { document } = await db()
      .selectFrom('item_revision')
      .innerJoin('item', 'item.id', 'item_id')
      .select('document')
      .where('slug', '=', first.documents[0]?.id ?? '')
      .executeTakeFirstOrThrow()
    expect(first.documents[0]).toEqual(document)
  })
})

test('what is not known counts only what the reader may see', async () => {
  const effect = async () => gapsIn(await gapFacts(db(), VISITOR, Math.random())).find((gap) => gap.name === 'effect')
  expect(await effect()).toMatchObject({ count: 16, of: 27 })
  await hide('barcelona-anti-rumours')
  expect(await effect()).toMatchObject({ count: 15, of: 26 })
  const gaps = gapsIn(await gapFacts(db(), VISITOR, Math.random()))
  expect(gaps.find((gap) => gap.name === 'harm')).toMatchObject({ count: 11 })
  expect(gaps.find((gap) => gap.name === 'adopters')).toMatchObject({ amount: 12 })
})

describe('the feed', () => {
  test('has the practices in its language, what changed last first, and nothing that is hidden', async () => {
    await hide('aarhus-model')
    await sql`update item set updated_at = now() + interval '1 hour' where slug = 'calgary-redirect'`.execute(db())
    const practices = await listChangedPractices(db(), VISITOR, 'fr')
    expect(practices).toHaveLength(26)
    expect(practices[0]).toMatchObject({ slug: 'calgary-redirect', words: { lang: 'fr' } })
  })
  test('is XML whatever the words hold', () => {
    const words = {
      title: 'A < B & "C" \u0001 \ud800',
      summary: ']]>',
      lang: 'en',
      dir: 'ltr',
      origin: 'original',
      stale: false,
      note: null,
    } as const
    const xml = atomFeed({
      address: 'https://x.org/en/feed.xml',
      page: 'https://x.org/en',
      title: 'T',
      subtitle: 'S',
      language: 'en',
      entries: [
        {
          id: newKey(),
          address: 'https://x.org/?a=1&b=2',
          words,
          owner: 'O',
          published: new Date(0),
          updated: new Date(1),
          themes: ['<t>'],
        },
      ],
    })
    expect(xml).toContain('<title>A &lt; B &amp; &quot;C&quot;  </title>')
    expect(xml).toContain('href="https://x.org/?a=1&amp;b=2"')
    expect(xml).toContain('<updated>1970-01-01T00:00:00.001Z</updated>')
    expect(xml).not.toContain('<t>')
  })
})
