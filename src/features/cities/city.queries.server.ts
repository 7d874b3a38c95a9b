/** The only SQL about cities: the directory, its counts, its map, one city's page. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { inPart, type Part } from '#features/registry/beyond-public.server.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import { SLUG } from './city.query.ts'
import type { CityFact } from './directory.ts'
import type { CityPage, CityRow } from './city.ts'
import type { CityParts } from './city-words.ts'

type Listed = WordsRow &
  Omit<CityRow, 'words' | 'countryWords' | 'level' | 'basis' | 'basisDate'> & {
    country_words: string | null
    level: string
    basis: CityRow['basis']
    basis_date: string | null
  }

const ROW = sql`item.id, item.slug, item.region, item.demonstration, city.country, words.parts->>'country_name' as country_words,
  city.government_level as level, city.membership_basis as basis, city.basis_latest_date as basis_date, city.lat, city.lon`

/** Cities by their ids, in the order given; those that the actor may not see are passed over. A hundred at most. */
export async function listCitiesById(
  db: Db,
  actor: Actor,
  wanted: { language: Language; ids: readonly string[] },
): Promise<CityRow[]> {
  const ids = wanted.ids.slice(0, 100)
  const { rows } = await sql<Listed>`
    select ${ROW}, words.title, words.summary, words.language, words.origin, words.note, words.stale
    from city join item on item.id = city.id ${wordsIn(wanted.language)}
    where city.id = any(${ids}::uuid[]) and ${listed(actor)} order by array_position(${ids}::uuid[], item.id)`.execute(
    db,
  )
  return rows.map(rowOf)
}

function rowOf(row: Listed): CityRow {
  const { parts: _, ...words } = shown(row)
  return {
    id: row.id,
    slug: row.slug,
    words,
    region: row.region,
    country: row.country,
    countryWords: row.country_words,
    level: row.level,
    basis: row.basis,
    basisDate: row.basis_date,
    demonstration: row.demonstration,
    lat: row.lat,
    lon: row.lon,
  }
}

/** Bounded far above the cities of a network. */
const MOST_CITIES = 20_000

/** What the directory needs of every city that the actor may see, or of those that a visitor may not. */
export async function listCityFacts(db: Db, actor: Actor, part: Part): Promise<CityFact[]> {
  const { rows } = await sql<CityFact>`
    select item.id, item.slug, item.region, city.country, city.government_level as level, city.membership_basis as basis, item.demonstration as invented,
      item.original_language as original, city.lat, city.lon, names.names, ${hasPractice(actor)} as practice
    from city join item on item.id = city.id join lateral (
      select jsonb_object_agg(t.language, t.title) as names from item_text t where t.item_id = item.id and t.state = 'published') names on names.names is not null
    where ${listed(actor)} and ${inPart(part, 'city')} order by item.id limit ${MOST_CITIES}`.execute(db)
  return rows
}

/** A practice was told from there, or taken up there; city and practice must both be visible. */
const hasPractice = (actor: Actor): RawBuilder<unknown> => sql`(exists (
    select from practice_city told join item practice on practice.id = told.practice_id
    where told.city_id = city.id and practice.state = 'published' and ${visibleTo(actor, 'practice')})
  or exists (
    select from adaptation taken join item adapted on adapted.id = taken.id
    where taken.city_id = city.id and adapted.state = 'published' and ${visibleTo(actor, 'adapted')}))`

/** Cities that have a practice in the reader's eyes through something that a visitor does not see. */
export async function listCitiesTold(db: Db, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select told.city_id as id from practice_city told join item practice on practice.id = told.practice_id
    where practice.state = 'published' and ${visibleTo(actor, 'practice')} and ${inPart('beyond_public', 'practice', 'practice')}
    union select taken.city_id from adaptation taken join item adapted on adapted.id = taken.id
    where adapted.state = 'published' and ${visibleTo(actor, 'adapted')} and ${inPart('beyond_public', 'adaptation', 'adapted')}
    limit ${MOST_CITIES}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Published cities that the actor may see. */
const listed = (actor: Actor): RawBuilder<boolean> =>
  sql`(item.kind = 'city' and item.state = 'published' and ${visibleTo(actor)})`

type Found = Listed & {
  parts: unknown
  names: Record<string, string>
  revision: number
  admin1: string | null
  point_of: string | null
  population: number | null
  population_year: number | null
  population_source: string | null
  population_scope: string | null
  population_status: string | null
  languages: string[]
  timezone: string
  member_since: string | null
  sources: CityPage['sources']
  city_note: string | null
  facts: CityPage['facts']
}

/** One city; undefined when there is none, or none for this reader. */
export async function findCity(
  db: Db,
  actor: Actor,
  key: { language: Language; slug: string },
): Promise<CityPage | undefined> {
  if (!SLUG.test(key.slug)) return undefined
  const { rows } = await sql<Found>`
    select ${ROW}, words.*, item.revision, city.admin1, city.point_of, city.population, city.population_year, city.population_source, city.population_scope, city.population_status,
      city.languages, city.timezone, city.member_since, city.sources, city.note as city_note, city.facts,
      (select jsonb_object_agg(t.language, t.title) from item_text t where t.item_id = item.id and t.state = 'published') as names
    from city join item on item.id = city.id ${wordsIn(key.language)}
    where item.slug = ${key.slug} and ${listed(actor)}`.execute(db)
  return rows[0] && pageOf(rows[0])
}

function pageOf(row: Found): CityPage {
  return {
    ...rowOf(row),
    words: shown<CityParts>(row),
    names: row.names,
    revision: row.revision,
    admin1: row.admin1,
    pointOf: row.point_of,
    population: row.population,
    populationYear: row.population_year,
    populationSource: row.population_source,
    populationScope: row.population_scope,
    populationStatus: row.population_status,
    languages: row.languages,
    timezone: row.timezone,
    // what a page once said of a real authority is no membership
    memberSince: row.demonstration ? row.member_since : null,
    sources: row.sources,
    note: row.city_note,
    facts: row.demonstration ? row.facts : { place_certainty: row.facts.place_certainty ?? null },
  }
}

/** What was published of each city, as it was imported: for the export, by slug. A key that is not there begins at the beginning. */
export async function listCityDocuments(
  db: Db,
  actor: Actor,
  wanted: { after: string | null; limit: number },
): Promise<{ documents: unknown[]; next: string | null }> {
  const { rows } = await sql<{ slug: string; document: unknown }>`
    select item.slug, revision.document from item join item_revision revision on revision.item_id = item.id and revision.revision = item.revision
    where item.kind = 'city' and item.state = 'published' and ${visibleTo(actor)} and (${wanted.after}::text is null or item.slug > ${wanted.after}::text)
    order by item.slug limit ${wanted.limit + 1}`.execute(db)
  const page = rows.slice(0, wanted.limit)
  return {
    documents: page.map((row) => row.document),
    next: rows.length > wanted.limit ? (page.at(-1)?.slug ?? null) : null,
  }
}
