/** Whether an organisation works with a city, and what it is. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'

export type Partner = { sectors: string[] }

/** undefined both when there is no such organisation and when it works elsewhere. */
export async function findPartner(
  db: Db,
  key: { organisationId: string; cityId: string },
): Promise<Partner | undefined> {
  const { rows } = await sql<Partner>`
    select organisation.sectors from organisation_city works join organisation on organisation.id = works.organisation_id
    where works.organisation_id = ${key.organisationId} and works.city_id = ${key.cityId}`.execute(db)
  return rows[0]
}
