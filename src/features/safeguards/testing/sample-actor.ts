/** For tests: somebody of the sample, with the seats that they hold there. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor, Seat } from '#features/registry/actor.ts'

export type SampleActor = Extract<Actor, { kind: 'person' }>

export async function sampleActor(db: Db, key: string): Promise<SampleActor> {
  const { rows } = await sql<Seat & { id: string; regions: string[] }>`
    select person.id, seat.place_id as "placeId", item.region, seat.role, coalesce(hub.regions, '{}') as regions,
      case when hub.secretariat then 'secretariat' else item.kind end as place
    from person join seat on seat.person_id = person.id join item on item.id = seat.place_id left join hub on hub.id = item.id
    where person.email = ${`${key}@demonstration.invalid`}`.execute(db)
  const [first] = rows
  if (!first) throw new Error(`nobody is ${key}`)
  return {
    kind: 'person',
    id: first.id,
    seats: rows.map(({ placeId, place, region, role }) => ({ placeId, place, region, role })),
    regions: rows.flatMap((row) => row.regions),
    assurance: 'two',
  }
}

export const itemId = async (db: Db, slug: string): Promise<string> =>
  (await db.selectFrom('item').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id
