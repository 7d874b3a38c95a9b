/** The only SQL about the ways that practices took: from city to city, as sources and adoption records tell it. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'

/** A city with a point on the map, where a practice began or was taken up. */
export type Station = {
  id: string
  lat: number
  lon: number
  /** by language; of the ends of ways alone */ names: Record<string, string>
}
export type Travels = {
  stations: Station[]
  /** ids of stations, each way once */
  ways: { from: string; to: string }[]
}

const MOST_WAYS = 500
const MOST_STATIONS = 5000

/** Only what the actor may see: the practice, its kin, the record, and the city at either end. Two queries. */
export async function listTravels(db: Db, actor: Actor): Promise<Travels> {
  const { rows } = await sql<{ from: string; to: string | null }>`
    ${places(actor)}
    (select distinct way.from_city as from, way.to_city as to from (${kinWays(actor)} union all ${adaptationWays(actor)}) way
      join placed start on start.id = way.from_city join placed stop on stop.id = way.to_city
      where way.from_city <> way.to_city order by 1, 2 limit ${MOST_WAYS})
    union all (select distinct told.city_id, null::uuid from told order by 1 limit ${MOST_STATIONS})`.execute(db)
  const ways = rows.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]))
  const ends = [...new Set(ways.flatMap((way) => [way.from, way.to]))]
  const all = [...new Set([...ends, ...rows.filter((row) => row.to === null).map((row) => row.from)])]
  const stations = await sql<Station>`
    select city.id, city.lat, city.lon, coalesce(names.names, '{}') as names from city left join lateral (
      select jsonb_object_agg(t.language, t.title) as names from item_text t where t.item_id = city.id and t.state = 'published' and city.id = any(${ends}::uuid[])) names on true
    where city.id = any(${all}::uuid[]) order by city.id`.execute(db)
  return { stations: stations.rows, ways }
}

/** `placed`: cities with a point that the actor may see; `told`: these by the practices told there; `home`: the first of each practice. */
const places = (actor: Actor): RawBuilder<unknown> => sql`
  with placed as materialized (
    select city.id from city join item town on town.id = city.id
    where city.lat is not null and city.lon is not null and town.state = 'published' and ${visibleTo(actor, 'town')}),
  told as materialized (
    select at_place.practice_id, at_place.city_id, at_place.position
    from practice_city at_place join placed on placed.id = at_place.city_id join item on item.id = at_place.practice_id
    where item.state = 'published' and ${visibleTo(actor)}),
  home as materialized (select distinct on (practice_id) practice_id, city_id from told order by practice_id, position)`

/** Kin that is a practice here stands for its place; else the city that the source names. */
const kinWays = (actor: Actor): RawBuilder<unknown> => sql`
  select case kin.direction when 'from' then coalesce(theirs.city_id, kin.city_id) else own.city_id end as from_city,
    case kin.direction when 'from' then own.city_id else coalesce(theirs.city_id, kin.city_id) end as to_city
  from practice_kinship kin join home own on own.practice_id = kin.practice_id left join home theirs on theirs.practice_id = kin.other_id
    left join item other on other.id = kin.other_id
  where (kin.city_id is not null or theirs.city_id is not null) and (kin.other_id is null or (other.state = 'published' and ${visibleTo(actor, 'other')}))`

/** From the city whose version was taken, else from where the practice began. */
const adaptationWays = (actor: Actor): RawBuilder<unknown> => sql`
  select coalesce(before.city_id, home.city_id), adaptation.city_id
  from adaptation join placed on placed.id = adaptation.city_id join item adapted on adapted.id = adaptation.id
    left join adaptation_source source on source.adaptation_id = adaptation.id
    left join adaptation before on before.id = source.source_id
    left join item earlier on earlier.id = before.id
    left join home on home.practice_id = adaptation.practice_id
  where adapted.state = 'published' and ${visibleTo(actor, 'adapted')}
    and (earlier.id is null or (earlier.state = 'published' and ${visibleTo(actor, 'earlier')}))`
