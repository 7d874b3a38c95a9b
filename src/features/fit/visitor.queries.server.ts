/**
 * The only SQL about what a visitor without an account answered: for that browser alone, until thirty days after the
 * last answer. No other query joins these tables. Whose row it is, only the signed cookie knows.
 */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'

export type AnswerState = 'answered' | 'not_known' | 'rather_not_say'
export type VisitorAnswer = { factor: string; state: AnswerState; value: string[]; day: string }

/** null: never was, or has expired. Answers in the order of the vocabulary. */
export async function findVisitor(
  db: Db,
  key: { visitorId: string; now: Date },
): Promise<{ until: Date; answers: VisitorAnswer[] } | null> {
  const { rows } = await sql<{ until: Date; answers: VisitorAnswer[] | null }>`
    select visitor.until, (select jsonb_agg(jsonb_build_object('factor', a.factor, 'state', a.state, 'value', a.value, 'day', a.day) order by factor.position)
      from visitor_answer a join factor on factor.code = a.factor where a.visitor_id = visitor.id) as answers
    from visitor where visitor.id = ${key.visitorId} and visitor.until > ${key.now}`.execute(db)
  const row = rows[0]
  return row ? { until: row.until, answers: row.answers ?? [] } : null
}

export type AnswerToSave = {
  visitorId: string | null
  now: Date
  days: number
  factor: string
  state: AnswerState
  value: readonly string[]
}

/** Returns the key of the browser's answers: a new one where there was none or it had expired. */
export async function saveVisitorAnswer(db: Db, answer: AnswerToSave): Promise<string> {
  return together(db, async (trx) => {
    await deleteExpired(trx, answer.now)
    const until = new Date(answer.now.getTime() + answer.days * 86_400_000)
    const kept =
      answer.visitorId === null
        ? undefined
        : await trx
            .updateTable('visitor')
            .set({ until })
            .where('id', '=', answer.visitorId)
            .returning('id')
            .executeTakeFirst()
    const visitorId = kept?.id ?? newKey()
    if (!kept) await trx.insertInto('visitor').values({ id: visitorId, until }).execute()
    const said = { state: answer.state, value: [...answer.value], day: answer.now.toISOString().slice(0, 10) }
    await trx
      .insertInto('visitor_answer')
      .values({ visitor_id: visitorId, factor: answer.factor, ...said })
      .onConflict((same) => same.columns(['visitor_id', 'factor']).doUpdateSet(said))
      .execute()
    return visitorId
  })
}

/** Swept whenever somebody answers, some at a time: no clockwork is needed for what nobody can read any more. */
async function deleteExpired(db: Db, now: Date): Promise<void> {
  await sql`delete from visitor where id in (select id from visitor where until <= ${now} order by until limit 200 for update skip locked)`.execute(
    db,
  )
}

export async function deleteVisitorAnswer(db: Db, key: { visitorId: string; factor: string }): Promise<void> {
  await db
    .deleteFrom('visitor_answer')
    .where('visitor_id', '=', key.visitorId)
    .where('factor', '=', key.factor)
    .execute()
}

/** All of it, at once. */
export async function deleteVisitor(db: Db, visitorId: string): Promise<void> {
  await db.deleteFrom('visitor').where('id', '=', visitorId).execute()
}
