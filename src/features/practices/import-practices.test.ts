import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { runImport, type ImportWorld } from '#features/registry/import-run.server.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { importPractices } from './import-practices.server.ts'
import { listPracticeCards } from './practice-card.queries.server.ts'
import type { PracticeRow } from './practice-import.ts'

const db = testDatabase(withSample)
const IMPORTER = { kind: 'system', job: 'test' } as const
const SAMPLE = (JSON.parse(readFileSync('sample/practices.json', 'utf8')) as { practices: PracticeRow[] }).practices
const [first] = SAMPLE

type Loose = Record<string, unknown>
const made = (change: Loose = {}): Loose => ({
  ...structuredClone(first),
  id: 'made-practice',
  adopted_from: [],
  adopted_by: [],
  ...change,
})
const claim = (change: Loose): Loose =>
  made({
    claims: [
      {
        ...first?.claims[0],
        factor: 'gov.mandate',
        test: { at_least: 'implied' },
        basis: 'reviewer_judgement',
        source: null,
        ...change,
      },
    ],
  })

const run = (
  practices: unknown,
  { apply = true, world = { demonstration: true } }: { apply?: boolean; world?: ImportWorld } = {},
) => runImport(db(), apply, (trx) => importPractices(trx, IMPORTER, world, { practices }))
const rows = async () =>
  (
    await db()
      .selectFrom('item_revision')
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
  ).rows
const cardIn = async (language: 'en' | 'fr' | 'ar') => {
  const { id } = await db()
    .selectFrom('item')
    .select('id')
    .where('slug', '=', 'made-practice')
    .executeTakeFirstOrThrow()
  return (
    await listPracticeCards(db(), VISITOR, { language, vocabulary: await loadVocabulary(db(), VISITOR), ids: [id] })
  )[0]
}

describe('a file of practices', () => {
  test('tells in a dry run what would become of each row, and writes nothing', async () => {
    const before = await rows()
    expect(
      (await run([made(), SAMPLE[1]], { apply: false })).map((fate) => `${fate.row} ${fate.id} ${fate.fate}`),
    ).toEqual(['1 made-practice new', `2 ${SAMPLE[1]?.id} unchanged`])
    expect(await rows()).toBe(before)
  })

  test('changes nothing the second time', async () => {
    await run([made()])
    const before = await rows()
    expect((await run([made()])).map((fate) => fate.fate)).toEqual(['unchanged'])
    expect(await rows()).toBe(before)
    expect((await run(SAMPLE)).filter((fate) => fate.fate !== 'unchanged')).toEqual([])
  })

  test('goes in where a language is missing, and falls back visibly to the original', async () => {
    const without = <Text extends Record<string, string | undefined>>(text: Text) => ({
      en: text['en'],
      fr: text['fr'],
    })
    await run([
      made({
        title: without(first?.title ?? {}),
        summary: without(first?.summary ?? {}),
        problem: without(first?.problem ?? {}),
        how_it_works: without(first?.how_it_works ?? {}),
      }),
    ])
    expect((await cardIn('ar'))?.words).toMatchObject({ lang: 'en', dir: 'ltr', title: first?.title['en'] })
    expect((await cardIn('fr'))?.words.lang).toBe('fr')
  })

  test('does not call a text Arabic of which only the title is', async () => {
    await run([made({ summary: { en: 'One sentence.' } })])
    expect((await cardIn('ar'))?.words).toMatchObject({
      lang: 'en',
      title: first?.title['en'],
      summary: 'One sentence.',
    })
  })
})

