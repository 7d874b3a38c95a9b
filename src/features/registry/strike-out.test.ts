import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { together } from '#platform/database/together.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { Actor } from './actor.ts'
import { findEpoch, registerItem } from './item.queries.server.ts'
import { FACTS } from './strike-facts.server.ts'
import { strikeOut } from './strike-out.server.ts'
import { STRUCK } from './struck-text.ts'

const db = testDatabase(withSample)
const OFFICER: Actor = { kind: 'system', job: 'test' }
const SECRET = 'Zqxname Zqxfamily'

async function practiceWithSecret(): Promise<string> {
  const words = (said: string) => ({
    title: `Title ${said}`,
    summary: `About ${said} and others`,
    parts: { problem: `Asked ${said.toUpperCase()} twice: ${said}`, lessons: ['nothing', said] },
    origin: 'original' as const,
  })
  const item = (said: string, version: number) => ({
    kind: 'practice' as const,
    slug: 'with-secret',
    placeId: null,
    region: 'mena',
    label: 'public' as const,
    state: 'published' as const,
    originalLanguage: 'en',
    demonstration: false,
    texts: { en: words(said), fr: { ...words(said), origin: 'human' as const } },
    document: { id: 'with-secret', version, title: { en: `Title ${said}` }, notes: [said] },
    search: { en: { title: `Title ${said}`, summary: said, body: `${said} text`, synonyms: [], hidden: [] } },
  })
  await registerItem(db(), OFFICER, item(SECRET, 1))
  return (await registerItem(db(), OFFICER, item(SECRET, 2))).id
}

