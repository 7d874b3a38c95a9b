import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { runImport, type ImportWorld } from '#features/registry/import-run.server.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { importAnswers } from './import-answers.server.ts'
import { importCities } from './import-cities.server.ts'

const db = testDatabase(withSample)
const IMPORTER = { kind: 'system', job: 'test' } as const
const read = (name: string) =>
  JSON.parse(readFileSync(`sample/${name}.json`, 'utf8')) as { cities: Record<string, unknown>[] }
const DEMONSTRATION: ImportWorld = { demonstration: true }
const OWN: ImportWorld = { demonstration: false }

type Loose = Record<string, unknown>
const city = (change: Loose = {}): Loose => ({
  id: 'made-city',
  name: { en: 'Made', fr: 'Faite', ar: 'مصنوعة' },
  country: 'MA',
  region: 'mena',
  government_level: 'city',
  lat: 33,
  lon: -7,
  population: 1000,
  languages: ['ar'],
  timezone: 'Etc/UTC',
  profile: {
    summary: { en: 'A made place.' },
    challenges: [{ id: 'c1', kinds: ['short_of_means'], text: { en: 'Few people.' } }],
  },
  ...change,
})
const answer = (change: Loose = {}): Loose => ({
  city: 'demo-marsa-lawz',
  factor: 'gov.autonomy',
  respondent: 'school',
  state: 'answered',
  value: 'free',
  date: '2026-11-01',
  visibility: 'public',
  ...change,
})

const run = (cities: unknown, { apply = true, world = DEMONSTRATION } = {}) =>
  runImport(db(), apply, (trx) => importCities(trx, IMPORTER, world, { cities }))
const runAnswers = (file: unknown, { apply = true, world = DEMONSTRATION } = {}) =>
  runImport(db(), apply, (trx) => importAnswers(trx, IMPORTER, world, file))
const count = async (table: 'item_revision' | 'city_answer') =>
  (
    await db()
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
  ).rows
const said = (faults: { field: string; says: string }[] | undefined) =>
  (faults ?? []).map((fault) => `${fault.field}: ${fault.says}`)

describe('a file of cities', () => {
  test('tells in a dry run what would become of each row, and writes nothing', async () => {
    const before = await count('item_revision')
    expect(
      (await run([city(), read('cities').cities[0]], { apply: false })).map((fate) => `${fate.row} ${fate.fate}`),
    ).toEqual(['1 new', '2 unchanged'])
    expect(await count('item_revision')).toBe(before)
  })

  test('changes nothing the second time', async () => {
    await run([city()])
    const before = await count('item_revision')
    expect((await run([city()])).map((fate) => fate.fate)).toEqual(['unchanged'])
    expect((await run(read('cities').cities)).filter((fate) => fate.fate !== 'unchanged')).toEqual([])
    expect(await count('item_revision')).toBe(before)
    expect((await run([city({ population: 1001 })])).map((fate) => fate.fate)).toEqual(['changed'])
  })

  test.each<[string, Loose, string]>([
    ['an id that no address can bear', city({ id: 'Made City' }), 'id: is not an id: small letters, digits and - only'],
    ['a country that is none', city({ country: 'Morocco' }), 'country: is not a country of two letters'],
    ['an unknown region', city({ region: 'atlantis' }), 'region: "atlantis" is not a region of the vocabulary'],
    ['a place off the globe', city({ lat: 91 }), 'lat: Too big: expected number to be <=90'],
    [
      'an unknown concern',
      city({ profile: { summary: { en: 'x' }, challenges: [{ id: 'c', kinds: ['nothing'], text: { en: 'x' } }] } }),
      'profile.challenges.0.kinds: "nothing" is not a challenge of the vocabulary',
    ],
    ['a day that no calendar has', city({ member_since: '2026-02-31' }), 'member_since: is not a day of the calendar'],
    ['no name', city({ name: {} }), 'name: has no text in any language'],
    ['a character that cannot be stored', city({ note: 'a\u0000b' }), '(row): holds a character that cannot be stored'],
  ])('names %s by row and field', async (_, row, sentence) => {
    const before = await count('item_revision')
    const [, fate] = await run([city({ id: 'made-first' }), row])
    expect(fate).toMatchObject({ row: 2, fate: 'refused' })
    expect(said(fate?.faults)).toContain(sentence)
    expect(await count('item_revision')).toBe(before)
  })

  test('shows a city again to nobody from whom its people took it; what an import narrowed, an import widens', async () => {
    const label = async () =>
      (await db().selectFrom('item').select('label').where('slug', '=', 'made-city').executeTakeFirstOrThrow()).label
    await run([city()])
    await run([city({ visibility: 'network' })])
    await run([city()])
    expect(await label()).toBe('public')
    const { id } = await db().selectFrom('item').select('id').where('slug', '=', 'made-city').executeTakeFirstOrThrow()
    const person = { kind: 'person', id: 'x', seats: [], regions: [], assurance: 'two' } as const
    await updateLabel(db(), person, { itemId: id, label: 'region', why: 'x' })
    expect((await run([city()])).map((fate) => fate.fate)).toEqual(['unchanged'])
    expect((await run([city({ population: 7 })])).map((fate) => fate.fate)).toEqual(['changed'])
    expect(await label()).toBe('region')
  })

  test('names an id that stands in it twice', async () => {
    expect((await run([city(), city()]))[1]).toMatchObject({
      row: 2,
      fate: 'refused',
      faults: [{ field: 'id', says: '"made-city" stands in this file twice' }],
    })
  })

  test('is refused whole in an instance of its own where it is invented', async () => {
    const fates = await run(read('demonstration').cities, { world: OWN })
    expect(new Set(fates.flatMap((fate) => fate.faults.map((fault) => fault.field)))).toEqual(
      new Set(['demonstration']),
    )
    expect(fates.every((fate) => fate.fate === 'refused')).toBe(true)
    expect((await run([city()], { world: OWN }))[0]?.fate).toBe('new')
  })
})

