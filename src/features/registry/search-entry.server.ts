/** Writes the words by which an item is found. Labels are not here: they are joined when somebody searches. */
import { sql } from 'kysely'
import { normalise } from '#base/normalise.ts'
import { LANGUAGES, isLanguage } from '#platform/language/languages.ts'
import type { Db } from '#platform/database/pool.server.ts'

/** Words of one item in one language, as people wrote them. `hidden` are whole phrases that match and are never shown. */
export type SearchWords = { title: string; summary: string; body: string; synonyms: readonly string[]; hidden: readonly string[] }

export async function replaceSearchEntries(db: Db, itemId: string, byLanguage: Record<string, SearchWords>): Promise<void> {
  await sql`delete from search_entry where item_id = ${itemId}`.execute(db)
  for (const [language, words] of Object.entries(byLanguage)) await insertEntry(db, itemId, language, words)
}

/** Hidden phrases are fenced with bars, so that only a whole phrase matches. */
export const fencePhrases = (phrases: readonly string[]): string => (phrases.length === 0 ? '' : `|${phrases.map(normalise).join('|')}|`)

async function insertEntry(db: Db, itemId: string, language: string, words: SearchWords): Promise<void> {
  const stemmer = isLanguage(language) ? LANGUAGES[language].stemmer : 'simple'
  const title = normalise(words.title)
  const near = normalise([words.summary, ...words.synonyms].join(' · '))
  const far = normalise(words.body)
  await sql`
    insert into search_entry (item_id, language, title, words, hidden, document)
    values (${itemId}, ${language}, ${title}, ${`${title} · ${near}`}, ${fencePhrases(words.hidden)},
      setweight(to_tsvector('simple', ${title}), 'A') || setweight(to_tsvector(${stemmer}::regconfig, ${title}), 'A') ||
      setweight(to_tsvector('simple', ${near}), 'B') || setweight(to_tsvector(${stemmer}::regconfig, ${near}), 'B') ||
      setweight(to_tsvector('simple', ${far}), 'D') || setweight(to_tsvector(${stemmer}::regconfig, ${far}), 'D'))`.execute(db)
}
