import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { listAdoptionsOf } from './adoption.queries.server.ts'
import { findFamily } from './lineage.queries.server.ts'
import { familyTree } from './lineage.ts'

const db = testDatabase(withSample)

const itemOf = (slug: string) =>
  db().selectFrom('item').select(['id', 'region']).where('slug', '=', slug).executeTakeFirstOrThrow()
const seatIn = async (slug: string): Promise<Actor> => {
  const { id, region } = await itemOf(slug)
  return {
    kind: 'person',
    id: 'x',
    seats: [{ placeId: id, region: region ?? '', role: 'reader', place: 'city' }],
    regions: [],
    assurance: 'two',
  }
}
const hide = (slug: string) => sql`update item set label = 'team' where slug = ${slug}`.execute(db())
const familyOf = async (slug: string, actor: Actor = VISITOR, language: 'en' | 'ar' = 'en') =>
  familyTree(await findFamily(db(), actor, { language, practiceId: (await itemOf(slug)).id }))
const labels = (nodes: Awaited<ReturnType<typeof familyOf>>) =>
  nodes.map((node) => node.seen?.label ?? node.named?.labels.map((label) => label.text).join(', '))

test('a practice stands between what it was taken from and who took it, named in the language of the reader', async () => {
  const family = await familyOf('kumanovo-cat', VISITOR, 'ar')
  expect(labels(family).sort()).toEqual(['كومانوفو', 'مجدل عنجر'])
  const kumanovo = family.find((node) => node.seen?.slug === 'kumanovo-cat')
  expect(kumanovo?.from).toEqual([(await itemOf('majdal-anjar-lpn')).id])
})

test('places that the sources name stand together where the sources say the same of them', async () => {
  const family = await familyOf('barcelona-anti-rumours')
  expect(labels(family)).toEqual([
    'Barcelona',
    'Bilbao',
    'Sabadell, Getxo, Fuenlabrada, Tenerife',
    'Erlangen, Nuremberg, Limerick, Botkyrka, Lublin, Patras, Loures, Amadora',
  ])
  expect(family.slice(1).every((node) => node.from.length === 1)).toBe(true)
})

test('an adoption is in the family of those who may see it, with what was changed, and of nobody else', async () => {
  expect(labels(await familyOf('barcelona-anti-rumours'))).not.toContain('Marsa Lawz')
  const family = await familyOf('barcelona-anti-rumours', await seatIn('demo-bjerkhavn'))
  const adopted = family.find((node) => node.seen?.label === 'Marsa Lawz')?.seen
  expect(adopted).toMatchObject({ kind: 'adaptation', outcome: 'worse', demonstration: true, startYear: 2025 })
  expect(adopted?.changes).toHaveLength(5)
  expect(adopted?.changes.every((what) => what.length > 10)).toBe(true)
})

test('a hidden practice is skipped: who took it hangs on the one that it came from', async () => {
  const [majdal, kumanovo, aarhus] = [
    await itemOf('majdal-anjar-lpn'),
    await itemOf('kumanovo-cat'),
    await itemOf('aarhus-model'),
  ]
  await db()
    .insertInto('practice_kinship')
    .values({ id: newKey(), practice_id: aarhus.id, direction: 'from', position: 0, other_id: kumanovo.id, name: 'x' })
    .execute()
  await hide('kumanovo-cat')
  const family = await familyOf('aarhus-model')
  expect(family.find((node) => node.id === aarhus.id)?.from).toEqual([majdal.id])
  expect(family.some((node) => node.id === kumanovo.id)).toBe(false)
  expect((await familyOf('majdal-anjar-lpn')).find((node) => node.id === aarhus.id)?.from).toEqual([majdal.id])
})

test('a place that may not be seen is not named as kin either', async () => {
  await sql`update practice_kinship set city_id = (select id from item where slug = 'calgary-canada') where city = 'Bilbao'`.execute(
    db(),
  )
  expect(labels(await familyOf('barcelona-anti-rumours'))).toContain('Calgary')
  await hide('calgary-canada')
  expect(labels(await familyOf('barcelona-anti-rumours'))).toEqual([
    'Barcelona',
    'Sabadell, Getxo, Fuenlabrada, Tenerife',
    expect.stringContaining('Erlangen'),
  ])
})

test('practices that name each other as their source do not make the reader wait', async () => {
  const [one, other] = [await itemOf('aarhus-model'), await itemOf('calgary-redirect')]
  for (const [practice_id, other_id] of [
    [one.id, other.id],
    [other.id, one.id],
  ] as const)
    await db()
      .insertInto('practice_kinship')
      .values({ id: newKey(), practice_id, direction: 'from', position: 9, other_id, name: 'x' })
      .execute()
  expect((await familyOf('aarhus-model')).map((node) => node.seen?.slug)).toEqual(
    expect.arrayContaining(['aarhus-model', 'calgary-redirect']),
  )
})

describe('cities that took it up', () => {
  const adoptions = async (slug: string, actor: Actor) =>
    listAdoptionsOf(db(), actor, { language: 'fr', practiceId: (await itemOf(slug)).id })

  test('are told to those who may see them, what went worse first, with words for every change', async () => {
    expect(await adoptions('barcelona-anti-rumours', VISITOR)).toEqual([])
    const told = await adoptions('barcelona-anti-rumours', await seatIn('demo-bjerkhavn'))
    expect(told.map((adoption) => [adoption.city.slug, adoption.outcome?.value])).toEqual([
      ['demo-marsa-lawz', 'worse'],
      ['demo-javorgrad', 'no_difference'],
    ])
    expect(told[0]?.words.lang).toBe('fr')
    expect(told[0]?.changes.every((change) => (told[0]?.words.parts.changes[change.code]?.what ?? '') !== '')).toBe(
      true,
    )
  })
  test('a public one is told to everybody, unless its city is hidden', async () => {
    expect(await adoptions('dakar-grand-yoff-youth-police', VISITOR)).toHaveLength(1)
    await hide('demo-marsa-lawz')
    expect(await adoptions('dakar-grand-yoff-youth-police', VISITOR)).toEqual([])
  })
})
