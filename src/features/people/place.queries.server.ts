/** Places that people hold seats in, whatever kind of thing they are. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Seated } from '#features/registry/seat.ts'

export type Place = { id: string; slug: string; kind: Seated; region: string | null }

/** By slug. As many as there are: for imports. */
export async function findPlaces(db: Db): Promise<Map<string, Place>> {
  const { rows } = await sql<Place>`
    select item.id, item.slug, item.region, ${KIND} as kind from item left join hub on hub.id = item.id
    where item.kind in ('city', 'organisation', 'hub')`.execute(db)
  return new Map(rows.map((place) => [place.slug, place]))
}

/** What kind of place an item is; the secretariat is a hub that looks after every region. */
export const KIND = sql<Seated>`case when hub.secretariat then 'secretariat' else item.kind end`
