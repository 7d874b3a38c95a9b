/** Addresses that get nothing more, and kinds of mail that an address asked not to get. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { IN_ANY_CASE, type Occasion } from './mail.ts'

export type WhySuppressed = 'refused' | 'bounced' | 'complained'

/** What waits for this address stays here too. */
export async function insertSuppression(db: Db, { address, why }: { address: string; why: WhySuppressed }) {
  await sql`
    with kept as (
      update mail set state = 'suppressed', words = null, fault = 'address_suppressed'
      where state = 'waiting' and lower(address) = ${address.toLowerCase()} and occasion <> all(${IN_ANY_CASE}::text[]))
    insert into mail_suppression (address, why) values (${address.toLowerCase()}, ${why}) on conflict do nothing`.execute(
    db,
  )
}

/** For an administrator who knows better; after a refusal also the relay itself, by taking a mail to this address again. */
export async function deleteSuppression(db: Db, address: string, onlyIf?: WhySuppressed): Promise<boolean> {
  const { rows } = await sql`
    delete from mail_suppression where address = ${address.toLowerCase()} and (${onlyIf ?? null}::text is null or why = ${onlyIf ?? null})
    returning 1`.execute(db)
  return rows.length > 0
}

export type Suppression = { address: string; since: Date; why: WhySuppressed }

export async function listSuppressions(db: Db, { after, limit }: { after?: string | null; limit: number }) {
  const { rows } = await sql<Suppression>`
    select address, since, why from mail_suppression where address > ${after ?? ''} order by address limit ${Math.min(limit, 100)}`.execute(
    db,
  )
  return rows
}

export async function insertOptOut(db: Db, { address, occasion }: { address: string; occasion: Occasion }) {
  await sql`
    with kept as (
      update mail set state = 'suppressed', words = null, fault = 'opted_out'
      where state = 'waiting' and lower(address) = ${address.toLowerCase()} and occasion = ${occasion})
    insert into mail_opt_out (address, occasion) values (${address.toLowerCase()}, ${occasion}) on conflict do nothing`.execute(
    db,
  )
}

export async function deleteOptOut(db: Db, { address, occasion }: { address: string; occasion: Occasion }) {
  await sql`delete from mail_opt_out where address = ${address.toLowerCase()} and occasion = ${occasion}`.execute(db)
}

/** What an address asked not to get. */
export async function listOptOuts(db: Db, address: string): Promise<Occasion[]> {
  const { rows } = await sql<{ occasion: Occasion }>`
    select occasion from mail_opt_out where address = ${address.toLowerCase()} order by occasion limit 50`.execute(db)
  return rows.map((row) => row.occasion)
}