/** Every table and column of the database in which the text stands. */
async function whereItStands(text: string): Promise<string[]> {
  const { rows } = await sql<{
    table_name: string
  }>`select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    db(),
  )
  const found: string[] = []
  for (const { table_name } of rows) {
    const { rows: hits } = await sql<{
      hit: boolean
    }>`select exists (select 1 from ${sql.table(table_name)} each where strpos(lower(each::text), ${text.toLowerCase()}) > 0) as hit`.execute(
      db(),
    )
    if (hits[0]?.hit) found.push(table_name)
  }
  return found
}

test('a text struck out is nowhere in the database, in no revision, language or spelling, and a mark with its reason is', async () => {
  const itemId = await practiceWithSecret()
  expect(await whereItStands('zqxname')).toEqual(expect.arrayContaining(['item_text', 'item_revision', 'search_entry']))
  const epoch = await findEpoch(db())
  const struck = await strikeOut(db(), OFFICER, {
    itemId,
    text: SECRET,
    reason: 'personal_data',
    why: 'a person is named',
  })
  expect(struck).toEqual({ ok: true, value: 14 })
  expect(await whereItStands('zqxname')).toEqual([])
  const text = await db()
    .selectFrom('item_text')
    .select(['title', 'parts'])
    .where('item_id', '=', itemId)
    .where('language', '=', 'en')
    .executeTakeFirstOrThrow()
  expect(text).toEqual({
    title: `Title ${STRUCK}`,
    parts: { problem: `Asked ${STRUCK} twice: ${STRUCK}`, lessons: ['nothing', STRUCK] },
  })
  expect(
    await db().selectFrom('item_strike').select(['reason', 'places']).where('item_id', '=', itemId).execute(),
  ).toEqual([{ reason: 'personal_data', places: 14 }])
  expect(await findEpoch(db())).toBe(epoch + 1)
})

test('an import that would bring a struck passage back is refused', async () => {
  const itemId = await practiceWithSecret()
  await strikeOut(db(), OFFICER, { itemId, text: SECRET, reason: 'safety', why: 'a person is named' })
  expect(await practiceWithSecret()).toBe(itemId)
  expect(await whereItStands('zqxname')).toEqual([])
})

test('what is not in the item, or is too short to be meant, is refused and changes nothing', async () => {
  const itemId = await practiceWithSecret()
  const epoch = await findEpoch(db())
  expect(await strikeOut(db(), OFFICER, { itemId, text: 'not there at all', reason: 'safety', why: '' })).toEqual({
    ok: false,
    reason: 'not_found_in_it',
  })
  expect(await strikeOut(db(), OFFICER, { itemId, text: ' a ', reason: 'safety', why: '' })).toEqual({
    ok: false,
    reason: 'too_short',
  })
  expect(await findEpoch(db())).toBe(epoch)
})

test('it reaches what stands beside the words too: owner, partners, kin, sources, notes on answers', async () => {
  const itemId = await practiceWithSecret()
  const sources = JSON.stringify([{ title: `Report by ${SECRET}`, url: 'https://example.org' }])
  await db()
    .insertInto('practice')
    .values({
      id: itemId,
      place_name: SECRET,
      owner: `Office of ${SECRET}`,
      running: 'running',
      partners: ['A school', SECRET],
      evidence_level: 0,
      direction: 'not_reported',
      sources,
    })
    .execute()
  await db()
    .insertInto('practice_kinship')
    .values({ id: newKey(), practice_id: itemId, direction: 'by', position: 0, name: SECRET, city: 'Bilbao' })
    .execute()
  await strikeOut(db(), OFFICER, { itemId, text: SECRET, reason: 'personal_data', why: 'a person is named' })
  expect(await whereItStands('zqxname')).toEqual([])
  expect(
    await db()
      .selectFrom('practice')
      .select(['owner', 'partners', 'sources'])
      .where('id', '=', itemId)
      .executeTakeFirst(),
  ).toEqual({
    owner: `Office of ${STRUCK}`,
    partners: ['A school', STRUCK],
    sources: [{ title: `Report by ${STRUCK}`, url: 'https://example.org' }],
  })
})

test('a note on an answer can be struck out, and nothing else of an answer can be changed', async () => {
  const city = (
    await db().selectFrom('item').select('id').where('slug', '=', 'demo-marsa-lawz').executeTakeFirstOrThrow()
  ).id
  const answer = {
    id: newKey(),
    city_id: city,
    factor: 'gov.mandate',
    respondent: 'administration',
    state: 'not_known',
    value: [],
    day: '2026-01-01',
    label: 'public',
    by_whom: 'test',
  }
  await db()
    .insertInto('city_answer')
    .values({ ...answer, note: JSON.stringify({ en: `Ask ${SECRET}` }) })
    .execute()
  expect(
    await strikeOut(db(), OFFICER, { itemId: city, text: SECRET, reason: 'safety', why: 'a person is named' }),
  ).toEqual({ ok: true, value: 1 })
  expect(
    (await db().selectFrom('city_answer').select('note').where('id', '=', answer.id).executeTakeFirstOrThrow()).note,
  ).toEqual({ en: `Ask ${STRUCK}` })
  await expect(
    together(db(), (open) =>
      open.updateTable('city_answer').set({ label: 'team' }).where('id', '=', answer.id).execute(),
    ),
  ).rejects.toThrow('only grows')
  await expect(
    together(db(), (open) => open.deleteFrom('city_answer').where('id', '=', answer.id).execute()),
  ).rejects.toThrow('only grows')
})

/** Columns that hold codes, numbers as text or marks of the program, never what people write. */
const CODES =
  /^(id|kind|slug|code|label|state|region|language|languages|original_language|origin|basis|role|test|steps|factor|respondent|value|vocabulary|broader|by_whom|created_by|updated_by|seat|from_state|to_state|reason|running|direction|cost_band|record_outcome|outcome|country|government_level|population_scope|population_status|timezone|membership_basis|basis_latest_date|challenge_terms|how|confidence|at_when|decided_by|changed|level|nature|core|goal|reasons|group_code|type|default_label|options_from|act|signs|place)$/

test('no column with words is forgotten', async () => {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('text', 'ARRAY', 'jsonb')`.execute(
    db(),
  )
  const reached = new Set(FACTS.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)))
  const elsewhere =
    /^(item_text|item_revision|search_entry|search_word|visitor|visitor_answer|secret|migration|pgboss.*)\.|^(audit_entry|item_move)\.(why|detail)$|^item_text\.note$/
  // of reports: struck out by the act that strikes out what they are about (safeguards); of people: erased with the person, not struck out; codes and addresses of places and files
  const ofPeople =
    /^(person|person_field|person_profile_before|person_export|seat|passkey|passkey_challenge|session|attempt|invitation|mail|mail_\w+|hub|organisation|file|attachment|report|report_\w+|city_risk|notice|notice_\w+|ask|provider|provider_\w+)\./
  const forgotten = rows
    .map((row) => `${row.table_name}.${row.column_name}`)
    .filter(
      (column) =>
        !reached.has(column) &&
        !elsewhere.test(column) &&
        !ofPeople.test(column) &&
        !CODES.test(column.split('.')[1] ?? ''),
    )
  expect(forgotten).toEqual([])
})
