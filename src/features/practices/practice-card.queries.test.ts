import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { listPracticeCards } from './practice-card.queries.server.ts'

const db = testDatabase(withSample)

const cards = async (actor: Actor, ids?: string[], language: 'en' | 'fr' | 'ar' = 'en') =>
  listPracticeCards(db(), actor, { language, vocabulary: await loadVocabulary(db(), VISITOR), ...(ids ? { ids } : {}) })

const idOf = async (slug: string) =>
  (await db().selectFrom('item').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id

const seatIn = async (slug: string): Promise<Actor> => {
  const { id, region } = await db()
    .selectFrom('item')
    .select(['id', 'region'])
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  return {
    kind: 'person',
    id: 'x',
    seats: [{ placeId: id, region: region ?? '', role: 'reader', place: 'city' }],
    regions: [],
    assurance: 'two',
  }
}

test('every published practice has a card, in the wanted language, with its place named in it', async () => {
  const all = await cards(VISITOR, undefined, 'ar')
  expect(all).toHaveLength(27)
  const barcelona = all.find((card) => card.slug === 'barcelona-anti-rumours')
  expect(barcelona).toMatchObject({
    words: { lang: 'ar', dir: 'rtl' },
    place: { name: 'برشلونة', country: 'ES', citySlug: 'barcelona-spain' },
    startYear: 2010,
    endYear: null,
    running: 'running',
    evidenceLevel: 1,
    direction: 'not_reported',
    sources: 0,
    demonstration: false,
  })
  expect(barcelona?.evidenceWords).not.toBe('1')
})

test('rows come in the order asked for', async () => {
  const ids = [await idOf('calgary-redirect'), await idOf('aarhus-model'), await idOf('kumanovo-cat')]
  expect((await cards(VISITOR, ids)).map((card) => card.slug)).toEqual([
    'calgary-redirect',
    'aarhus-model',
    'kumanovo-cat',
  ])
})

test('two records that tell of one taking count it once', async () => {
  const [majdal, kumanovo] = await cards(VISITOR, [await idOf('majdal-anjar-lpn'), await idOf('kumanovo-cat')])
  expect([majdal?.adopters, majdal?.sources]).toEqual([1, 0])
  expect([kumanovo?.adopters, kumanovo?.sources]).toEqual([0, 1])
})

test('an adoption counts for those who may see it and for nobody else', async () => {
  const id = await idOf('barcelona-anti-rumours')
  const [visitor] = await cards(VISITOR, [id])
  const [member] = await cards(await seatIn('demo-bjerkhavn'), [id])
  expect(visitor?.adopters).toBe(13)
  expect(member?.adopters).toBe(15)
})

test('a practice that was labelled away is no row, and its kin do not count it', async () => {
  const [kumanovo, majdal] = [await idOf('kumanovo-cat'), await idOf('majdal-anjar-lpn')]
  await sql`update item set label = 'team' where id = ${kumanovo}`.execute(db())
  const seen = await cards(VISITOR, [kumanovo, majdal])
  expect(seen.map((card) => [card.slug, card.adopters])).toEqual([['majdal-anjar-lpn', 0]])
})
