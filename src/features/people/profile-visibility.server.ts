/** Turns an actor into the SQL predicate on what a profile says; its pure twin is in profile.access.ts. */
import { sql, type RawBuilder } from 'kysely'
import { reachOf, type Actor } from '#features/registry/actor.ts'
import { labelReaches, visibleTo } from '#features/registry/visibility.server.ts'

/** What carries a label of its own without standing in person_field itself. */
export const NAME = 'name'
export const titleField = (seatId: RawBuilder<unknown>): RawBuilder<string> => sql<string>`'title:' || ${seatId}`

/** Of `person`: the label that they gave to a field; its team's alone where they gave none. */
export const labelOf = (field: RawBuilder<string>): RawBuilder<string> =>
  sql<string>`coalesce((select labelled.label from person_field labelled where labelled.person_id = person.id and labelled.field = ${field}), 'team')`

/** True where the actor may see what `person` (this very alias) shows under this label, by a seat of today in a place that the actor may see. */
export function reachesPerson(actor: Actor, label: RawBuilder<unknown>): RawBuilder<boolean> {
  const reach = reachOf(actor)
  if (reach.all) return sql<boolean>`true`
  const own = actor.kind === 'person' ? sql<boolean>`person.id::text = ${actor.id}` : sql<boolean>`false`
  const through = labelReaches(reach, {
    label: sql`case when person.protected then 'team' else ${label} end`,
    region: sql`sits_at.region`,
    placeId: sql`sits_at.id`,
    readers: sql`select named.place_id from person_reader named where named.person_id = person.id`,
  })
  return sql<boolean>`(${own} or exists (select from seat held join item sits_at on sits_at.id = held.place_id
    where held.person_id = person.id and held.since <= clock_timestamp() and (held.until is null or held.until > clock_timestamp())
      and ${visibleTo(actor, 'sits_at')} and ${through}))`
}

/** Nobody sees more of a person than their name. */
export const seesName = (actor: Actor): RawBuilder<boolean> => reachesPerson(actor, labelOf(sql`${NAME}::text`))
