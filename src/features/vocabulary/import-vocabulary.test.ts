import { describe, expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { runImport } from '#features/registry/import-run.server.ts'
import { importVocabulary } from './import-vocabulary.server.ts'
import { exportVocabulary } from './published-terms.queries.server.ts'
import { findTerm } from './vocabulary.queries.server.ts'

const db = testDatabase(withSample)
const IMPORTER = { kind: 'system', job: 'test' } as const

const run = (file: unknown, apply = true) => runImport(db(), apply, (trx) => importVocabulary(trx, IMPORTER, file))
const faults = async (file: unknown) =>
  (await run(file)).flatMap((fate) =>
    fate.faults.map((fault) => `${fate.row} ${fate.id} ${fault.field}: ${fault.says}`),
  )
const everything = async () =>
  (
    await db()
      .selectFrom('item_revision')
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
  ).rows

const label = { en: 'A word', fr: 'Un mot', ar: 'كلمة' }
const factor = {
  id: 'gov.made',
  group: 'gov',
  type: 'ordinal',
  label,
  question: label,
  help: label,
  why: label,
  quick_start: false,
  sensitive: false,
  basis: 'a test',
  default_visibility: 'public',
  scale: ['a', 'b', 'c'].map((id) => ({ id, label })),
}

describe('a file of terms, factors and glossary', () => {
  const file = {
    vocabularies: {
      made: [
        { id: 'one', label },
        { id: 'two', label, broader: 'one' },
      ],
    },
    factors: [factor],
    glossary: [{ id: 'made', label, plain: label }],
  }

  test('tells in a dry run what would become of each row, and writes nothing', async () => {
    const before = await everything()
    expect((await run(file, false)).map((fate) => `${fate.row} ${fate.id} ${fate.fate}`)).toEqual([
      '1 made/one new',
      '2 made/two new',
      '1 factors/gov.made new',
      '1 glossary/made new',
    ])
    expect(await everything()).toBe(before)
    expect(await findTerm(db(), VISITOR, { language: 'en', slug: 'made/one' })).toBeUndefined()
  })

  test('changes nothing the second time, and one row where one row changed', async () => {
    await run(file)
    expect(new Set((await run(file)).map((fate) => fate.fate))).toEqual(new Set(['unchanged']))
    const changed = {
      ...file,
      vocabularies: {
        made: [
          { id: 'one', label: { ...label, en: 'Another word' } },
          { id: 'two', label, broader: 'one' },
        ],
      },
    }
    expect((await run(changed)).map((fate) => fate.fate)).toEqual(['changed', 'unchanged', 'unchanged', 'unchanged'])
    expect(await findTerm(db(), VISITOR, { language: 'en', slug: 'made/one' })).toMatchObject({
      title: 'Another word',
      revision: 2,
    })
  })

  test('falls back visibly where a language is missing', async () => {
    await run({ vocabularies: { made: [{ id: 'one', label: { fr: 'Un mot' } }] } })
    expect(await findTerm(db(), VISITOR, { language: 'ar', slug: 'made/one' })).toMatchObject({
      title: 'Un mot',
      lang: 'fr',
      dir: 'ltr',
    })
  })
})

test('what is exported goes in again unchanged, but for the words that only searching knows: these would be gone', async () => {
  const { rows } = {
    rows: await db()
      .selectFrom('item_revision')
      .innerJoin('item', 'item.id', 'item_revision.item_id')
      .select(['slug', 'document'])
      .where('item.kind', '=', 'term')
      .execute(),
  }
  const withHidden = rows
    .filter(
      (row) =>
        Object.values((row.document as { hidden_synonyms?: Record<string, string[]> }).hidden_synonyms ?? {}).flat()
          .length > 0,
    )
    .map((row) => row.slug)
  const fates = await run(await exportVocabulary(db(), VISITOR), false)
  expect(fates.length).toBe(rows.length)
  expect(
    fates
      .filter((fate) => fate.fate !== 'unchanged')
      .map((fate) => `${fate.id} ${fate.fate}`)
      .toSorted(),
  ).toEqual(withHidden.map((slug) => `${slug} changed`).toSorted())
})

describe('a row that is wrong is named by list, row and field', () => {
  test.each([
    [
      'a file of another kind',
      { practices: [] },
      '0 (file) (row): holds none of groups, factors, vocabularies and glossary',
    ],
    ['no object', ['x'], '0 (file) (row): Invalid input: expected object, received array'],
    ['a list that is none', { glossary: 'x' }, '0 (file) glossary: Invalid input: expected array, received string'],
    [
      'a list with the name of another part',
      { vocabularies: { factors: [] } },
      '0 (file) vocabularies.factors: has a place of its own in the file',
    ],
    [
      'an id that no address can bear',
      { vocabularies: { made: [{ id: 'One Two', label }] } },
      '1 made/One Two id: is not an id: small letters, digits, _ and . only',
    ],
    [
      'an id twice',
      {
        vocabularies: {
          made: [
            { id: 'one', label },
            { id: 'one', label },
          ],
        },
      },
      '2 made/one id: "one" stands in this file twice',
    ],
    [
      'no text in any language',
      { vocabularies: { made: [{ id: 'one', label: {} }] } },
      '1 made/one label: has no text in any language',
    ],
    [
      'a language that is none',
      { vocabularies: { made: [{ id: 'one', label: { English: 'x' } }] } },
      '1 made/one label.English: is not a language',
    ],
    [
      'an unknown broader term',
      { vocabularies: { made: [{ id: 'one', label, broader: 'gone' }] } },
      '1 made/one broader: "gone" is not in made',
    ],
    [
      'a term above itself',
      {
        vocabularies: {
          made: [
            { id: 'one', label, broader: 'two' },
            { id: 'two', label, broader: 'one' },
          ],
        },
      },
      '1 made/one broader: leads round in a circle',
    ],
    [
      'an unknown group',
      { factors: [{ ...factor, id: 'zzz.made', group: 'zzz' }] },
      '1 factors/zzz.made group: "zzz" is not a group',
    ],
    [
      'an id outside its group',
      { factors: [{ ...factor, id: 'pop.made' }] },
      '1 factors/pop.made id: begins with its group and a dot',
    ],
    [
      'a step twice',
      { factors: [{ ...factor, scale: [...factor.scale, { id: 'a', label }] }] },
      '1 factors/gov.made scale: holds an id twice',
    ],
    [
      'a scale of two',
      { factors: [{ ...factor, scale: factor.scale.slice(0, 2) }] },
      '1 factors/gov.made scale: Too small: expected array to have >=3 items',
    ],
    [
      'more choices than options',
      { factors: [{ ...factor, type: 'some_of', scale: undefined, options: factor.scale, max_choices: 4 }] },
      '1 factors/gov.made max_choices: is more than there are options',
    ],
    [
      'options from nowhere',
      { factors: [{ ...factor, options_from: 'nowhere' }] },
      '1 factors/gov.made options_from: "nowhere" is not a vocabulary',
    ],
    [
      'an unknown neighbour',
      { glossary: [{ id: 'made', label, plain: label, see_also: ['gone'] }] },
      '1 glossary/made see_also: "gone" is not in the glossary',
    ],
    [
      'a character that cannot be stored',
      { vocabularies: { made: [{ id: 'one', label: { en: 'a\u0000b' } }] } },
      '1 made/one (row): holds a character that cannot be stored',
    ],
  ])('%s', async (_, file, sentence) => {
    const before = await everything()
    expect(await faults(file)).toContain(sentence)
    expect(await everything()).toBe(before)
  })
})

test('one wrong row keeps the whole file out', async () => {
  const fates = await run({
    vocabularies: {
      made: [
        { id: 'one', label },
        { id: 'two', label, broader: 'gone' },
      ],
    },
  })
  expect(fates.map((fate) => fate.fate)).toEqual(['new', 'refused'])
  expect(await findTerm(db(), VISITOR, { language: 'en', slug: 'made/one' })).toBeUndefined()
})
