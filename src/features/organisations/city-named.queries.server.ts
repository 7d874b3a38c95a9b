/** A city that somebody typed, by its name in any language or by the last part of its address. */
import { sql } from 'kysely'
import { normalise } from '#base/normalise.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'

export type CityNamed = { id: string; slug: string; region: string | null; demonstration: boolean }

/** Those that the actor may see: none, one, or two where the name does not tell which. */
export async function listCitiesNamed(db: Db, actor: Actor, typed: string): Promise<CityNamed[]> {
  const { rows } = await sql<CityNamed>`
    select item.id, item.slug, item.region, item.demonstration from item
    where item.kind = 'city' and item.state = 'published' and ${visibleTo(actor)}
      and (item.slug = ${typed} or item.id in (select entry.item_id from search_entry entry where entry.title = ${normalise(typed)}))
    order by item.slug = ${typed} desc, item.id limit 2`.execute(db)
  return rows.filter((row, _, all) => all[0]?.slug !== typed || row.slug === typed)
}

/** Cities of an organisation that the actor may see, and those that they may not: these stay whatever is typed. */
export async function listCitiesOf(
  db: Db,
  actor: Actor,
  organisationId: string,
): Promise<{ id: string; slug: string; seen: boolean }[]> {
  const { rows } = await sql<{ id: string; slug: string; seen: boolean }>`
    select item.id, item.slug, (item.state = 'published' and ${visibleTo(actor)}) as seen
    from organisation_city works join item on item.id = works.city_id where works.organisation_id = ${organisationId} order by item.slug`.execute(
    db,
  )
  return rows
}
