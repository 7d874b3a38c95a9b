/** Answers of a city that were given so long ago that somebody should say whether they still hold. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { reachOf, type Actor } from '#features/registry/actor.ts'
import { labelReaches } from '#features/registry/visibility.server.ts'
import { ADMINISTRATION } from './answering.access.ts'
import { stands } from './standing-answer.server.ts'

/** Asked again after so long. */
export const OLD_AFTER_MONTHS = 18

/** Days before this one are old: `YYYY-MM-DD`. */
export const oldBefore = (today: string): string => {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - OLD_AFTER_MONTHS
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}${today.slice(7)}`
}

export type OldAnswers = { count: number; oldest: string }

/** How many of the administration's newest answers are old, and the day of the oldest; undefined: none that this reader sees. */
export async function findOldAnswers(
  db: Db,
  actor: Actor,
  key: { cityId: string; now: Date },
): Promise<OldAnswers | undefined> {
  const { rows } = await sql<{ count: number; oldest: string | null }>`
    select count(*)::int as count, to_char(min(newest.day), 'YYYY-MM-DD') as oldest
    from (select distinct on (answer.factor, answer.respondent) answer.id, answer.day, answer.label, answer.city_id, answer.state
      from city_answer answer where answer.city_id = ${key.cityId} and answer.respondent = ${ADMINISTRATION} and answer.organisation_id is null and ${stands()}
      order by answer.factor, answer.respondent, answer.day desc, answer.id desc) newest
    join item on item.id = newest.city_id
    where newest.state = 'answered' and newest.day < ${key.now}::timestamptz - make_interval(months => ${OLD_AFTER_MONTHS})
      and ${labelReaches(reachOf(actor), {
        label: sql`newest.label`,
        region: sql`item.region`,
        placeId: sql`newest.city_id`,
        readers: sql`select reader.place_id from city_answer_reader reader where reader.answer_id = newest.id`,
      })}`.execute(db)
  const row = rows[0]
  return row && row.count > 0 && row.oldest !== null ? { count: row.count, oldest: row.oldest } : undefined
}
