/** For tests: a person of the sample as the actor of a request, with the seats that they hold. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { actorOfSeats } from '#features/people/team.queries.server.ts'

/** By the id that the sample gives them. */
export async function sitting(db: Db, id: string): Promise<Extract<Actor, { kind: 'person' }>> {
  const { rows } = await sql<{ id: string; regions: string[] }>`
    select person.id, array(select unnest(hub.regions) from seat join hub on hub.id = seat.place_id where seat.person_id = person.id) as regions
    from person where person.email = ${`${id}@demonstration.invalid`}`.execute(db)
  const person = rows[0]
  if (!person) throw new Error(`no ${id} in the sample`)
  const actor = await actorOfSeats(db, person.id)
  if (actor.kind !== 'person') throw new Error('not a person')
  return { ...actor, regions: person.regions, assurance: 'demonstration' }
}
