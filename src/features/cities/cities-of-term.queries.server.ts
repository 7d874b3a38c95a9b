/** Cities gathered by a term or a factor of the vocabulary: only what this reader may see counts. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { LANGUAGES, type Language } from '#platform/language/languages.ts'
import { reachOf, type Actor } from '#features/registry/actor.ts'
import type { ShownWords } from '#features/registry/item.ts'
import { labelReaches, visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import { stands } from './standing-answer.server.ts'

export type Naming = {
  slug: string
  words: Pick<ShownWords, 'title' | 'lang' | 'dir'>
  country: string | null
  countryName: string | null
  demonstration: boolean
}

/** Cities whose profile names the concern, by name; `total` counts all that this reader may see. */
export async function listCitiesNaming(
  db: Db,
  actor: Actor,
  of: { challenges: readonly string[]; language: Language; limit: number },
): Promise<{ cities: Naming[]; total: number }> {
  const { rows } = await sql<
    WordsRow & { slug: string; country: string | null; demonstration: boolean; total: number }
  >`
    select item.slug, item.demonstration, city.country, (count(*) over ())::int as total, words.*
    from city join item on item.id = city.id ${wordsIn(of.language)}
    where city.challenge_terms && ${[...of.challenges]}::text[] and item.state = 'published' and ${visibleTo(actor)}
    order by words.title collate ${sql.id(LANGUAGES[of.language].sort)}, item.id limit ${of.limit}`.execute(db)
  return { cities: rows.map(namingOf), total: rows[0]?.total ?? 0 }
}

function namingOf(row: WordsRow & { slug: string; country: string | null; demonstration: boolean }): Naming {
  const { title, lang, dir, parts } = shown<{ country_name?: string | null } | undefined>(row)
  return {
    slug: row.slug,
    words: { title, lang, dir },
    country: row.country,
    countryName: parts?.country_name ?? null,
    demonstration: row.demonstration,
  }
}

/** How many cities answered this question with something that the reader may see, and how many of these are invented. */
export async function countCitiesAnswering(
  db: Db,
  actor: Actor,
  factor: string,
): Promise<{ cities: number; invented: number }> {
  const { rows } = await sql<{ cities: number; invented: number }>`
    select count(distinct item.id)::int as cities, (count(distinct item.id) filter (where item.demonstration))::int as invented
    from (
      select distinct on (answer.city_id, answer.respondent) answer.city_id, answer.state
      from city_answer answer join item on item.id = answer.city_id
      where answer.factor = ${factor} and ${stands()} and item.state = 'published' and ${visibleTo(actor)} and ${labelReaches(
        reachOf(actor),
        {
          label: sql`answer.label`,
          region: sql`item.region`,
          placeId: sql`answer.city_id`,
          readers: sql`select reader.place_id from city_answer_reader reader where reader.answer_id = answer.id`,
        },
      )}
      order by answer.city_id, answer.respondent, answer.day desc, answer.id desc
    ) newest join item on item.id = newest.city_id
    where newest.state = 'answered'`.execute(db)
  return rows[0] ?? { cities: 0, invented: 0 }
}
