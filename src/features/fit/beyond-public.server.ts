/** Which practices a visitor may not see, found by index: few among many, added per request to what is kept in memory. */
import { sql, type RawBuilder } from 'kysely'

/**
 * True for rows of `item` that are not for everybody, by their own label or by that of their place. Wider than needed,
 * never narrower: what it lets through is asked again by label.
 */
export const MAY_BE_HIDDEN: RawBuilder<boolean> = sql<boolean>`item.id = any(array(
  select own.id from item own where own.kind = 'practice' and own.label <> 'public'
  union select behind.id from item place join item behind on behind.place_id = place.id and behind.kind = 'practice'
    where place.kind = 'city' and place.label <> 'public'))`
