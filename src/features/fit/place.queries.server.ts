/** The only SQL that reads a place for the comparison: who it is that practices are laid out for. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'

export type ComparedPlace = {
  id: string
  slug: string
  name: string
  lang: Language
  dir: 'ltr' | 'rtl'
  invented: boolean
  region: string | null
  population: number | null
  lat: number | null
  lon: number | null
  languages: readonly string[]
}

type Row = WordsRow &
  Pick<ComparedPlace, 'id' | 'slug' | 'region' | 'population' | 'lat' | 'lon' | 'languages'> & {
    demonstration: boolean
  }

/** undefined both when there is none and when this reader may not see it. */
export async function findComparedPlace(
  db: Db,
  actor: Actor,
  key: { slug: string; language: Language },
): Promise<ComparedPlace | undefined> {
  const { rows } = await sql<Row>`
    select item.id, item.slug, item.region, item.demonstration, city.population, city.lat, city.lon, city.languages, words.*
    from city join item on item.id = city.id ${wordsIn(key.language)}
    where item.slug = ${key.slug} and item.state = 'published' and ${visibleTo(actor)}`.execute(db)
  const row = rows[0]
  return row && placeOf(row)
}

function placeOf(row: Row): ComparedPlace {
  const { title, lang, dir } = shown(row)
  const { id, slug, region, population, lat, lon, languages } = row
  return { id, slug, name: title, lang, dir, invented: row.demonstration, region, population, lat, lon, languages }
}
