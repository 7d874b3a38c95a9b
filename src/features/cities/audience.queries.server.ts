/** The only SQL that counts who would see an answer, by the seats of this moment. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { wordsIn } from '#features/registry/words.server.ts'
import type { Audience } from './audience.ts'

/** Places that the actor may not see are in no count. */
export async function countAudience(
  db: Db,
  actor: Actor,
  city: { id: string; region: string | null },
): Promise<Audience> {
  const inTeam = sql`place.id = ${city.id}`
  const inRegion = sql`(place.id = ${city.id} or place.region = ${city.region}::text or ${city.region}::text = any(hub.regions))`
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

/** Far more than a form can offer; a larger network needs a search here. */
const MOST_OFFERED = 200

export type ReaderCity = { id: string; title: string; language: string }

/** Cities with somebody in them who could be shown an answer by name: those that the actor may see, but this one. */
export async function listReaderCities(
  db: Db,
  actor: Actor,
  city: { id: string; language: Language },
): Promise<ReaderCity[]> {
  const { rows } = await sql<ReaderCity>`
    select item.id, words.title, words.language from item ${wordsIn(city.language)}
    where item.kind = 'city' and item.id <> ${city.id} and item.state = 'published' and ${visibleTo(actor)}
      and exists (select from seat where seat.place_id = item.id and seat.since <= now() and (seat.until is null or seat.until > now()))
    order by words.title, item.id limit ${MOST_OFFERED}`.execute(db)
  return rows
}
