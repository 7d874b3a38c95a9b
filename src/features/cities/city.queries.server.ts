/** The only SQL about cities: the directory, its counts, its map, one city's page. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { LANGUAGES, type Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import { conditionsOf, hasPractice, listed } from './city-filter.server.ts'
import { SLUG, type CityFilters } from './city.query.ts'
import type { CityPage, CityRow } from './city.ts'
import type { CityParts } from './city-words.ts'

export const CITIES_SHOWN = 30
/** Points on one map: more than it has room for. */
const MOST_POINTS = 10_000

export type CityList = { rows: CityRow[]; /** the key of the next page */ next: string | null }

type Listed = WordsRow & Omit<CityRow, 'words' | 'countryWords' | 'level' | 'basis' | 'basisDate'> & {
  country_words: string | null; level: string; basis: CityRow['basis']; basis_date: string | null
}

const ROW = sql`item.id, item.slug, item.region, item.demonstration, city.country, words.parts->>'country_name' as country_words,
  city.government_level as level, city.membership_basis as basis, city.basis_latest_date as basis_date, city.lat, city.lon`

/** One page of the directory, by name as the reader's language sorts it. A key that is not there begins at the beginning. */
export async function listCities(db: Db, actor: Actor, wanted: { language: Language; filters: CityFilters; after?: string | null; limit?: number }): Promise<CityList> {
  const { language, filters, after = null } = wanted
  const limit = Math.min(wanted.limit ?? CITIES_SHOWN, 100)
  const all = sql.join(Object.values(conditionsOf(actor, filters)), sql` and `)
  const sorted = sql`collate ${sql.id(LANGUAGES[language].sort)}`
  const { rows } = await sql<Listed>`
    with key as (
      select item.id, words.title from item join city on city.id = item.id ${wordsIn(language)}
      where item.slug = ${after} and ${listed(actor)})
    select ${ROW}, words.title, words.summary, words.language, words.origin, words.note, words.stale
    from city join item on item.id = city.id ${wordsIn(language)} left join key on true
    where ${listed(actor)} and ${all} and (key.id is null or (words.title ${sorted}, item.id) > (key.title ${sorted}, key.id))
    order by words.title ${sorted}, item.id limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit).map(rowOf)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.slug ?? null) : null }
}

/** Cities by their ids, in the order given; those that the actor may not see are passed over. A hundred at most. */
export async function listCitiesById(db: Db, actor: Actor, wanted: { language: Language; ids: readonly string[] }): Promise<CityRow[]> {
  const ids = wanted.ids.slice(0, 100)
  const { rows } = await sql<Listed>`
    select ${ROW}, words.title, words.summary, words.language, words.origin, words.note, words.stale
    from city join item on item.id = city.id ${wordsIn(wanted.language)}
    where city.id = any(${ids}::uuid[]) and ${listed(actor)} order by array_position(${ids}::uuid[], item.id)`.execute(db)
  return rows.map(rowOf)
}

function rowOf(row: Listed): CityRow {
  const { parts: _, ...words } = shown(row)
  return {
    id: row.id, slug: row.slug, words, region: row.region, country: row.country, countryWords: row.country_words, level: row.level,
    basis: row.basis, basisDate: row.basis_date, demonstration: row.demonstration, lat: row.lat, lon: row.lon,
  }
}

export type CityCounts = {
  total: number
  /** of these, without a point on the map */
  unplaced: number
  countries: number
  /** for each choice, how many there are of it under all other filters */
  region: Record<string, number>
  country: Record<string, number>
  level: Record<string, number>
  basis: Record<string, number>
  kind: Record<string, number>
  practice: number
}

/** One pass over what the actor may see: no hidden city moves a count. */
export async function countCities(db: Db, actor: Actor, filters: CityFilters): Promise<CityCounts> {
  const by = conditionsOf(actor, filters)
  const { rows } = await sql<{ dimension: string; choice: string | null; count: number }>`
    with seen as materialized (
      select item.region, city.country, city.government_level as level, city.membership_basis as basis, item.demonstration as invented,
        ${hasPractice(actor)} as with_practice, (city.lat is not null and city.lon is not null) as placed,
        ${by.region} as in_region, ${by.country} as in_country, ${by.level} as in_level, ${by.basis} as in_basis, ${by.kind} as in_kind
      from city join item on item.id = city.id where ${listed(actor)} and ${by.name}),
    judged as (select *, ${filters.practice ? sql`with_practice` : sql`true`} as in_practice from seen)
    select 'region' as dimension, region as choice, count(*)::int from judged where in_country and in_level and in_basis and in_kind and in_practice group by region
    union all select 'country', country, count(*)::int from judged where in_region and in_level and in_basis and in_kind and in_practice group by country
    union all select 'level', level, count(*)::int from judged where in_region and in_country and in_basis and in_kind and in_practice group by level
    union all select 'basis', basis, count(*)::int from judged where in_region and in_country and in_level and in_kind and in_practice group by basis
    union all select 'kind', case when invented then 'invented' else 'real' end, count(*)::int from judged where in_region and in_country and in_level and in_basis and in_practice group by invented
    union all select 'practice', null, count(*)::int from judged where with_practice and in_region and in_country and in_level and in_basis and in_kind
    union all select 'total', null, count(*)::int from judged where in_region and in_country and in_level and in_basis and in_kind and in_practice
    union all select 'unplaced', null, count(*)::int from judged where not placed and in_region and in_country and in_level and in_basis and in_kind and in_practice
    union all select 'countries', null, count(distinct country)::int from judged where in_region and in_country and in_level and in_basis and in_kind and in_practice`.execute(db)
  const choices = (dimension: string) => Object.fromEntries(rows.flatMap((row) => (row.dimension === dimension && row.choice !== null ? [[row.choice, row.count]] : [])))
  const one = (dimension: string) => rows.find((row) => row.dimension === dimension)?.count ?? 0
  return {
    total: one('total'), unplaced: one('unplaced'), countries: one('countries'), practice: one('practice'),
    region: choices('region'), country: choices('country'), level: choices('level'), basis: choices('basis'), kind: choices('kind'),
  }
}

/** The same cities as the whole list, all pages, as points: the map and the list say the same. */
export async function listCityPoints(db: Db, actor: Actor, filters: CityFilters): Promise<{ lat: number; lon: number }[]> {
  const all = sql.join(Object.values(conditionsOf(actor, filters)), sql` and `)
  const { rows } = await sql<{ lat: number; lon: number }>`
    select distinct city.lat, city.lon from city join item on item.id = city.id
    where ${listed(actor)} and ${all} and city.lat is not null and city.lon is not null
    order by city.lat desc, city.lon limit ${MOST_POINTS}`.execute(db)
  return rows
}

type Found = Listed & {
  parts: unknown; names: Record<string, string>; revision: number; admin1: string | null; point_of: string | null
  population: number | null; population_year: number | null; population_source: string | null; population_scope: string | null; population_status: string | null
  languages: string[]; timezone: string; member_since: string | null; sources: CityPage['sources']; city_note: string | null; facts: CityPage['facts']
}

/** One city; undefined when there is none, or none for this reader. */
export async function findCity(db: Db, actor: Actor, key: { language: Language; slug: string }): Promise<CityPage | undefined> {
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
    ...rowOf(row), words: shown<CityParts>(row), names: row.names, revision: row.revision, admin1: row.admin1, pointOf: row.point_of,
    population: row.population, populationYear: row.population_year, populationSource: row.population_source,
    populationScope: row.population_scope, populationStatus: row.population_status, languages: row.languages, timezone: row.timezone,
    // what a page once said of a real authority is no membership
    memberSince: row.demonstration ? row.member_since : null,
    sources: row.sources, note: row.city_note, facts: row.demonstration ? row.facts : { place_certainty: row.facts.place_certainty ?? null },
  }
}

/** What was published of each city, as it was imported: for the export, by slug. A key that is not there begins at the beginning. */
export async function listCityDocuments(db: Db, actor: Actor, wanted: { after: string | null; limit: number }): Promise<{ documents: unknown[]; next: string | null }> {
  const { rows } = await sql<{ slug: string; document: unknown }>`
    select item.slug, revision.document from item join item_revision revision on revision.item_id = item.id and revision.revision = item.revision
    where item.kind = 'city' and item.state = 'published' and ${visibleTo(actor)} and (${wanted.after}::text is null or item.slug > ${wanted.after}::text)
    order by item.slug limit ${wanted.limit + 1}`.execute(db)
  const page = rows.slice(0, wanted.limit)
  return { documents: page.map((row) => row.document), next: rows.length > wanted.limit ? (page.at(-1)?.slug ?? null) : null }
}
