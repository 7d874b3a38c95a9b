/** What practices ask of a place by one factor. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { ShownWords } from '#features/registry/item.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import type { PracticeParts } from './practice-words.ts'

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

/** Safeguards first, then by weight, then the newest; `total` counts all that this reader may see. */
export async function listAskingPractices(
  db: Db,
  actor: Actor,
  of: { factor: string; language: Language; limit: number },
): Promise<{ asking: Asking[]; total: number }> {
  const { rows } = await sql<Row & { total: number }>`
    with asking as (
      select claim.practice_id, claim.test, claim.steps, claim.role, claim.basis, item.published_at,
        array_position(array['safeguard', 'necessary', 'important', 'helps'], claim.role) as heavy, (count(*) over ())::int as total
      from practice_claim claim join item on item.id = claim.practice_id
      where claim.factor = ${of.factor} and item.kind = 'practice' and item.state = 'published' and ${visibleTo(actor)}
      order by heavy, item.published_at desc, item.id desc limit ${of.limit}
    )
    select item.slug, item.demonstration, asking.test, asking.steps, asking.role, asking.basis, asking.total, words.*
    from asking join item on item.id = asking.practice_id ${wordsIn(of.language)}
    order by asking.heavy, asking.published_at desc, item.id desc`.execute(db)
  return { asking: rows.map((row) => askingOf(row, of.factor)), total: rows[0]?.total ?? 0 }
}

type Row = WordsRow & Omit<Asking, 'words' | 'mechanism'>

function askingOf(row: Row, factor: string): Asking {
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
