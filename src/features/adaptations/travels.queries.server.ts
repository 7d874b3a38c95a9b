/** The only SQL about the ways that practices took: from city to city, as sources and adoption records tell it. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'

/** A city with a point on the map. `names` by language. */
export type Station = { id: string; lat: number; lon: number; names: Record<string, string> }
export type Travels = {
  /** where a practice began or was taken up */
  stations: Station[]
  /** ids of stations, each way once */
  ways: { from: string; to: string }[]
}

const MOST_WAYS = 500
const MOST_STATIONS = 5000

/** Only what the actor may see: the practice, its kin, the record, and the city at either end. Two queries. */
export async function listTravels(db: Db, actor: Actor): Promise<Travels> {
  const ways = await sql<{ from: string; to: string }>`
    ${homes(actor)}
    select distinct way.from_city as from, way.to_city as to from (${kinWays(actor)} union all ${adaptationWays(actor)}) way
      join (${placed(actor)}) start on start.id = way.from_city join (${placed(actor)}) stop on stop.id = way.to_city
    where way.from_city <> way.to_city order by 1, 2 limit ${MOST_WAYS}`.execute(db)
  const ends = [...new Set(ways.rows.flatMap((way) => [way.from, way.to]))]
  const stations = await sql<Station>`
    ${homes(actor)}
    select city.id, city.lat, city.lon, (select jsonb_object_agg(t.language, t.title) from item_text t where t.item_id = city.id and t.state = 'published') as names
    from city where city.id in (select home.city_id from home) or city.id = any(${ends}::uuid[])
    order by city.id limit ${MOST_STATIONS}`.execute(db)
  return { stations: stations.rows, ways: ways.rows }
}

/** Cities with a point that the actor may see. */
const placed = (actor: Actor): RawBuilder<unknown> => sql`
  select city.id from city join item town on town.id = city.id
  where city.lat is not null and city.lon is not null and town.state = 'published' and ${visibleTo(actor, 'town')}`

/** The first place of each practice, as far as it can be shown. */
const homes = (actor: Actor): RawBuilder<unknown> => sql`
  with home as (
    select distinct on (at_place.practice_id) at_place.practice_id, at_place.city_id
    from practice_city at_place join item on item.id = at_place.practice_id
    where item.state = 'published' and ${visibleTo(actor)} and at_place.city_id in (${placed(actor)})
    order by at_place.practice_id, at_place.position)`

/** Kin that is a practice here stands for its place; else the city that the source names. */
const kinWays = (actor: Actor): RawBuilder<unknown> => sql`
  select case kin.direction when 'from' then coalesce(theirs.city_id, kin.city_id) else own.city_id end as from_city,
    case kin.direction when 'from' then own.city_id else coalesce(theirs.city_id, kin.city_id) end as to_city
  from practice_kinship kin join home own on own.practice_id = kin.practice_id left join home theirs on theirs.practice_id = kin.other_id
    left join item other on other.id = kin.other_id
  where kin.other_id is null or (other.state = 'published' and ${visibleTo(actor, 'other')})`

const adaptationWays = (actor: Actor): RawBuilder<unknown> => sql`
  select coalesce(before.city_id, home.city_id), adaptation.city_id
  from adaptation join item adapted on adapted.id = adaptation.id
    left join adaptation_source source on source.adaptation_id = adaptation.id
    left join adaptation before on before.id = source.source_id
    left join item earlier on earlier.id = before.id
    left join home on home.practice_id = adaptation.practice_id
  where adapted.state = 'published' and ${visibleTo(actor, 'adapted')}
    and (earlier.id is null or (earlier.state = 'published' and ${visibleTo(actor, 'earlier')}))`
