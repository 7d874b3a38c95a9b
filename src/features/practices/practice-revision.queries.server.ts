/** The only SQL about practices as they were published: their documents, one by one and all. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Label, State } from '#features/registry/item.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { wordsIn } from '#features/registry/words.server.ts'
import { namedIn, readDocument, trimDocument, type SeenSlugs } from './practice-document.ts'
import type { PracticeRow } from './practice-import.ts'
import type { PracticeView, Strike } from './practice.queries.server.ts'

export type Revision = { revision: number; at: string; row: PracticeRow }

export type Published = {
  slug: string
  label: Label
  state: State
  demonstration: boolean
  /** Today's. */
  revision: number
  move: PracticeView['move']
  strikes: Strike[]
  /** Those asked for that there are, trimmed for the reader. */
  revisions: Revision[]
  seen: SeenSlugs
}

type Row = Omit<Published, 'revisions' | 'seen' | 'strikes'> & {
  strikes: Strike[] | null
  revisions: { revision: number; at: string; document: unknown }[] | null
}

/** A practice with some of its revisions; undefined where there is none, or none for this reader. Two queries. */
export async function findPublished(
  db: Db,
  actor: Actor,
  key: { language: Language; slug: string; revisions: readonly number[] },
): Promise<Published | undefined> {
  const { rows } = await sql<Row>`
    select item.slug, item.label, item.state, item.demonstration, item.revision,
      (select jsonb_build_object('why', why, 'at', at) from item_move where item_id = item.id and to_state = item.state and item.state in ('retired', 'withdrawn')
        order by at desc limit 1) as move,
      (select jsonb_agg(jsonb_build_object('reason', reason, 'places', places, 'at', at) order by at desc) from item_strike where item_id = item.id) as strikes,
      (select jsonb_agg(jsonb_build_object('revision', one.revision, 'at', one.at, 'document', one.document) order by one.revision) from item_revision one
        where one.item_id = item.id and one.revision = any(${[...key.revisions]}::int[])) as revisions
    from item where item.kind = 'practice' and item.slug = ${key.slug} and ${visibleTo(actor)}`.execute(db)
  const found = rows[0]
  if (!found) return undefined
  const read = (found.revisions ?? []).map(({ document, ...rest }) => ({ ...rest, row: readDocument(document) }))
  const seen = await seenSlugs(db, actor, { language: key.language, rows: read.map(({ row }) => row) })
  return {
    ...found,
    strikes: found.strikes ?? [],
    seen,
    revisions: read.map(({ row, ...rest }) => ({ ...rest, row: trimDocument(row, seen) })),
  }
}

/** Which of the things that documents name the reader may see. */
async function seenSlugs(
  db: Db,
  actor: Actor,
  of: { language: Language; rows: readonly PracticeRow[] },
): Promise<SeenSlugs> {
  const named = of.rows.map(namedIn)
  const practices = [...new Set(named.flatMap((each) => each.practices))]
  const cities = [...new Set(named.flatMap((each) => each.cities))]
  if (practices.length + cities.length === 0) return { practices: new Set(), cities: new Map() }
  const { rows } = await sql<{ kind: string; slug: string; name: string; language: string }>`
    select item.kind, item.slug, words.title as name, words.language from item ${wordsIn(of.language)}
    where ((item.kind = 'practice' and item.slug = any(${practices}::text[])) or (item.kind = 'city' and item.slug = any(${cities}::text[]))) and ${visibleTo(actor)}`.execute(
    db,
  )
  return {
    practices: new Set(rows.filter((row) => row.kind === 'practice').map((row) => row.slug)),
    cities: new Map(
      rows.filter((row) => row.kind === 'city').map((row) => [row.slug, { name: row.name, language: row.language }]),
    ),
  }
}

export type PracticeDocuments = {
  documents: PracticeRow[]
  /** slug of the last, when there are more */ next: string | null
}

/** Published practices in the format in which they are imported, by slug, trimmed for the reader. */
export async function listPracticeDocuments(
  db: Db,
  actor: Actor,
  page: { language: Language; after: string | null; limit: number },
): Promise<PracticeDocuments> {
  const { rows } = await sql<{ slug: string; label: Label; document: unknown }>`
    select item.slug, item.label, last.document from item join item_revision last on last.item_id = item.id and last.revision = item.revision
    where item.kind = 'practice' and item.state = 'published' and item.slug > ${page.after ?? ''} and ${visibleTo(actor)}
    order by item.slug limit ${page.limit + 1}`.execute(db)
  const read = rows.slice(0, page.limit).map(({ document, label }) => withLabel(readDocument(document), label))
  const seen = await seenSlugs(db, actor, { language: page.language, rows: read })
  return {
    documents: read.map((row) => trimDocument(row, seen)),
    next: rows.length > page.limit ? (rows[page.limit - 1]?.slug ?? null) : null,
  }
}

/** Today's label, where it is not the one that the document says. */
const withLabel = (row: PracticeRow, label: Label): PracticeRow =>
  (row.visibility ?? 'public') === label ? row : { ...row, visibility: label }