describe('a file of answers', () => {
  test('tells in a dry run what would become of each row, and writes nothing', async () => {
    const before = await count('city_answer')
    expect(
      (await runAnswers({ answers: [answer(), answer({ respondent: 'police' })] }, { apply: false })).map(
        (fate) => `${fate.row} ${fate.id} ${fate.fate}`,
      ),
    ).toEqual(['1 demo-marsa-lawz/gov.autonomy/school new', '2 demo-marsa-lawz/gov.autonomy/police new'])
    expect(await count('city_answer')).toBe(before)
  })

  test('changes nothing the second time, from the demonstration file too', async () => {
    await runAnswers({ answers: [answer()] })
    const before = await count('city_answer')
    expect((await runAnswers({ answers: [answer()] })).map((fate) => fate.fate)).toEqual(['unchanged'])
    expect((await runAnswers(read('demonstration'))).filter((fate) => fate.fate !== 'unchanged')).toEqual([])
    expect(await count('city_answer')).toBe(before)
    expect(
      (await runAnswers({ answers: [answer({ date: '2026-11-02', value: 'as_is' })] })).map((fate) => fate.fate),
    ).toEqual(['changed'])
  })

  test.each<[string, Loose, string]>([
    ['an unknown city', answer({ city: 'atlantis' }), 'city: there is no city "atlantis"'],
    ['an unknown factor', answer({ factor: 'gov.nothing' }), 'factor: "gov.nothing" is not a factor'],
    ['an unknown respondent', answer({ respondent: 'oracle' }), 'respondent: "oracle" is not a kind of respondent'],
    ['a step that does not exist', answer({ value: 'sky_high' }), 'value: gov.autonomy has no step "sky_high"'],
    ['two steps where one can be', answer({ value: ['free', 'as_is'] }), 'value: at most 1 can be chosen'],
    ['a choice twice', answer({ factor: 'inf.channels', value: ['radio', 'radio'] }), 'value: names a choice twice'],
    ['a value that nobody gave', answer({ state: 'not_known' }), 'value: stands exactly when the state is "answered"'],
    ['an answer without its value', answer({ value: null }), 'value: stands exactly when the state is "answered"'],
    ['a day that no calendar has', answer({ date: '2026-02-30' }), 'date: is not a day of the calendar'],
    [
      'an unknown label',
      answer({ visibility: 'friends' }),
      'visibility: Invalid option: expected one of "public"|"network"|"region"|"cities"|"team"',
    ],
    [
      'a character that cannot be stored',
      answer({ note: { en: 'a\u0000b' } }),
      '(row): holds a character that cannot be stored',
    ],
  ])('names %s by row and field', async (_, row, sentence) => {
    const before = await count('city_answer')
    const [, fate] = await runAnswers({ answers: [answer(), row] })
    expect(fate).toMatchObject({ row: 2, fate: 'refused' })
    expect(said(fate?.faults)).toContain(sentence)
    expect(await count('city_answer')).toBe(before)
  })

  test('shows nothing again to those from whom people took it: not the same row, not a newer one', async () => {
    await runAnswers({ answers: [answer()] })
    await sql`insert into city_answer (id, city_id, factor, respondent, state, value, day, label, by_whom)
      select ${newKey()}, city_id, factor, respondent, state, value, day, 'team', 'person:x' from city_answer
      where factor = 'gov.autonomy' and respondent = 'school'`.execute(db())
    const newest = async () =>
      (
        await sql<{
          label: string
        }>`select label from city_answer where factor = 'gov.autonomy' and respondent = 'school' order by day desc, id desc limit 1`.execute(
          db(),
        )
      ).rows[0]?.label
    expect((await runAnswers({ answers: [answer()] })).map((fate) => fate.fate)).toEqual(['unchanged'])
    expect(await newest()).toBe('team')
    await runAnswers({ answers: [answer({ date: '2026-11-02', value: 'as_is' })] })
    expect(await newest()).toBe('team')
  })

  test('names a respondent who answers twice on one day, and an empty value', async () => {
    expect(said((await runAnswers({ answers: [answer(), answer({ value: 'as_is' })] }))[1]?.faults)).toEqual([
      'date: this respondent answers the same question twice on that day',
    ])
    expect((await runAnswers({ answers: [answer({ value: [] })] }))[0]?.fate).toBe('refused')
  })

  test('is refused in an instance of its own where it is invented, and where it is none', async () => {
    expect(
      (await runAnswers(read('demonstration'), { world: OWN })).every(
        (fate) => fate.fate === 'refused' && fate.faults.some((fault) => fault.field === 'demonstration'),
      ),
    ).toBe(true)
    expect(said((await runAnswers({ practices: [] }))[0]?.faults)).toEqual([
      'answers: is not a list, and there are no cities with answers',
    ])
  })
})
