/** The only SQL that counts who would see something, by the seats of this moment. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import type { Audience } from './audience.ts'

/** Of what belongs to these places and regions. Places that the actor may not see are in no count. */
export async function countAudience(
  db: Db,
  actor: Actor,
  { places, regions }: { places: readonly string[]; regions: readonly string[] },
): Promise<Audience> {
  const inTeam = sql`place.id = any(${[...places]}::uuid[])`
  const inRegion = sql`(${inTeam} or place.region = any(${[...regions]}::text[]) or hub.regions && ${[...regions]}::text[])`
  const { rows } = await sql<Record<`${keyof Audience}_${'cities' | 'people'}`, number>>`
    select count(distinct place.id) filter (where ${inTeam})::int as team_cities, count(distinct seat.person_id) filter (where ${inTeam})::int as team_people,
      count(distinct place.id) filter (where place.kind = 'city' and ${inRegion})::int as region_cities, count(distinct seat.person_id) filter (where ${inRegion})::int as region_people,
      count(distinct place.id) filter (where place.kind = 'city')::int as network_cities, count(distinct seat.person_id)::int as network_people
    from seat join item place on place.id = seat.place_id left join hub on hub.id = place.id
    where seat.since <= now() and (seat.until is null or seat.until > now()) and ${visibleTo(actor, 'place')}`.execute(
    db,
  )
  const row = rows[0]
  return {
    team: { cities: row?.team_cities ?? 0, people: row?.team_people ?? 0 },
    region: { cities: row?.region_cities ?? 0, people: row?.region_people ?? 0 },
    network: { cities: row?.network_cities ?? 0, people: row?.network_people ?? 0 },
  }
}
