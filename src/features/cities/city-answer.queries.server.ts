/** The only SQL that reads cities' answers: already trimmed to what the actor may see, so that nothing else enters a finding. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { reachOf, type Actor } from '#features/registry/actor.ts'
import { labelReaches, visibleTo } from '#features/registry/visibility.server.ts'
import type { CityAnswer } from './city-answer.ts'
import { stands } from './standing-answer.server.ts'

/** Cities read at once, and answers of one city: far above what a page needs. */
export const MOST_CITIES = 1000
const MOST_ANSWERS = 500

/** The answers of one city; none for a city that is not there, or not for this reader. */
export async function listAnswers(db: Db, actor: Actor, cityId: string): Promise<CityAnswer[]> {
  const { rows } =
    await sql<CityAnswer>`${newestVisible(actor, sql`answer.city_id = ${cityId}`)} limit ${MOST_ANSWERS}`.execute(db)
  return rows
}

/**
 * The answers of several cities by city id, of the first thousand of them by id; 'all': every city with an answer that
 * the actor may see. Cities without one have no entry.
 */
export async function listAnswersOfCities(
  db: Db,
  actor: Actor,
  cities: readonly string[] | 'all',
  most = MOST_CITIES,
): Promise<Map<string, CityAnswer[]>> {
  const bound = Math.min(Math.max(0, most), MOST_CITIES)
  const wanted = cities === 'all' ? sql`true` : sql`answer.city_id = any(${[...cities]}::uuid[])`
  const chosen = sql`answer.city_id in (
    select distinct answer.city_id from city_answer answer join item on item.id = answer.city_id
    where ${wanted} and ${mayBeSeen(actor)} order by answer.city_id limit ${bound})`
  const { rows } = await sql<CityAnswer>`${newestVisible(actor, chosen)}`.execute(db)
  return Map.groupBy(rows, (answer) => answer.cityId)
}

/**
 * The newest of each kind of respondent among what the actor may see. A newer one that is hidden neither replaces an
 * older one nor is told by its absence: this reader's page is the same whether it exists or not.
 */
const newestVisible = (actor: Actor, which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select distinct on (answer.city_id, answer.factor, answer.respondent)
    answer.id, answer.city_id as "cityId", answer.factor, answer.respondent, answer.state, answer.value, answer.day as date,
    answer.how, answer.confidence, answer.label, answer.note
  from city_answer answer join item on item.id = answer.city_id
  where ${which} and ${mayBeSeen(actor)}
  order by answer.city_id, answer.factor, answer.respondent, answer.day desc, answer.id desc`

/** Label of the answer and label of the city; what a second respondent has not released, or took back, is nobody's. */
export const mayBeSeen = (actor: Actor): RawBuilder<unknown> =>
  sql`${stands()} and ${visibleTo(actor)} and ${labelReaches(reachOf(actor), {
    label: sql`answer.label`,
    region: sql`item.region`,
    placeId: sql`answer.city_id`,
    readers: sql`select reader.place_id from city_answer_reader reader where reader.answer_id = answer.id`,
  })}`