describe('a row that is wrong is named by row and field', () => {
  test.each<[string, Loose, string]>([
    [
      'an id that no address can bear',
      made({ id: 'Made Practice' }),
      'id: is not an id: small letters, digits and - only',
    ],
    ['an unknown term', made({ challenges: ['nothing'] }), 'challenges: "nothing" is not in challenges'],
    [
      'an unknown region',
      made({ place: { ...first?.place, region: 'atlantis' } }),
      'place.region: "atlantis" is not a region',
    ],
    [
      'an unknown city',
      made({ place: { ...first?.place, city_id: 'atlantis' } }),
      'place.city_id: there is no city "atlantis"',
    ],
    [
      'an unknown direction',
      made({ results: { ...first?.results, direction: 'upwards' } }),
      'results.direction: "upwards" is not in direction',
    ],
    [
      'a level that is none',
      made({ results: { ...first?.results, level: 6 } }),
      'results.level: Too big: expected number to be <=5',
    ],
    ['an unknown factor', claim({ factor: 'gov.nothing' }), 'claims.0.factor: "gov.nothing" is not a factor'],
    [
      'a step that does not exist',
      claim({ test: { at_least: 'sky_high' } }),
      'claims.0.test: gov.mandate has no step "sky_high"',
    ],
    [
      'a claim that every answer meets',
      claim({ test: { at_least: 'reserved' } }),
      'claims.0.test: every answer would meet it',
    ],
    [
      'a claim that every answer meets, the other way',
      claim({ test: { at_most: 'explicit' } }),
      'claims.0.test: every answer would meet it',
    ],
    [
      'a claim that every answer meets, one by one',
      claim({ test: { any_of: ['reserved', 'tolerated', 'implied', 'explicit'] } }),
      'claims.0.test: every answer would meet it',
    ],
    ['a claim that no answer meets', claim({ test: { any_of: [] } }), 'claims.0.test.any_of: no answer would meet it'],
    [
      'an order where there is none',
      claim({ factor: 'thr.shock', test: { at_least: 'attack' } }),
      'claims.0.test: "at_least" needs a factor with an order; use any_of',
    ],
    ['a source beyond the list', claim({ basis: 'from_study', source: 99 }), 'claims.0.source: there is no source 99'],
    [
      'a report without a source',
      claim({ basis: 'from_study' }),
      'claims.0.source: names a source, or the basis is reviewer_judgement',
    ],
    [
      'a lesson from beyond the list',
      made({ lessons: [{ kind: 'worked', text: { en: 'x' }, source: 99 }] }),
      'lessons.0.source: there is no source 99',
    ],
    [
      'an unknown parent',
      made({ adopted_from: [{ practice: 'gone', name: 'Gone' }] }),
      'adopted_from.0.practice: there is no practice "gone"',
    ],
    [
      'an unknown child',
      made({ adopted_by: [{ practice: null, name: 'Gone', source: 99 }] }),
      'adopted_by.0.source: there is no source 99',
    ],
    [
      'a source that is no web address',
      made({ sources: [{ title: 'x', url: 'javascript:alert(1)' }] }),
      'sources.0.url: is not a web address',
    ],
    ['no text in any language', made({ title: {} }), 'title: has no text in any language'],
    [
      'no language that is whole',
      made({ title: { sq: 'Titull' } }),
      'title: has no language in which title, summary, problem and how_it_works all stand',
    ],
    [
      'an original that is not whole',
      made({ original_language: 'sq' }),
      'original_language: the text is not whole in "sq"',
    ],
    [
      'a character that cannot be stored',
      made({ owner: 'a\u0000b' }),
      '(row): holds a character that cannot be stored',
    ],
  ])('%s', async (_, row, sentence) => {
    const before = await rows()
    const [, fate] = await run([SAMPLE[1], row])
    expect(fate).toMatchObject({ row: 2, fate: 'refused' })
    expect(fate?.faults.map((fault) => `${fault.field}: ${fault.says}`)).toContain(sentence)
    expect(await rows()).toBe(before)
  })

  test('two conditions on one factor, and an id twice', async () => {
    const twice = made({
      claims: [...(claim({}).claims as Loose[]), ...(claim({ test: { at_least: 'explicit' } }).claims as Loose[])],
    })
    expect((await run([twice]))[0]?.faults).toEqual([
      { field: 'claims', says: 'two claims of one kind on one factor: gov.mandate condition' },
    ])
    expect((await run([made(), made()]))[1]).toMatchObject({
      row: 2,
      fate: 'refused',
      faults: [{ field: 'id', says: '"made-practice" stands in this file twice' }],
    })
  })

  test('rows that are no objects, and a file that is no list', async () => {
    expect((await run([null, 'x', 7])).map((fate) => fate.fate)).toEqual(['refused', 'refused', 'refused'])
    expect(await run('x')).toEqual([
      { row: 0, id: '(file)', fate: 'refused', faults: [{ field: 'practices', says: 'is not a list' }] },
    ])
  })
})

test('an instance of its own refuses an invented practice', async () => {
  const world = { demonstration: false }
  expect((await run([made({ demonstration: true })], { world }))[0]).toMatchObject({
    fate: 'refused',
    faults: [{ field: 'demonstration', says: 'is invented content; this is an instance of its own' }],
  })
  expect((await run([made()], { world }))[0]).toMatchObject({ fate: 'new' })
})
