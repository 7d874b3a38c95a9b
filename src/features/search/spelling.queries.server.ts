/** Looks up near spellings of words that nothing answers. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { nearKeys } from '#base/spelling.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { fact } from './sieve.ts'

/** Of what is like a long word this many are compared letter by letter. */
const MOST_LIKE = 400
const LONG = 7

/** Which of these queries an entry answers that the actor may see, and which words are spelled nearly like each word. */
export async function listNear(db: Db, actor: Actor, asked: { words: readonly string[]; sieves: readonly string[] }) {
  const keys = asked.words.map((word) => nearKeys(word).join(' '))
  const { rows } = await sql<{ answered: boolean; near: string[] }>`
    select
      exists (select 1 from search_entry entry join item on item.id = entry.item_id
        where entry.document @@ asked.sieve::tsquery and item.kind <> 'adaptation' and item.state = 'published' and ${visibleTo(actor)}) as answered,
      array(select known.word from search_word known where known.near && string_to_array(asked.keys, ' ')
        union (select known.word from search_word known where length(asked.word) >= ${LONG} and known.word % asked.word
          order by similarity(known.word, asked.word) desc, known.word limit ${MOST_LIKE})) as near
    from unnest(${[...asked.words]}::text[], ${keys}::text[], ${[...asked.sieves]}::text[]) with ordinality as asked (word, keys, sieve, place)
    order by asked.place`.execute(db)
  return rows
}

export type SpelledWord = {
  word: string
  /** An entry in the reader's language holds it. */
  own: boolean
  /** A title holds it. */
  titled: boolean
  /** Texts of one entry that holds it, to show the word as it is written there. */
  texts: string
}

/** Those of the words that stand in an entry which the actor may see: nothing hidden is ever suggested. */
export async function listSpelled(
  db: Db,
  actor: Actor,
  asked: { words: readonly string[]; language: Language },
): Promise<SpelledWord[]> {
  const holder = (language: string, column: 'document' | 'title_words' = 'document') => sql`
    (select entry.item_id, entry.language from search_entry entry join item on item.id = entry.item_id
     where entry.${sql.ref(column)} @@ (quote_literal(asked.word) || ${language})::tsquery
       and item.kind <> 'adaptation' and item.state = 'published' and ${visibleTo(actor)} limit 1)`
  const own = ` & '${fact.in(asked.language)}'`
  const { rows } = await sql<SpelledWord>`
    select asked.word, one.language = ${asked.language} as own, exists (select 1 from ${holder('', 'title_words')} titled) as titled,
      coalesce((select t.title || ' ' || t.summary || ' ' || t.parts::text from item_text t
        where t.item_id = one.item_id and t.language = one.language and t.state = 'published'), '') as texts
    from unnest(${[...asked.words]}::text[]) asked (word)
    join lateral (select * from (${holder(own)} union all ${holder('')}) either limit 1) one on true`.execute(db)
  return rows
}
