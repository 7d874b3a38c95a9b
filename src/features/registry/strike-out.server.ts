/**
 * Use case: a text that must not stand (personal data, safety) is taken out of everything that keeps it, in one
 * transaction: words in every language, every revision, what search reads. A mark with the reason stays.
 */
import { newKey } from '#base/keys.server.ts'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { signatureOf, type Actor } from './actor.ts'
import { insertAudit, raiseEpoch } from './item.queries.server.ts'
import { replaceSearchEntries } from './search-entry.server.ts'
import { listFactStrings, strikeFacts } from './strike-facts.server.ts'
import { withoutText } from './struck-text.ts'

export type StrikeReason = 'personal_data' | 'safety'
export type StrikeRefusal = 'too_short' | 'no_such_item' | 'not_found_in_it'

const SHORTEST = 3

/** Returns in how many places the text stood. The text itself is written nowhere, not even into the audit. */
export async function strikeOut(
  db: Db,
  actor: Actor,
  strike: { itemId: string; text: string; reason: StrikeReason; why: string },
): Promise<Outcome<number, StrikeRefusal>> {
  const text = strike.text.trim()
  if (text.length < SHORTEST) return refused('too_short')
  return together(db, async (trx) => {
    const item = await trx
      .selectFrom('item')
      .select('id')
      .where('id', '=', strike.itemId)
      .forUpdate()
      .executeTakeFirst()
    if (!item) return refused('no_such_item')
    const places =
      (await strikeWords(trx, strike.itemId, text)) +
      (await strikeRevisions(trx, strike.itemId, text)) +
      (await strikeFacts(trx, strike.itemId, text))
    if (places === 0) return refused('not_found_in_it')
    await strikeSearch(trx, strike.itemId)
    await keepStrike(trx, actor, { ...strike, places })
    return done(places)
  })
}

/** The record of it: that and why something was struck out, never what. In the caller's transaction. */
export async function keepStrike(
  db: Db,
  actor: Actor,
  { itemId, reason, places, why }: { itemId: string; reason: StrikeReason; places: number; why: string },
): Promise<void> {
  await db
    .insertInto('item_strike')
    .values({ id: newKey(), item_id: itemId, reason, places, by_whom: signatureOf(actor) })
    .execute()
  await insertAudit(db, actor, { act: 'item.struck_out', itemId, why, detail: { reason, places } })
  await raiseEpoch(db)
}

async function strikeWords(db: Db, itemId: string, text: string): Promise<number> {
  const rows = await db
    .selectFrom('item_text')
    .select(['language', 'title', 'summary', 'parts'])
    .where('item_id', '=', itemId)
    .execute()
  let places = 0
  for (const row of rows) {
    const { value, count } = withoutText({ title: row.title, summary: row.summary, parts: row.parts as unknown }, text)
    if (count === 0) continue
    places += count
    const words = value as { title: string; summary: string; parts: unknown }
    await db
      .updateTable('item_text')
      .set({ title: words.title, summary: words.summary, parts: JSON.stringify(words.parts) })
      .where('item_id', '=', itemId)
      .where('language', '=', row.language)
      .execute()
  }
  return places
}

async function strikeRevisions(db: Db, itemId: string, text: string): Promise<number> {
  const rows = await db
    .selectFrom('item_revision')
    .select(['revision', 'document'])
    .where('item_id', '=', itemId)
    .execute()
  let places = 0
  for (const row of rows) {
    const { value, count } = withoutText(row.document, text)
    if (count === 0) continue
    places += count
    await db
      .updateTable('item_revision')
      .set({ document: JSON.stringify(value) })
      .where('item_id', '=', itemId)
      .where('revision', '=', row.revision)
      .execute()
  }
  return places
}

/** What search reads is written anew from the words that remain. */
async function strikeSearch(db: Db, itemId: string): Promise<void> {
  const rows = await db
    .selectFrom('item_text')
    .select(['language', 'title', 'summary', 'parts'])
    .where('item_id', '=', itemId)
    .where('state', '=', 'published')
    .execute()
  const document = await db
    .selectFrom('item_revision')
    .select('document')
    .where('item_id', '=', itemId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  const hidden =
    (document?.document as { hidden_synonyms?: Record<string, string[]> } | undefined)?.hidden_synonyms ?? {}
  const facts = await listFactStrings(db, itemId)
  const words = rows.map(({ language, title, summary, parts }) => {
    const synonyms = (parts as { synonyms?: string[] } | null)?.synonyms ?? []
    return [
      language,
      { title, summary, body: [...stringsIn(parts), ...facts].join(' '), synonyms, hidden: hidden[language] ?? [] },
    ] as const
  })
  await replaceSearchEntries(db, itemId, Object.fromEntries(words))
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
