import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#platform/testing/database.ts'
import { withSample } from '#platform/testing/sample.ts'
import type { Actor } from './actor.ts'
import { findEpoch, registerItem } from './item.queries.server.ts'
import { strikeOut, STRUCK } from './strike-out.server.ts'

const db = testDatabase(withSample)
const OFFICER: Actor = { kind: 'system', job: 'test' }
const SECRET = 'Zqxname Zqxfamily'

async function practiceWithSecret(): Promise<string> {
  const words = (said: string) => ({ title: `Title ${said}`, summary: `About ${said} and others`, parts: { problem: `Asked ${said.toUpperCase()} twice: ${said}`, lessons: ['nothing', said] }, origin: 'original' as const })
  const item = (said: string, version: number) => ({
    kind: 'practice' as const, slug: 'with-secret', placeId: null, region: 'mena', label: 'public' as const, state: 'published' as const, originalLanguage: 'en', demonstration: false,
    texts: { en: words(said), fr: { ...words(said), origin: 'human' as const } }, document: { id: 'with-secret', version, title: { en: `Title ${said}` }, notes: [said] },
    search: { en: { title: `Title ${said}`, summary: said, body: `${said} text`, synonyms: [], hidden: [] } },
  })
  await registerItem(db(), OFFICER, item(SECRET, 1))
  return (await registerItem(db(), OFFICER, item(SECRET, 2))).id
}

/** Every table and column of the database in which the text stands. */
async function whereItStands(text: string): Promise<string[]> {
  const { rows } = await sql<{ table_name: string }>`select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db())
  const found: string[] = []
  for (const { table_name } of rows) {
    const { rows: hits } = await sql<{ hit: boolean }>`select exists (select 1 from ${sql.table(table_name)} each where strpos(lower(each::text), ${text.toLowerCase()}) > 0) as hit`.execute(db())
    if (hits[0]?.hit) found.push(table_name)
  }
  return found
}

test('a text struck out is nowhere in the database, in no revision, language or spelling, and a mark with its reason is', async () => {
  const itemId = await practiceWithSecret()
  expect(await whereItStands('zqxname')).toEqual(expect.arrayContaining(['item_text', 'item_revision', 'search_entry']))
  const epoch = await findEpoch(db())
  const struck = await strikeOut(db(), OFFICER, { itemId, text: SECRET, reason: 'personal_data', why: 'a person is named' })
  expect(struck).toEqual({ ok: true, value: 14 })
  expect(await whereItStands('zqxname')).toEqual([])
  const text = await db().selectFrom('item_text').select(['title', 'parts']).where('item_id', '=', itemId).where('language', '=', 'en').executeTakeFirstOrThrow()
  expect(text).toEqual({ title: `Title ${STRUCK}`, parts: { problem: `Asked ${STRUCK} twice: ${STRUCK}`, lessons: ['nothing', STRUCK] } })
  expect(await db().selectFrom('item_strike').select(['reason', 'places']).where('item_id', '=', itemId).execute()).toEqual([{ reason: 'personal_data', places: 14 }])
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
  expect(await strikeOut(db(), OFFICER, { itemId, text: 'not there at all', reason: 'safety', why: '' })).toEqual({ ok: false, reason: 'not_found_in_it' })
  expect(await strikeOut(db(), OFFICER, { itemId, text: ' a ', reason: 'safety', why: '' })).toEqual({ ok: false, reason: 'too_short' })
  expect(await findEpoch(db())).toBe(epoch)
})
