/** The only SQL that reads partner organisations. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { LANGUAGES, type Language } from '#platform/language/languages.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import { labelOf, reachesPerson, seesName, titleField } from '#features/people/profile-visibility.server.ts'
import { anyLanguage, writtenName } from '#features/people/shown-name.server.ts'
import type { OrganisationFacts } from './organisation.access.ts'
import type { OrganisationAsk, OrganisationFilters } from './organisation.query.ts'
import type { Named, Organisation, OrganisationParts, OrganisationRow, Seated } from './organisation.ts'

export const ORGANISATIONS_SHOWN = 30

type Row = Omit<OrganisationRow, 'words'> & WordsRow

const columns = (actor: Actor, language: Language) => sql`
  item.id, item.slug, item.region, item.demonstration, item.label, organisation.kind, organisation.verified_at is not null as verified,
  ${citiesOf(actor, language)} as cities, words.title, words.summary, words.parts, words.language, words.origin, words.note, words.stale`

/** Cities that the reader may see: of the others not even their number is told. */
const citiesOf = (actor: Actor, language: Language): RawBuilder<Named[]> => sql<Named[]>`
  coalesce((select jsonb_agg(jsonb_build_object('slug', town.slug, 'title', town.title, 'lang', town.language) order by town.title)
    from (select place.slug, name.title, name.language from organisation_city works
      join item place on place.id = works.city_id and place.state = 'published' and ${visibleTo(actor, 'place')}
      ${wordsIn(language, 'place', 'name')}
      where works.organisation_id = item.id order by name.title limit 100) town), '[]'::jsonb)`

const rowOf = ({ id, slug, region, demonstration, label, kind, verified, cities, ...words }: Row): OrganisationRow => ({
  id,
  slug,
  region,
  demonstration,
  label,
  kind,
  verified,
  cities,
  words: shown<OrganisationParts>(words),
})

/** Whether an organisation meets each of the choices, a column a choice. A city that may not be seen is as if there were none. */
const meets = (actor: Actor, filters: OrganisationFilters) => ({
  kind: filters.kind === null ? sql`true` : sql`organisation.kind = ${filters.kind}`,
  region: filters.region === null ? sql`true` : sql`coalesce(item.region = ${filters.region}, false)`,
  area: filters.area === null ? sql`true` : sql`${filters.area} = any(organisation.work_areas)`,
  city:
    filters.city === null
      ? sql`true`
      : sql`exists (select from organisation_city works join item place on place.id = works.city_id
          where works.organisation_id = item.id and place.kind = 'city' and place.slug = ${filters.city} and place.state = 'published' and ${visibleTo(actor, 'place')})`,
})

