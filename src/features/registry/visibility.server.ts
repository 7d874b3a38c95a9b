/** Turns an actor into the SQL predicate on `item`: the only place where labels meet SQL. */
import { sql, type RawBuilder } from 'kysely'
import { reachOf, type Actor, type Reach } from './actor.ts'

type Condition = RawBuilder<boolean>

/**
 * True for rows of `item` (under the alias given) that the actor may see, the place that they belong to included.
 * Places and readers are looked up row by row, by key: as `exists (…)` under an `or`, the planner would first read all of
 * them into memory (a page of 50 of 100,000 things: 20 ms instead of 0.5).
 */
export function visibleTo(actor: Actor, alias = 'item'): Condition {
  const reach = reachOf(actor)
  if (reach.all) return sql<boolean>`true`
  const item = sql.ref(alias)
  return sql<boolean>`(${reaches(reach, alias)} and (${item}.place_id is null or ${item}.place_id = ${item}.id
    or coalesce((select ${reaches(reach, 'place_of')} from item place_of where place_of.id = ${item}.place_id), false)))`
}

function reaches(reach: Reach, alias: string): Condition {
  const item = sql.ref(alias)
  const byLabel = labelReaches(reach, {
    label: sql`${item}.label`,
    region: sql`${item}.region`,
    placeId: sql`${item}.place_id`,
    readers: sql`select reader.place_id from item_reader reader where reader.item_id = ${item}.id`,
  })
  const published = sql<boolean>`(${item}.state <> 'draft' and ${byLabel})`
  return reach.places.length === 0
    ? published
    : sql<boolean>`(${item}.place_id = any(${[...reach.places]}::uuid[]) or ${published})`
}

export type LabelColumns = {
  label: RawBuilder<unknown>
  region: RawBuilder<unknown>
  placeId: RawBuilder<unknown>
  readers: RawBuilder<unknown>
}

/** The same question for whatever carries a label of its own (a city's answer): name its columns. */
export function labelReaches(reach: Reach, column: LabelColumns): Condition {
  if (reach.all) return sql<boolean>`true`
  const places = sql`${[...reach.places]}::uuid[]`
  const ways = [sql<boolean>`${column.label} = 'public'`]
  if (reach.network) ways.push(sql`${column.label} = 'network'`)
  if (reach.regions.length > 0)
    ways.push(sql`(${column.label} = 'region' and ${column.region} = any(${[...reach.regions]}::text[]))`)
  if (reach.places.length > 0) {
    ways.push(sql`${column.placeId} = any(${places})`)
    ways.push(sql`(${column.label} = 'cities' and array(${column.readers}) && ${places})`)
  }
  return sql<boolean>`(${sql.join(ways, sql` or `)})`
}
