/** The only SQL that asks which practices have to do with a city: told from it, taken up in it, or learned from it. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'

/** Ids of practices by what they have to do with the city; a practice stands in the first list that it belongs to. */
export type PracticesOfCity = {
  told: string[]
  /** sources name the city among those that took it up */
  takenUp: string[]
  /** practices elsewhere whose sources say that they learned from the city */
  learnedFrom: string[]
}

const MOST = 60

export async function listPracticesOfCity(db: Db, actor: Actor, cityId: string): Promise<PracticesOfCity> {
  const { rows } = await sql<{ id: string; how: 'told' | 'by' | 'from' }>`
    select distinct on (item.id) item.id, of_city.how from (
      select practice_id as id, 'told' as how, 0 as rank from practice_city where city_id = ${cityId}
      union all select kin.practice_id, kin.direction, 1 from practice_kinship kin where kin.city_id = ${cityId}
    ) of_city join item on item.id = of_city.id
    where item.state = 'published' and ${visibleTo(actor)}
    order by item.id, of_city.rank limit ${MOST}`.execute(db)
  const of = (how: string) => rows.filter((row) => row.how === how).map((row) => row.id)
  return { told: of('told'), takenUp: of('by'), learnedFrom: of('from') }
}
