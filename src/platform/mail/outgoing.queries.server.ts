/** The way of a mail from waiting to its end. Whoever takes one holds it for a time, not a transaction: no connection is kept while a relay thinks. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { MailFault, MailWords, Occasion, Promised } from './mail.ts'

export type Outgoing = {
  id: string
  key: string
  occasion: Occasion
  address: string
  language: Language
  words: MailWords
  promise: Promised
  tries: number
  queuedAt: Date
}

/** Longer than any try takes: a mail that is still 'sending' then was left behind by a process that ended. */
export const HELD_FOR = { at_least_once: '3 minutes', at_most_once: '1 hour' } as const

/**
 * The next mail, marked as being sent before anything is sent. Sign-in and safety mail first; of it, also what was left
 * behind. What goes at most once is never taken a second time from a process that ended.
 */
export async function takeNext(db: Db): Promise<Outgoing | undefined> {
  const { rows } = await sql<Outgoing>`
    with due as (
      select id, state from mail
      where next_at <= now() and (state = 'waiting' or (state = 'sending' and promise = 'at_least_once'))
      order by promise, next_at limit 1 for update skip locked)
    update mail set state = 'sending', tries = tries + 1, in_doubt = in_doubt or due.state = 'sending',
      next_at = now() + (case promise when 'at_least_once' then ${HELD_FOR.at_least_once} else ${HELD_FOR.at_most_once} end)::interval
    from due where mail.id = due.id
    returning mail.id, key, occasion, address, language, words, promise, tries, queued_at as "queuedAt"`.execute(db)
  return rows[0]
}

/** Only the try that holds the mail may write its end. */
const heldBy = ({ id, tries }: Try) => sql`id = ${id}::uuid and tries = ${tries} and state = 'sending'`
type Try = Pick<Outgoing, 'id' | 'tries'>

/** What left the house is forgotten: the link in it opens a door. */
export async function markSent(db: Db, held: Try, to: 'relay' | 'inbox'): Promise<void> {
  await sql`
    update mail set state = 'sent', sent_at = now(), delivered_to = ${to}, fault = null, fault_said = null,
      words = case when ${to} = 'inbox' then words end
    where ${heldBy(held)}`.execute(db)
}

export async function markFailed(
  db: Db,
  held: Try,
  { fault, said, inDoubt }: { fault: MailFault; said: string; inDoubt: boolean },
): Promise<void> {
  await sql`
    update mail set state = 'failed', words = null, fault = ${fault}, fault_said = ${said}, in_doubt = in_doubt or ${inDoubt}::boolean
    where ${heldBy(held)}`.execute(db)
}

export async function putBack(
  db: Db,
  held: Try,
  { fault, said, inDoubt, inSeconds }: { fault: MailFault; said: string; inDoubt: boolean; inSeconds: number },
): Promise<void> {
  await sql`
    update mail set state = 'waiting', fault = ${fault}, fault_said = ${said}, in_doubt = in_doubt or ${inDoubt}::boolean,
      next_at = now() + make_interval(secs => ${inSeconds})
    where ${heldBy(held)}`.execute(db)
}

/** What may not be repeated and was left behind by a process that ended: told as failed, its number returned. */
export async function failLeftBehind(db: Db): Promise<number> {
  const { rows } = await sql`
    update mail set state = 'failed', words = null, fault = 'not_known_whether_sent', in_doubt = true
    where state = 'sending' and promise = 'at_most_once' and next_at <= now() returning 1`.execute(db)
  return rows.length
}
