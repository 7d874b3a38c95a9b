/** Tells a city's people that a partner released answers about it, once a day, and takes it back with the last of them. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { retractNotices } from '#features/notices/notice.queries.server.ts'
import { tell } from '#features/notices/tell.server.ts'
import { answersMail } from './answer-news-says.ts'
import { stands } from './standing-answer.server.ts'

type Partner = { cityId: string; organisationId: string }

export async function tellOfReleased(
  db: Db,
  { cityId, organisationId, differ }: Partner & { differ: boolean },
): Promise<void> {
  const kind = differ ? 'answers_differ' : 'answers_released'
  for (const personId of await listAnswering(db, cityId)) {
    const of = `${organisationId}:${cityId}:${new Date().toISOString().slice(0, 10)}`
    const notice = { of, personId, kind, itemId: organisationId, placeId: cityId } as const
    await tell(db, notice, (to) => answersMail({ key: `${kind}:${of}:${personId}`, to }))
  }
}

/** Nothing of it stands any more: nobody is told that something was there. */
export async function untellIfNoneStands(db: Db, { cityId, organisationId }: Partner): Promise<void> {
  const { rows } = await sql`
    select from city_answer answer where answer.city_id = ${cityId} and answer.organisation_id = ${organisationId} and ${stands()} limit 1`.execute(
    db,
  )
  if (rows.length === 0)
    await retractNotices(db, { kinds: ['answers_released', 'answers_differ'], itemId: organisationId, placeId: cityId })
}

/** Whoever answers for the administration. */
async function listAnswering(db: Db, cityId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id from seat where place_id = ${cityId} and role in ('signatory', 'focal_point', 'editor')
      and since <= now() and (until is null or until > now()) limit 50`.execute(db)
  return rows.map(({ id }) => id)
}
