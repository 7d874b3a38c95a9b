/** What a visitor may not see, found by index: few among many, added per request to what is kept in memory for everybody. */
import { sql, type RawBuilder } from 'kysely'
import { VISITOR } from './actor.ts'
import type { Kind } from './item.ts'
import { visibleTo } from './visibility.server.ts'

/** `all`: whatever the actor sees. `beyond_public`: only what a visitor does not, to be added to what is kept in memory. */
export type Part = 'all' | 'beyond_public'

/** The condition of a part on rows of `item`, or of the alias given, that are of this kind. */
export const inPart = (part: Part, kind: Kind, alias = 'item'): RawBuilder<boolean> =>
  part === 'all' ? sql<boolean>`true` : sql<boolean>`(${mayBeHidden(kind, alias)} and not ${visibleTo(VISITOR, alias)})`

/**
 * True for rows that are not for everybody, by their own label or by that of their place. Wider than needed, never
 * narrower: what it lets through is asked again by label.
 */
const mayBeHidden = (kind: Kind, alias: string): RawBuilder<boolean> => sql<boolean>`${sql.ref(alias)}.id = any(array(
  select own.id from item own where own.kind = ${kind} and own.label <> 'public'
  union select behind.id from item place join item behind on behind.place_id = place.id and behind.kind = ${kind}
    where place.kind = 'city' and place.label <> 'public'))`
