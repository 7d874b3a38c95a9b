/** Reads the family of a practice from the records, with one recursive query. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { wordsIn } from '#features/registry/words.server.ts'
import { citiesOf, placeOf } from '#features/practices/practice-card.queries.server.ts'
import type { Family, FamilyRow, NamedPlace, SeenRow, Tie } from './lineage.ts'

/** As many records as are walked, and as many of those that may be seen as a page can show: the oldest. */
const MOST_WALKED = 2000
const MOST_SHOWN = 300

type NodeRow = {
  id: string
  visible: boolean
  kind: SeenRow['kind']
  slug: string
  demonstration: boolean
  place_name: string | null
  country: string | null
  cities: { slug: string; name: string; language: string }[] | null
  city_id: string | null
  city_slug: string | null
  city_name: string | null
  city_language: string | null
  start_year: number | null
  end_year: number | null
  running: string | null
  outcome: string | null
  changes: string[] | null
  words_language: string | null
}
type NamedRow = {
  of: string
  direction: 'from' | 'by'
  position: number
  name: string
  city: string | null
  city_id: string | null
  city_name: string | null
  city_language: string | null
  note: string | null
  note_language: string | null
}

/** Whatever it was taken from, and whatever was taken from it: nodes, ties, and places that a record names without a record of their own. */
export async function findFamily(
  db: Db,
  actor: Actor,
  of: { language: Language; practiceId: string },
): Promise<Family> {
  const { rows } = await sql<{ nodes: NodeRow[] | null; ties: Tie[] | null; named: NamedRow[] | null }>`
    with recursive
    -- union, not union all: what was reached is not walked again, so a circle ends
    before (id) as (select ${of.practiceId}::uuid union select tie.source from before cross join lateral (${SOURCES}) tie),
    after (id) as (select ${of.practiceId}::uuid union select tie.taker from after cross join lateral (${TAKERS}) tie),
    -- as one array, so that every table is entered by its index
    family as materialized (select array((select id from before limit ${MOST_WALKED}) union (select id from after limit ${MOST_WALKED})) as ids)
    select (select jsonb_agg(node order by node.id) from (${nodes(actor, of.language)}) node) as nodes,
      (select jsonb_agg(distinct jsonb_build_object('source', tie.source, 'taker', tie.taker)) from (${TIES}) tie) as ties,
      (select jsonb_agg(named order by named.of, named.position) from (${named(actor, of.language)}) named) as named`.execute(
    db,
  )
  const found = rows[0]
  const reached = (found?.nodes ?? []).map((row) => nodeOf(row, of.language))
  return {
    rows: [
      ...reached.filter(({ id, seen }) => seen && id !== of.practiceId).slice(0, MOST_SHOWN),
      ...reached.filter(({ id, seen }) => !seen || id === of.practiceId),
    ],
    ties: found?.ties ?? [],
    named: (found?.named ?? []).map(placeNamed),
  }
}

/** What `before.id` was taken from: records of adaptations say so, and both sides of a kinship. */
const SOURCES = sql`
  select source_id as source from adaptation_source where adaptation_id = before.id
  union all select other_id from practice_kinship where practice_id = before.id and direction = 'from' and other_id is not null
  union all select practice_id from practice_kinship where other_id = before.id and direction = 'by'`

const TAKERS = sql`
  select adaptation_id as taker from adaptation_source where source_id = after.id
  union all select practice_id from practice_kinship where other_id = after.id and direction = 'from'
  union all select other_id from practice_kinship where practice_id = after.id and direction = 'by' and other_id is not null`

const IDS = sql`any((select ids from family)::uuid[])`

const TIES = sql`
  select source_id as source, adaptation_id as taker from adaptation_source where source_id = ${IDS} and adaptation_id = ${IDS}
  union all select other_id, practice_id from practice_kinship where direction = 'from' and practice_id = ${IDS} and other_id = ${IDS}
  union all select practice_id, other_id from practice_kinship where direction = 'by' and practice_id = ${IDS} and other_id = ${IDS}`

const nodes = (actor: Actor, language: Language) => sql`
  select item.id, ${visibleTo(actor)} as visible, item.kind, item.slug, item.demonstration,
    practice.place_name, practice.country, ${citiesOf(actor, language)} as cities,
    coalesce(adaptation.city_id, (select city_id from practice_city where practice_id = item.id order by position limit 1)) as city_id,
    city.slug as city_slug, city_words.title as city_name, city_words.language as city_language,
    coalesce(practice.start_year, extract(year from adaptation.start_date)::int) as start_year,
    coalesce(practice.end_year, extract(year from adaptation.end_date)::int) as end_year,
    coalesce(practice.running, adaptation.state) as running, coalesce(practice.record_outcome, adaptation.outcome) as outcome,
    (select jsonb_agg(coalesce(item_words.parts -> 'changes' -> change.code ->> 'what', '') order by change.position)
      from adaptation_change change where change.adaptation_id = item.id) as changes, item_words.language as words_language
  from item
    left join practice on practice.id = item.id left join adaptation on adaptation.id = item.id
    left join item city on city.id = adaptation.city_id
    left join lateral (select words.* from (select 1) one ${wordsIn(language, 'city', 'words')}) city_words on true
    left join lateral (select words.* from (select 1) one ${wordsIn(language, 'item', 'words')}) item_words on true
  where item.id = ${IDS}`

const named = (actor: Actor, language: Language) => sql`
  select kin.practice_id as of, kin.direction, kin.position, kin.name, kin.city, kin.city_id, city_words.title as city_name, city_words.language as city_language,
    item_words.parts -> kin.direction ->> kin.position as note, item_words.language as note_language
  from practice_kinship kin join item on item.id = kin.practice_id
    left join item city on city.id = kin.city_id
    left join lateral (select words.* from (select 1) one ${wordsIn(language, 'city', 'words')}) city_words on true
    left join lateral (select words.* from (select 1) one ${wordsIn(language, 'item', 'words')}) item_words on true
  where kin.practice_id = ${IDS} and kin.other_id is null and ${visibleTo(actor)} and (kin.city_id is null or ${visibleTo(actor, 'city')})`

/** Of what may not be seen, only that something stands between is kept. */
function nodeOf(row: NodeRow, language: Language): FamilyRow {
  if (!row.visible) return { id: row.id, seen: null }
  const place =
    row.kind === 'practice'
      ? placeOf({ place_name: row.place_name ?? '', country: row.country, cities: row.cities }, language)
      : null
  return {
    id: row.id,
    seen: {
      kind: row.kind,
      slug: place ? row.slug : (row.city_slug ?? ''),
      label: place?.name ?? row.city_name ?? '',
      lang: place?.lang ?? row.city_language ?? language,
      startYear: row.start_year,
      endYear: row.end_year,
      running: row.running ?? '',
      outcome: row.outcome,
      changes: row.changes ?? [],
      changesLang: row.words_language ?? language,
      demonstration: row.demonstration,
      cityId: row.city_id,
    },
  }
}

/** Sources name places in English; a place that has a page is named in the reader's language. */
const placeNamed = (row: NamedRow): NamedPlace => ({
  of: row.of,
  direction: row.direction,
  position: row.position,
  note: row.note,
  noteLang: row.note_language ?? 'en',
  cityId: row.city_id,
  label: row.city_name ?? row.city ?? row.name,
  lang: row.city_language ?? 'en',
})
