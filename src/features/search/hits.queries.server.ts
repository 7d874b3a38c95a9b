/** Finds the entries that answer a question: bounded, only what the actor may see; to be read by index alone. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import type { Unit } from './meaning.ts'
import { bitOf, FIELDS, type Hit } from './relevance.ts'
import { fact, factsOf, GRADES, sieveOf, wordsQuery, type FoundKind, type Stems } from './sieve.ts'

/** Entries of one kind that are looked at in the reader's language, and as many in the others. */
export const MOST_HITS = 200

/** Of more entries than this the long text is not read: where many answer, the title, the terms and the summary decide. */
const MOST_READ = 200

/** A place to look: kinds × language × query, on the whole entry or on its title alone. */
export type Look = { kinds: readonly FoundKind[]; query: string; in: 'document' | 'title_words' }

/** `partly`: the looks also let entries through that leave a unit unanswered; which, is then asked of each. */
export type HitSearch = {
  looks: readonly Look[]
  units: readonly Unit[]
  stems: Stems
  language: Language
  partly?: boolean
  limit?: number
}

/** At most `limit` entries for each look in the reader's language, and as many in others; in no order. */
export async function listHits(db: Db, actor: Actor, search: HitSearch): Promise<Hit[]> {
  const looks = search.looks.flatMap((look) =>
    ['', '!'].map((not) =>
      oneLook(actor, look, `${not}${quoted(fact.in(search.language))}`, search.limit ?? MOST_HITS),
    ),
  )
  if (looks.length === 0) return []
  const { rows } = await sql<Hit>`
    with unit as materialized (${unitQueries(search)}), hit as materialized (${sql.join(looks, sql` union all `)})
    select distinct on (hit.item_id, hit.language) hit.item_id as id, hit.slug, hit.language, hit.title,
      case when hit.kind = 'term' and hit.slug like 'glossary/%' then 'glossary' else hit.kind end as kind,
      array(select ${marks()} from unit order by unit.place) as marks,
      array(select ${search.partly ? sql`coalesce(hit.document @@ unit.any_way, false)` : sql`true`} from unit order by unit.place) as answered,
      array(select coalesce(hit.some_hits and hit.document @@ unit.stem, false) from unit order by unit.place) as worded,
      array(select unnest(hit.facts) intersect select unnest(${search.units.flatMap(factsOf)}::text[])) as facts
    from (select *, count(*) over () <= ${MOST_READ} as some_hits from hit) hit`.execute(db)
  return rows
}

/** The limit is of entries that may be seen: what is hidden takes nobody's place. */
const oneLook = (actor: Actor, look: Look, language: string, limit: number): RawBuilder<unknown> => sql`
  (select entry.*, item.slug, item.kind from search_entry entry join item on item.id = entry.item_id
   where entry.${sql.ref(look.in)} @@ ${`(${look.kinds.map((kind) => quoted(fact.kind(kind))).join(' | ')}) & ${language} & ${look.query}`}::tsquery
     and item.state = 'published' and ${visibleTo(actor)}
   limit ${limit})`

const quoted = (lexeme: string): string => `'${lexeme}'`

/** One row for each unit: its queries at each grade, and any way to answer it. */
function unitQueries({ units, stems }: HitSearch): RawBuilder<unknown> {
  const column = (read: (unit: Unit) => string | null) => sql`${units.map(read)}::text[]::tsquery[]`
  return sql`select * from unnest(${sql.join(GRADES.map((grade) => column((unit) => wordsQuery(unit, grade, stems))))}, ${column((unit) => sieveOf(unit, stems))})
    with ordinality as each (${sql.join([...GRADES, 'any_way', 'place'].map((name) => sql.ref(name)))})`
}

const marks = (): RawBuilder<unknown> =>
  sql.join(
    FIELDS.flatMap((field) =>
      GRADES.map(
        (grade) =>
          sql`case when hit.${sql.ref(`${field}_words`)} @@ unit.${sql.ref(grade)} then ${sql.lit(bitOf(field, grade))} else 0 end`,
      ),
    ),
    sql` + `,
  )
