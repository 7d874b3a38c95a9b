import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { runImport, type ImportWorld } from '#features/registry/import-run.server.ts'
import { importAdoptions } from './import-adoptions.server.ts'

const db = testDatabase(withSample)
const IMPORTER = { kind: 'system', job: 'test' } as const
type Loose = Record<string, unknown>
const SAMPLE = JSON.parse(readFileSync('sample/demonstration.json', 'utf8')) as {
  adoptions: Loose[]
  main_city: { adaptations: Loose[] }
}
const [first = {}] = SAMPLE.adoptions

const made = (change: Loose = {}): Loose => ({ ...structuredClone(first), id: 'made-adoption', ...change })
const changed = (change: Loose) => made({ changes: [{ ...(first['changes'] as Loose[])[0], ...change }] })
const then = (change: Loose) =>
  made({
    answers_then: [
      {
        factor: 'gov.mandate',
        respondent: 'administration',
        state: 'answered',
        value: 'implied',
        date: '2024-01-01',
        ...change,
      },
    ],
  })

const run = (
  adoptions: unknown,
  { apply = true, world = { demonstration: true } }: { apply?: boolean; world?: ImportWorld } = {},
) => runImport(db(), apply, (trx) => importAdoptions(trx, IMPORTER, world, { adoptions }))
const rows = async () =>
  (
    await db()
      .selectFrom('item_revision')
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
  ).rows
const sourceOf = async (slug: string) =>
  (
    await db()
      .selectFrom('adaptation_source')
      .innerJoin('item as taken', 'taken.id', 'adaptation_id')
      .innerJoin('item as source', 'source.id', 'source_id')
      .select('source.slug')
      .where('taken.slug', '=', slug)
      .execute()
  ).map((row) => row.slug)

describe('a file of adoption records', () => {
  test('tells in a dry run what would become of each row, and writes nothing', async () => {
    const before = await rows()
    expect((await run([made(), first], { apply: false })).map((fate) => `${fate.row} ${fate.id} ${fate.fate}`)).toEqual(
      ['1 made-adoption new', `2 ${String(first['id'])} unchanged`],
    )
    expect(await rows()).toBe(before)
  })

  test('changes nothing the second time', async () => {
    await run([made()])
    const before = await rows()
    expect((await run([made()])).map((fate) => fate.fate)).toEqual(['unchanged'])
    expect(
      (await run([...SAMPLE.main_city.adaptations, ...SAMPLE.adoptions])).filter((fate) => fate.fate !== 'unchanged'),
    ).toEqual([])
    expect(await rows()).toBe(before)
  })

  test('keeps where it was taken from, also when that stands further down', async () => {
    await run([made({ id: 'made-child', from_adaptation: 'made-parent' }), made({ id: 'made-parent' })])
    expect(await sourceOf('made-child')).toEqual(['made-parent'])
    expect(await sourceOf('made-parent')).toEqual([first['practice']])
  })

  test('keeps the name of a practice that this collection does not hold', async () => {
    expect((await run([made({ practice: null, name: 'A table of four' })])).map((fate) => fate.fate)).toEqual(['new'])
    expect(await sourceOf('made-adoption')).toEqual([])
  })
})

describe('a row that is wrong is named by row and field', () => {
  test.each<[string, Loose, string]>([
    ['an unknown city', made({ city: 'atlantis' }), 'city: there is no city "atlantis"'],
    ['an unknown practice', made({ practice: 'gone' }), 'practice: there is no practice "gone"'],
    [
      'no practice and no name',
      made({ practice: null }),
      'name: a practice that this collection does not hold needs its name',
    ],
    ['an unknown source', made({ from_adaptation: 'gone' }), 'from_adaptation: there is no adaptation "gone"'],
    ['itself as its source', made({ from_adaptation: 'made-adoption' }), 'from_adaptation: names itself'],
    [
      'an end before the start',
      made({ period: { start: '2024-02-01', end: '2024-01-01' } }),
      'period.end: lies before the start',
    ],
    [
      'a day that no calendar has',
      made({ period: { start: '2024-02-30', end: null } }),
      'period.start: is not a day of the calendar',
    ],
    [
      'an unknown state',
      made({ state: 'dreaming' }),
      'state: Invalid option: expected one of "considering"|"planned"|"running"|"stopped"|"ended"|"finished"',
    ],
    [
      'an unknown kind of change',
      changed({ nature: 'magic' }),
      'changes.0.nature: "magic" is not in adaptation_natures',
    ],
    ['an unknown reason', changed({ reasons: ['magic'] }), 'changes.0.reasons: "magic" is not in adaptation_reasons'],
    ['an unknown moment', changed({ when: 'never' }), 'changes.0.when: "never" is not in frame_when'],
    ['an unknown goal', changed({ goal: 'fame' }), 'changes.0.goal: "fame" is not in frame_goal'],
    [
      'a change twice',
      made({ changes: [(first['changes'] as Loose[])[0], (first['changes'] as Loose[])[0]] }),
      'changes: two changes have the id "c1"',
    ],
    ['an unknown factor', then({ factor: 'gov.nothing' }), 'answers_then.0.factor: "gov.nothing" is not a factor'],
    [
      'a step that does not exist',
      then({ value: 'sky_high' }),
      'answers_then.0.value: gov.mandate has no step "sky_high"',
    ],
    [
      'an unknown respondent',
      then({ respondent: 'oracle' }),
      'answers_then.0.respondent: "oracle" is not in respondent_kinds',
    ],
    [
      'an answer twice',
      made({
        answers_then: [
          ...(then({})['answers_then'] as Loose[]),
          ...(then({ value: 'explicit' })['answers_then'] as Loose[]),
        ],
      }),
      'answers_then: holds two answers on gov.mandate by administration',
    ],
    [
      'an outcome that is none',
      made({ outcome: { value: 'splendid', level: 1, independent: false, date: '2025-01-01', summary: { en: 'x' } } }),
      'outcome.value: Invalid option: expected one of "better"|"mixed"|"no_difference"|"worse"|"unclear"',
    ],
    [
      'a character that cannot be stored',
      changed({ why: { en: 'a\u0000b' } }),
      '(row): holds a character that cannot be stored',
    ],
  ])('%s', async (_, row, sentence) => {
    const before = await rows()
    const [, fate] = await run([first, row])
    expect(fate).toMatchObject({ row: 2, fate: 'refused' })
    expect(fate?.faults.map((fault) => `${fault.field}: ${fault.says}`)).toContain(sentence)
    expect(await rows()).toBe(before)
  })

  test('an id twice, and a file that is no list', async () => {
    expect((await run([made(), made()]))[1]).toMatchObject({
      row: 2,
      fate: 'refused',
      faults: [{ field: 'id', says: '"made-adoption" stands in this file twice' }],
    })
    expect(await run('x')).toEqual([
      { row: 0, id: '(file)', fate: 'refused', faults: [{ field: 'adoptions', says: 'is not a list' }] },
    ])
  })
})

test('an instance of its own refuses an invented record', async () => {
  const [fate] = await run([made()], { world: { demonstration: false } })
  expect(fate).toMatchObject({
    fate: 'refused',
    faults: [{ field: 'demonstration', says: 'is invented content; this is an instance of its own' }],
  })
})
