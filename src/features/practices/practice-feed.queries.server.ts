/** The practices that were published or changed last. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import type { ShownWords } from '#features/registry/item.ts'

export type ChangedPractice = {
  id: string
  slug: string
  words: Omit<ShownWords, 'parts'>
  owner: string
  published: Date
  updated: Date
  types: string[]
}

type Row = WordsRow & {
  id: string
  slug: string
  owner: string
  published: Date
  updated: Date
  types: string[] | null
}

const MOST = 50

/** Newest change first, 50 at most. */
export async function listChangedPractices(db: Db, actor: Actor, language: Language): Promise<ChangedPractice[]> {
  const { rows } = await sql<Row>`
    select item.id, item.slug, coalesce(item.published_at, item.created_at) as published, item.updated_at as updated, practice.owner,
      words.title, words.summary, words.language, words.origin, words.note, words.stale,
      (select array_agg(code order by position) from practice_term where practice_id = item.id and vocabulary = 'practice_types') as types
    from item join practice on practice.id = item.id ${wordsIn(language)}
    where item.kind = 'practice' and item.state = 'published' and ${visibleTo(actor)}
    order by item.updated_at desc, item.id desc limit ${MOST}`.execute(db)
  return rows.map((row) => {
    const { parts: _, ...words } = shown(row)
    return {
      id: row.id,
      slug: row.slug,
      words,
      owner: row.owner,
      published: row.published,
      updated: row.updated,
      types: row.types ?? [],
    }
  })
}
