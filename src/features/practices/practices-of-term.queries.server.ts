/** Practices gathered by a term of the vocabulary: for theme pages, and for what a factor is asked by. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { LANGUAGES, type Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { ShownWords } from '#features/registry/item.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import type { PracticeParts } from './practice-words.ts'

export type Gathered = { ids: string[]; total: number }

/** Ids of the practices that carry one of these terms, newest first; `total` counts all that this reader may see. */
export async function listPracticesOfTerm(
  db: Db,
  actor: Actor,
  of: { vocabulary: string; codes: readonly string[]; limit: number },
): Promise<Gathered> {
  const { rows } = await sql<{ id: string; total: number }>`
    select item.id, (count(*) over ())::int as total from item
    where ${isSeen(actor)} and exists (select 1 from practice_term carried
      where carried.practice_id = item.id and carried.vocabulary = ${of.vocabulary} and carried.code = any(${[...of.codes]}::text[]))
    order by item.published_at desc, item.id desc limit ${of.limit}`.execute(db)
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 }
}

/** How many practices stand under each term of these vocabularies, its narrower terms included; by slug of the term. */
export async function countPracticesByTerm(
  db: Db,
  actor: Actor,
  vocabularies: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ slug: string; count: number }>`
    with recursive lies_under (vocabulary, code, above) as (
      select term.vocabulary, term.code, term.code from term join item term_item on term_item.id = term.id
      where term.vocabulary = any(${[...vocabularies]}::text[]) and ${visibleTo(actor, 'term_item')}
      union
      select lies_under.vocabulary, lies_under.code, term.broader from lies_under
      join term on term.vocabulary = lies_under.vocabulary and term.code = lies_under.above
      join item term_item on term_item.id = term.id
      where term.broader is not null and ${visibleTo(actor, 'term_item')}
    )
    select lies_under.vocabulary || '/' || lies_under.above as slug, count(distinct item.id)::int as count
    from lies_under join practice_term carried on carried.vocabulary = lies_under.vocabulary and carried.code = lies_under.code
    join item on item.id = carried.practice_id
    where ${isSeen(actor)} group by 1`.execute(db)
  return new Map(rows.map((row) => [row.slug, row.count]))
}

export type Beside = { slug: string; words: Pick<ShownWords, 'title' | 'lang' | 'dir'>; count: number }

/** Other terms that the same practices carry, at least two of them, the most frequent first: what often comes together. */
export async function listTermsBeside(
  db: Db,
  actor: Actor,
  of: { vocabulary: string; codes: readonly string[]; among: readonly string[]; language: Language; limit: number },
): Promise<Beside[]> {
  const { rows } = await sql<WordsRow & { slug: string; count: number }>`
    select term_item.slug, beside.count, words.title, words.summary, words.language, words.origin, words.note, words.stale
    from (
      select other.vocabulary, other.code, count(distinct item.id)::int as count
      from practice_term carried join item on item.id = carried.practice_id join practice_term other on other.practice_id = item.id
      where carried.vocabulary = ${of.vocabulary} and carried.code = any(${[...of.codes]}::text[]) and ${isSeen(actor)}
        and other.vocabulary = any(${[...of.among]}::text[]) and not (other.vocabulary = ${of.vocabulary} and other.code = any(${[...of.codes]}::text[]))
      group by 1, 2 having count(distinct item.id) > 1
    ) beside
    join item term_item on term_item.kind = 'term' and term_item.slug = beside.vocabulary || '/' || beside.code ${wordsIn(of.language, 'term_item')}
    where term_item.state = 'published' and ${visibleTo(actor, 'term_item')}
    order by beside.count desc, term_item.slug limit ${of.limit}`.execute(db)
  return rows.map((row) => ({ slug: row.slug, count: row.count, words: shown(row) }))
}

export type Asking = {
  slug: string
  words: Pick<ShownWords, 'title' | 'lang' | 'dir'>
  demonstration: boolean
  test: 'at_least' | 'at_most' | 'any_of'
  steps: string[]
  role: string
  basis: string
  mechanism: string | null
}

/** What practices ask of a place by this factor: safeguards first, then by weight. */
export async function listAskingPractices(
  db: Db,
  actor: Actor,
  of: { factor: string; language: Language; limit: number },
): Promise<{ asking: Asking[]; total: number }> {
  const { rows } = await sql<WordsRow & Omit<Asking, 'words' | 'mechanism'> & { total: number }>`
    select item.slug, item.demonstration, claim.test, claim.steps, claim.role, claim.basis, (count(*) over ())::int as total, words.*
    from practice_claim claim join item on item.id = claim.practice_id ${wordsIn(of.language)}
    where claim.factor = ${of.factor} and ${isSeen(actor)}
    order by array_position(array['safeguard', 'necessary', 'important', 'helps'], claim.role), words.title collate ${sql.id(LANGUAGES[of.language].sort)}, item.id limit ${of.limit}`.execute(
    db,
  )
  return { asking: rows.map((row) => askingOf(row, of.factor)), total: rows[0]?.total ?? 0 }
}

function askingOf(row: WordsRow & Omit<Asking, 'words' | 'mechanism'>, factor: string): Asking {
  const { title, lang, dir, parts } = shown<Partial<PracticeParts> | undefined>(row)
  const claim = parts?.claims?.[row.role === 'safeguard' ? `${factor}!` : factor]
  return {
    slug: row.slug,
    words: { title, lang, dir },
    demonstration: row.demonstration,
    test: row.test,
    steps: row.steps,
    role: row.role,
    basis: row.basis,
    mechanism: claim?.mechanism || null,
  }
}

const isSeen = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(item.kind = 'practice' and item.state = 'published' and ${visibleTo(actor)})`