/** One page by name; a key that is not there begins at the beginning. */
export async function listOrganisations(
  db: Db,
  actor: Actor,
  asked: OrganisationAsk & { language: Language; limit?: number },
): Promise<{ rows: OrganisationRow[]; next: string | null }> {
  const { filters, after, language, limit = ORGANISATIONS_SHOWN } = asked
  const name = (alias: string) => sql`${sql.ref(alias)} collate ${sql.id(LANGUAGES[language].sort)}`
  const choice = meets(actor, filters)
  const { rows } = await sql<Row>`
    select ${columns(actor, language)} from item join organisation on organisation.id = item.id ${wordsIn(language)}
    left join (select item.id, words.title from item ${wordsIn(language)}
      where item.kind = 'organisation' and item.slug = ${after} and item.state = 'published' and ${visibleTo(actor)}) last on true
    where item.kind = 'organisation' and item.state = 'published' and ${visibleTo(actor)}
      and ${choice.kind} and ${choice.region} and ${choice.area} and ${choice.city}
      and (last.id is null or (${name('words.title')}, item.id) > (${name('last.title')}, last.id))
    order by ${name('words.title')}, item.id limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit).map(rowOf)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.slug ?? null) : null }
}

export type Choice = { code: string; count: number }
export type OrganisationCounts = {
  total: number
  kind: Choice[]
  region: Choice[]
  area: Choice[]
  city: (Choice & { title: string })[]
}

/** How many match, and for each choice how many there are of it under the other choices. */
export async function countOrganisations(
  db: Db,
  actor: Actor,
  asked: { filters: OrganisationFilters; language: Language },
): Promise<OrganisationCounts> {
  const choice = meets(actor, asked.filters)
  const { rows } = await sql<{ dimension: string; code: string; title: string; count: number }>`
    with seen as materialized (
      select item.id, organisation.kind, item.region, organisation.work_areas,
        ${choice.kind} as by_kind, ${choice.region} as by_region, ${choice.area} as by_area, ${choice.city} as by_city
      from item join organisation on organisation.id = item.id
      where item.kind = 'organisation' and item.state = 'published' and ${visibleTo(actor)})
    select 'total' as dimension, '' as code, '' as title, count(*)::int as count from seen where by_kind and by_region and by_area and by_city
    union all (select 'kind', kind, '', count(*)::int from seen where by_region and by_area and by_city group by kind limit 100)
    union all (select 'region', region, '', count(*)::int from seen where region is not null and by_kind and by_area and by_city group by region limit 100)
    union all (select 'area', area, '', count(*)::int from seen, unnest(work_areas) area where by_kind and by_region and by_city group by area limit 200)
    union all (select 'city', place.slug, name.title, count(*)::int
      from seen join organisation_city works on works.organisation_id = seen.id
      join item place on place.id = works.city_id and place.state = 'published' and ${visibleTo(actor, 'place')}
      ${wordsIn(asked.language, 'place', 'name')}
      where by_kind and by_region and by_area group by place.slug, name.title order by 3 limit 300)`.execute(db)
  const of = (dimension: string) => rows.filter((row) => row.dimension === dimension)
  return {
    total: of('total')[0]?.count ?? 0,
    kind: of('kind'),
    region: of('region'),
    area: of('area'),
    city: of('city'),
  }
}

/** Those that work in a city, by name. */
export async function listOrganisationsOfCity(
  db: Db,
  actor: Actor,
  asked: { cityId: string; language: Language },
): Promise<OrganisationRow[]> {
  const { rows } = await sql<Row>`
    select ${columns(actor, asked.language)} from organisation_city here
    join item on item.id = here.organisation_id join organisation on organisation.id = item.id ${wordsIn(asked.language)}
    where here.city_id = ${asked.cityId} and item.state = 'published' and ${visibleTo(actor)}
    order by words.title collate ${sql.id(LANGUAGES[asked.language].sort)}, item.id limit 100`.execute(db)
  return rows.map(rowOf)
}

/** Not verified yet, in a region that the places given look after; the oldest first. */
export async function listAwaiting(
  db: Db,
  actor: Actor,
  asked: { placeIds: readonly string[]; language: Language },
): Promise<OrganisationRow[]> {
  if (asked.placeIds.length === 0) return []
  const { rows } = await sql<Row>`
    select ${columns(actor, asked.language)} from organisation join item on item.id = organisation.id ${wordsIn(asked.language)}
    where organisation.verified_at is null and item.state = 'published' and ${visibleTo(actor)}
      and exists (select from hub where hub.id = any(${[...asked.placeIds]}::uuid[]) and (hub.secretariat or item.region = any(hub.regions)))
    order by item.created_at, item.id limit 50`.execute(db)
  return rows.map(rowOf)
}

type FullRow = Row &
  Pick<
    Organisation,
    'state' | 'revision' | 'sectors' | 'languages' | 'founded' | 'whyNot' | 'people' | 'verifiedBy'
  > & {
    work_areas: string[]
    verified_at: Date | null
    original: WordsRow
  }

/** undefined both when there is none and when the reader may not see it. One that a hub put back is there for its readers. */
export async function findOrganisation(
  db: Db,
  actor: Actor,
  asked: { slug: string; language: Language },
): Promise<Organisation | undefined> {
  const { rows } = await sql<FullRow>`
    select ${columns(actor, asked.language)}, item.state, item.revision, organisation.sectors, organisation.work_areas,
      organisation.languages, organisation.founded, organisation.verified_at,
      jsonb_build_object('title', original.title, 'summary', original.summary, 'parts', original.parts, 'language', original.language,
        'origin', original.origin, 'note', original.note, 'stale', original.stale) as original,
      (select jsonb_build_object('slug', hub.slug, 'title', name.title, 'lang', name.language) from item hub ${wordsIn(asked.language, 'hub', 'name')}
        where organisation.verified_by = 'hub:' || hub.id and hub.kind = 'hub' and ${visibleTo(actor, 'hub')}) as "verifiedBy",
      case when item.state = 'withdrawn' then (select move.why from item_move move where move.item_id = item.id and move.to_state = 'withdrawn'
        order by move.id desc limit 1) end as "whyNot",
      ${peopleOf(actor, asked.language)} as people
    from item join organisation on organisation.id = item.id ${wordsIn(asked.language)}
    join lateral (select t.title, t.summary, t.parts, t.language, t.origin, t.note, false as stale from item_text t
      where t.item_id = item.id and t.state = 'published' order by (t.language = item.original_language) desc, t.language limit 1) original on true
    where item.kind = 'organisation' and item.slug = ${asked.slug} and ${visibleTo(actor)}
      and (item.state = 'published' or (item.state = 'withdrawn' and organisation.verified_at is null))`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const {
    state,
    revision,
    sectors,
    work_areas,
    languages,
    founded,
    verified_at,
    original,
    verifiedBy,
    whyNot,
    people,
  } = row
  return {
    ...rowOf(row),
    state,
    revision,
    sectors,
    workAreas: work_areas,
    languages,
    founded,
    verifiedAt: verified_at,
    verifiedBy,
    whyNot,
    original: shown<OrganisationParts>(original),
    people,
  }
}

/** By name only those whom this reader may see; of a protected person outsiders read what they read of anybody who shows no name. */
function peopleOf(actor: Actor, language: Language): RawBuilder<Seated[]> {
  return sql<
    Seated[]
  >`coalesce((select jsonb_agg(jsonb_build_object('id', case when sits.named then sits.id end, 'role', sits.role, 'name', case when sits.named then sits.name end,
      'title', case when sits.named and sits.titled then sits.title end) order by sits.role desc, sits.since)
    from (select person.id, seat.role, seat.since, ${writtenName(language)} as name, ${anyLanguage('seat.title', language)} as title,
        ${seesName(actor)} as named, ${reachesPerson(actor, labelOf(titleField(sql`seat.id`)))} as titled
      from seat join person on person.id = seat.person_id
      where seat.place_id = item.id and seat.since <= clock_timestamp() and (seat.until is null or seat.until > clock_timestamp())
      order by seat.role desc, seat.since limit 30) sits), '[]'::jsonb)`
}

export type Kept = OrganisationFacts & {
  slug: string
  region: string | null
  state: string
  label: Label
  revision: number
  demonstration: boolean
  originalLanguage: string
  createdBy: string
  readers: string[]
  document: unknown
}

/** As it stands in the registry, for whoever acts on it: undefined where the actor may not see it. */
export async function findKept(db: Db, actor: Actor, slug: string): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`
    select item.id, item.slug, item.region, item.state, item.label, item.revision, item.demonstration, item.created_by as "createdBy",
      item.original_language as "originalLanguage", last.document, organisation.verified_at is not null as verified,
      array(select reader.place_id::text from item_reader reader where reader.item_id = item.id) as readers,
      array(select hub.id::text from hub where not hub.secretariat and item.region = any(hub.regions)) as hubs
    from item join organisation on organisation.id = item.id
    join item_revision last on last.item_id = item.id and last.revision = item.revision
    where item.kind = 'organisation' and item.slug = ${slug} and ${visibleTo(actor)}
      and (item.state = 'published' or (item.state = 'withdrawn' and organisation.verified_at is null))`.execute(db)
  return rows[0]
}

/** Public ones as documents, in the format in which they are imported; cities that are not public are not in them. */
export async function listOrganisationDocuments(
  db: Db,
  wanted: { after: string | null; limit: number },
): Promise<{ documents: Record<string, unknown>[]; next: string | null }> {
  const { rows } = await sql<{ slug: string; original: string; document: Record<string, unknown> }>`
    select item.slug, item.original_language as original, last.document || jsonb_build_object('cities', coalesce((select jsonb_agg(place.slug order by place.slug) from organisation_city works
        join item place on place.id = works.city_id and place.state = 'published' and ${visibleTo(VISITOR, 'place')} where works.organisation_id = item.id), '[]'::jsonb)) as document
    from item join item_revision last on last.item_id = item.id and last.revision = item.revision
    where item.kind = 'organisation' and item.state = 'published' and ${visibleTo(VISITOR)} and (${wanted.after}::text is null or item.slug > ${wanted.after}::text)
    order by item.slug limit ${wanted.limit + 1}`.execute(db)
  const page = rows.slice(0, wanted.limit)
  return {
    documents: page.map((row) => ({ ...row.document, name: originalFirst(row.document['name'], row.original) })),
    next: rows.length > wanted.limit ? (page.at(-1)?.slug ?? null) : null,
  }
}

/** An import takes the first language of a name for the original; jsonb keeps no order. */
const originalFirst = (name: unknown, original: string): unknown =>
  typeof name === 'object' && name !== null && original in name
    ? { [original]: (name as Record<string, unknown>)[original], ...name }
    : name
