/** Reads what is shown of the things found, in the reader's language and in the one that matched. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { directionOf, isLanguage, FALLBACK, type Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { wordsIn } from '#features/registry/words.server.ts'
import { citiesOf, placeOf } from '#features/practices/practice-card.queries.server.ts'
import type { Found } from './relevance.ts'
import type { ItemRow } from './row.ts'
import type { FoundKind } from './sieve.ts'

type Row = {
  id: string
  kind: string
  slug: string
  demonstration: boolean
  title: string
  summary: string
  language: string
  matched_title: string
  matched_summary: string
  matched_parts: Record<string, unknown> | null
  place_name: string | null
  cities: Parameters<typeof placeOf>[0]['cities']
  country: string | null
  start_year: number | null
  end_year: number | null
  running: string | null
}

/** In the order of `found`; whoever may not see one any more does not get it. */
export async function listRows(
  db: Db,
  actor: Actor,
  asked: { found: readonly Found[]; language: Language },
): Promise<ItemRow[]> {
  const { found, language } = asked
  if (found.length === 0) return []
  const long = found.map((each) =>
    each.reasons.some((reason) => reason?.field === 'text' || reason?.field === 'synonym'),
  )
  const { rows } = await sql<Row>`
    select item.id, item.kind, item.slug, item.demonstration, words.title, words.summary, words.language,
      matched.title as matched_title, matched.summary as matched_summary, case when wanted.long then matched.parts end as matched_parts,
      practice.place_name, case when item.kind = 'practice' then ${citiesOf(actor, language)} end as cities, coalesce(practice.country, city.country) as country, practice.start_year, practice.end_year, practice.running
    from unnest(${found.map((each) => each.id)}::uuid[], ${found.map((each) => each.language)}::text[], ${long}::boolean[]) with ordinality as wanted (id, language, long, place)
    join item on item.id = wanted.id ${wordsIn(language)}
    join item_text matched on matched.item_id = item.id and matched.language = wanted.language and matched.state = 'published'
    left join practice on practice.id = item.id left join city on city.id = item.id
    where item.state = 'published' and ${visibleTo(actor)} order by wanted.place`.execute(db)
  return rows.map((row, at) =>
    itemRow(row, found.find((each) => each.id === row.id)?.language ?? found[at]?.language ?? language, language),
  )
}

function itemRow(row: Row, matchedIn: string, language: Language): ItemRow {
  const lang = isLanguage(row.language) ? row.language : FALLBACK
  const parts = row.matched_parts ?? {}
  return {
    id: row.id,
    kind: kindOf(row),
    slug: row.slug,
    demonstration: row.demonstration,
    shown: { title: row.title, summary: row.summary, lang, dir: directionOf(lang) },
    matched: {
      language: matchedIn,
      title: row.matched_title,
      summary: row.matched_summary,
      synonyms: strings(parts['synonyms']),
      body: strings({ ...parts, synonyms: null }),
    },
    place: row.place_name === null ? null : placeOf({ ...row, place_name: row.place_name }, language),
    country: row.country,
    years: row.kind === 'practice' ? { start: row.start_year, end: row.end_year, running: row.running ?? '' } : null,
  }
}

const kindOf = (row: Row): FoundKind =>
  row.slug.startsWith('glossary/') && row.kind === 'term' ? 'glossary' : (row.kind as FoundKind)

/** Codes, not words: they stand beside the words in the parts of some nouns. */
const CODES = new Set(['id', 'kinds', 'see_also'])

/** Every text in the parts of a noun, in their order. */
function strings(parts: unknown): string[] {
  if (typeof parts === 'string') return [parts]
  if (Array.isArray(parts)) return parts.flatMap(strings)
  if (typeof parts !== 'object' || parts === null) return []
  return Object.entries(parts).flatMap(([key, value]) => (CODES.has(key) ? [] : strings(value)))
}
