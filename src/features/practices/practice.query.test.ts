import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { withQuery } from '#features/registry/addresses.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { practiceIndex } from './practice-index.queries.server.ts'
import { narrow } from './practice-index.ts'
import { countChosen, readPracticeAsk, without, writePracticeAsk } from './practice.query.ts'

const db = testDatabase(withSample)
const anyEpoch = () => Math.random()
const read = async (query: string) => readPracticeAsk(new URLSearchParams(query), await loadVocabulary(db(), VISITOR))
const itemOf = (slug: string) =>
  db().selectFrom('item').select(['id', 'region', 'place_id']).where('slug', '=', slug).executeTakeFirstOrThrow()

test('an address comes back as it was, and unknown choices, keys and long words are left out', async () => {
  const ask = await read(
    'forms=far_right&forms=far_right&forms=nope&evidence_levels=1&cost=high&cost=free&after=xyz&q=%00ru%20mour',
  )
  expect(ask).toMatchObject({
    q: 'ru mour',
    after: null,
    choices: { forms: ['far_right'], evidence_levels: ['1'], cost: ['high'], regions: [] },
  })
  expect(countChosen(ask.choices)).toBe(3)
  const query = withQuery('', writePracticeAsk(ask))
  expect(await read(query.slice(1))).toEqual(ask)
  expect(withQuery('', writePracticeAsk(without(ask, 'forms', 'far_right')))).not.toContain('forms')
  expect((await read(`q=${'x'.repeat(9999)}`)).q).toHaveLength(200)
  expect((await read('forms=far_right&'.repeat(10_000))).choices.forms).toEqual(['far_right'])
})

test('the index of a visitor holds the public practices, counted by every vocabulary', async () => {
  const index = await practiceIndex(db(), VISITOR, anyEpoch())
  const { matched, counts } = narrow(index, (await read('')).choices)
  expect(matched).toHaveLength(27)
  expect(counts.get('regions/west_north_europe')).toBe(9)
  expect(counts.get('cost/not_reported')).toBe(16)
  expect(counts.get('direction/negative')).toBe(1)
})

test('what a label hides is in no count; a seat in its place counts it', async () => {
  const kumanovo = await itemOf('kumanovo-cat')
  await updateLabel(db(), { kind: 'system', job: 'test' }, { itemId: kumanovo.id, label: 'team', why: 'test' })
  const seat: Actor = {
    kind: 'person',
    id: 'x',
    seats: [{ placeId: kumanovo.place_id ?? '', region: kumanovo.region ?? '', role: 'reader', place: 'city' }],
    regions: [],
    assurance: 'two',
  }
  const count = async (actor: Actor) =>
    narrow(await practiceIndex(db(), actor, anyEpoch()), (await read('')).choices).counts.get('regions/western_balkans')
  expect(await count(VISITOR)).toBe(1)
  expect(await count(seat)).toBe(2)
})
