/** What a row of a list shows of a practice: one query for a whole page of rows, whoever asks for them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { directionOf, type Direction, type Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import type { ShownWords } from '#features/registry/item.ts'
import { labelOf, type Vocabulary } from '#features/vocabulary/vocabulary.ts'

export type PracticePlace = {
  /** As the record names it, in its own language; or the names of its places in the wanted one. */
  name: string
  lang: string
  dir: Direction
  country: string | null
  /** Of the first place that has a page which this reader may open. */
  citySlug: string | null
}

export type PracticeCard = {
  id: string
  slug: string
  words: Omit<ShownWords, 'parts'>
  place: PracticePlace
  region: string | null
  startYear: number | null
  endYear: number | null
  /** running, ended or unknown, as described in the sources */
  running: string
  /** 0 to 5, and its label in the reader's language */
  evidenceLevel: number
  evidenceWords: string
  direction: string
  directionWords: string
  costBand: string | null
  /** How many took it up, and from how many it was taken: only those that this reader may see. */
  adopters: number
  sources: number
  demonstration: boolean
  publishedAt: Date | null
}

export const MOST_CARDS = 100

export type CardsWanted = {
  language: Language
  vocabulary: Vocabulary
  /** The rows in this order; without them, the newest. */
  ids?: readonly string[]
  limit?: number
}

type Row = WordsRow & {
  id: string
  slug: string
  region: string | null
  demonstration: boolean
  published_at: Date | null
  place_name: string
  country: string | null
  start_year: number | null
  end_year: number | null
  running: string
  evidence_level: number
  direction: string
  cost_band: string | null
  cities: CityRow[] | null
  adopters: number
  sources: number
}
type CityRow = { slug: string; name: string; language: string }

/** Published practices that the actor may see; ids that are not among them are passed over. */
export async function listPracticeCards(db: Db, actor: Actor, wanted: CardsWanted): Promise<PracticeCard[]> {
  const { language, ids } = wanted
  const limit = Math.min(wanted.limit ?? MOST_CARDS, MOST_CARDS)
  const chosen = ids ? sql<boolean>`item.id = any(${[...ids]}::uuid[])` : sql<boolean>`true`
  const order = ids ? sql`array_position(${[...ids]}::uuid[], item.id)` : sql`item.published_at desc, item.id desc`
  const { rows } = await sql<Row>`
    select item.id, item.slug, item.region, item.demonstration, item.published_at,
      words.title, words.summary, words.language, words.origin, words.note, words.stale,
      practice.place_name, practice.country, practice.start_year, practice.end_year, practice.running,
      practice.evidence_level, practice.direction, practice.cost_band,
      ${citiesOf(actor, language)} as cities, ${adoptersOf(actor)} as adopters, ${sourcesOf(actor)} as sources
    from item join practice on practice.id = item.id ${wordsIn(language)}
    where item.kind = 'practice' and item.state = 'published' and ${chosen} and ${visibleTo(actor)}
    order by ${order} limit ${limit}`.execute(db)
  return rows.map((row) => cardOf(row, wanted))
}

export type PracticeName = { id: string; slug: string; title: string; lang: string; dir: Direction }

/** Names of practices that the actor may see, by id, for lists that show no more. */
export async function listPracticeNames(
  db: Db,
  actor: Actor,
  wanted: { language: Language; ids: readonly string[] },
): Promise<Record<string, PracticeName>> {
  if (wanted.ids.length === 0) return {}
  const { rows } = await sql<{ id: string; slug: string; title: string; language: string }>`
    select item.id, item.slug, words.title, words.language from item ${wordsIn(wanted.language)}
    where item.id = any(${[...wanted.ids]}::uuid[]) and item.kind = 'practice' and ${visibleTo(actor)}
    order by item.id`.execute(db)
  return Object.fromEntries(
    rows.map(({ language, ...row }) => [row.id, { ...row, lang: language, dir: directionOf(language) }]),
  )
}

/** The places of a practice that have a page for this reader, named in the wanted language. */
export const citiesOf = (actor: Actor, language: Language): RawBuilder<CityRow[] | null> => sql`
  (select jsonb_agg(jsonb_build_object('slug', city.slug, 'name', name.title, 'language', name.language) order by at_place.position)
   from practice_city at_place join item city on city.id = at_place.city_id ${wordsIn(language, 'city', 'name')}
   where at_place.practice_id = item.id and ${visibleTo(actor, 'city')})`

/** Places that the record names, practices and adaptations that were taken from it. */
export const adoptersOf = (
  actor: Actor,
): RawBuilder<number> => sql`(${namedPlaces(actor, 'by')} + ${kindred(actor, 'by')} +
  (select count(*) from adaptation_source taken join item adapted on adapted.id = taken.adaptation_id
   where taken.source_id = item.id and ${visibleTo(actor, 'adapted')}))::int`

export const sourcesOf = (actor: Actor): RawBuilder<number> =>
  sql`(${namedPlaces(actor, 'from')} + ${kindred(actor, 'from')})::int`

const namedPlaces = (actor: Actor, direction: 'from' | 'by') => sql`
  (select count(*) from practice_kinship kin left join item kin_city on kin_city.id = kin.city_id
   where kin.practice_id = item.id and kin.direction = ${direction} and kin.other_id is null
     and (kin.city_id is null or ${visibleTo(actor, 'kin_city')}))`

/** Two records may tell the same of each other: it counts once. */
const kindred = (actor: Actor, direction: 'from' | 'by') => sql`
  (select count(*) from (
     select kin.other_id as id from practice_kinship kin where kin.practice_id = item.id and kin.direction = ${direction}
     union select kin.practice_id from practice_kinship kin where kin.other_id = item.id and kin.direction <> ${direction}
   ) told join item other on other.id = told.id where ${visibleTo(actor, 'other')})`

function cardOf(row: Row, { language, vocabulary }: CardsWanted): PracticeCard {
  const { parts: _, ...words } = shown(row)
  return {
    id: row.id,
    slug: row.slug,
    words,
    region: row.region,
    place: placeOf(row, language),
    startYear: row.start_year,
    endYear: row.end_year,
    running: row.running,
    evidenceLevel: row.evidence_level,
    evidenceWords: labelOf(vocabulary, 'evidence_levels', String(row.evidence_level), language),
    direction: row.direction,
    directionWords: labelOf(vocabulary, 'direction', row.direction, language),
    costBand: row.cost_band,
    adopters: row.adopters,
    sources: row.sources,
    demonstration: row.demonstration,
    publishedAt: row.published_at,
  }
}

/** Records name their place in English; elsewhere the names of its cities stand for it. */
export function placeOf(row: Pick<Row, 'place_name' | 'country' | 'cities'>, language: Language): PracticePlace {
  const cities = row.cities ?? []
  const named =
    language === 'en' || cities.length === 0
      ? { name: row.place_name, lang: 'en' }
      : {
          name: cities.map((city) => city.name).join(language === 'ar' ? '، ' : ', '),
          lang: cities[0]?.language ?? language,
        }
  return { ...named, dir: directionOf(named.lang), country: row.country, citySlug: cities[0]?.slug ?? null }
}
