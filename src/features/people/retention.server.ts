/**
 * Use case, daily: what has had its day goes. One sweep per table, in batches, so that no lock is held for long; a
 * second run finds nothing. What is kept how long is said in holdings.ts; a test holds the two together.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { ASK_DAYS, HELD_DAYS, MAIL_DAYS, NOTICE_DAYS } from './holdings.ts'

const BATCH = 1000
/** The rest follows on the next day. */
const MOST_BATCHES = 200

/** Sessions that nobody used for so long have ended (session.queries.server.ts). */
const IDLE_DAYS = 7

type Sweep = (now: Date) => RawBuilder<unknown>

const deleteOf =
  (table: string, key: string, isPast: Sweep): Sweep =>
  (now) =>
    sql`delete from ${sql.table(table)} where ${sql.ref(key)} in (select ${sql.ref(key)} from ${sql.table(table)} where ${isPast(now)} limit ${BATCH} for update skip locked) returning 1`

const past: Sweep = (now) => sql`until <= ${now}`

const SWEEPS = {
  session: deleteOf('session', 'digest', (now) => sql`(until <= ${now} or seen_at <= ${daysBefore(now, IDLE_DAYS)})`),
  mail_link: deleteOf('mail_link', 'digest', past),
  passkey_challenge: deleteOf('passkey_challenge', 'id', past),
  attempt: deleteOf('attempt', 'key', past),
  person_export: deleteOf('person_export', 'id', past),
  notice: deleteOf('notice', 'id', (now) => sql`created_at <= ${daysBefore(now, NOTICE_DAYS)}`),
  ask: deleteOf('ask', 'id', (now) => sql`asked_at <= ${daysBefore(now, ASK_DAYS)}`),
  person_profile_before: deleteOf('person_profile_before', 'person_id', past),
  visitor: deleteOf('visitor', 'id', past),
  held_text: deleteOf('held_text', 'id', (now) => sql`decided_at <= ${daysBefore(now, HELD_DAYS)}`),
  // whoever did not come was never a person here: their name and address go, that a place once invited stays
  invitation: (now) => sql`
    update invitation set email = '', name = '', note = '', revoked_at = coalesce(revoked_at, until) where id in (
      select id from invitation where accepted_at is null and email <> '' and (until <= ${now} or revoked_at is not null) limit ${BATCH} for update skip locked) returning 1`,
  // what still waits after all this time is sent to nobody any more
  mail: (now) => sql`
    update mail set address = '', words = null, fault_said = null, state = case when state in ('waiting', 'sending') then 'failed' else state end,
      fault = case when state in ('waiting', 'sending') then 'other' else fault end,
      key = case when strpos(lower(key), lower(address)) > 0 then 'past:' || id else key end where id in (
      select id from mail where address <> '' and queued_at <= ${daysBefore(now, MAIL_DAYS)} limit ${BATCH} for update skip locked) returning 1`,
} as const satisfies Record<string, Sweep>

export type Swept = Record<keyof typeof SWEEPS, number>
export const SWEPT = Object.keys(SWEEPS) as (keyof typeof SWEEPS)[]

export async function runRetention(db: Db, now: Date): Promise<Swept> {
  const swept = {} as Swept
  for (const name of SWEPT) swept[name] = await sweep(db, SWEEPS[name], now)
  return swept
}

async function sweep(db: Db, once: Sweep, now: Date): Promise<number> {
  let count = 0
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const { rows } = await once(now).execute(db)
    count += rows.length
    if (rows.length < BATCH) break
  }
  return count
}

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000)
