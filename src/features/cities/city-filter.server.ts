/** The filters of the directory as SQL, one condition a dimension, so that each can be counted under the others. */
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { wantedName, type CityFilters } from './city.query.ts'

type Condition = RawBuilder<boolean>
export type Dimension = 'name' | 'region' | 'country' | 'level' | 'basis' | 'practice' | 'kind'

/** To be used in a query over `city join item`. */
export function conditionsOf(actor: Actor, filters: CityFilters): Record<Dimension, Condition> {
  const { regions, country, levels, bases, kind } = filters
  const name = wantedName(filters)
  return {
    name: name === '' ? ANY : isNamed(name),
    region: regions.length === 0 ? ANY : sql`item.region = any(${[...regions]}::text[])`,
    country: country === null ? ANY : sql`city.country = ${country}`,
    level: levels.length === 0 ? ANY : sql`city.government_level = any(${[...levels]}::text[])`,
    basis: bases.length === 0 ? ANY : sql`city.membership_basis = any(${[...bases]}::text[])`,
    practice: filters.practice ? hasPractice(actor) : ANY,
    kind: kind === null ? ANY : sql`item.demonstration = ${kind === 'invented'}`,
  }
}

const ANY: Condition = sql`true`

/** Published cities that the actor may see. */
export const listed = (actor: Actor): Condition => sql`(item.kind = 'city' and item.state = 'published' and ${visibleTo(actor)})`

/** In whichever language: a reader of English may know the Arabic name. */
const isNamed = (name: string): Condition => sql`exists (
  select 1 from search_entry entry join item_text text on text.item_id = entry.item_id and text.language = entry.language and text.state = 'published'
  where entry.item_id = item.id and entry.title like ${`%${name.replace(/[\\%_]/g, '\\$&')}%`})`

/** A practice was told from here, or one was taken up here; both must be visible. */
export const hasPractice = (actor: Actor): Condition => sql`(
  exists (select 1 from practice_city told join item practice on practice.id = told.practice_id
    where told.city_id = city.id and practice.state = 'published' and ${visibleTo(actor, 'practice')})
  or exists (select 1 from adaptation taken join item adapted on adapted.id = taken.id
    where taken.city_id = city.id and adapted.state = 'published' and ${visibleTo(actor, 'adapted')}))`
