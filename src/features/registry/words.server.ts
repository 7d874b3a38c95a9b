/** Joins the words of an item in the wanted language, else in its original: one grammar for every query. */
import { sql, type RawBuilder } from 'kysely'
import { directionOf, isLanguage, FALLBACK, type Language } from '#platform/language/languages.ts'
import type { Origin, ShownWords } from './item.ts'

/** `lateral` join that yields one row of item_text as `alias`: published, wanted language first, then the original. */
export const wordsIn = (language: Language, item = 'item', alias = 'words'): RawBuilder<unknown> => sql`
  join lateral (
    select t.title, t.summary, t.parts, t.language, t.origin, t.note, (t.of_revision < ${sql.ref(item)}.revision) as stale
    from item_text t
    where t.item_id = ${sql.ref(item)}.id and t.state = 'published'
    order by (t.language = ${language}) desc, (t.language = ${sql.ref(item)}.original_language) desc, t.language
    limit 1
  ) ${sql.ref(alias)} on true`

export type WordsRow = {
  title: string
  summary: string
  parts?: unknown
  language: string
  origin: string
  note: string | null
  stale: boolean
}

export function shown<Parts>(row: WordsRow): ShownWords<Parts> {
  const lang = isLanguage(row.language) ? row.language : FALLBACK
  return {
    title: row.title,
    summary: row.summary,
    parts: row.parts as Parts,
    lang,
    dir: directionOf(lang),
    origin: row.origin as Origin,
    stale: row.stale,
    note: row.note,
  }
}
