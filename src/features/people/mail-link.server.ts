/** Signing in by mail: a link that opens a page with one button. Looking at it spends nothing, so a mail scanner may. */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { LINK_MINUTES } from './link-life.ts'

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The part of the address that makes it this person's. */
export async function makeLink(db: Db, personId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await sql`insert into mail_link (digest, person_id, until) values (${digestOf(token)}, ${personId}, now() + make_interval(mins => ${LINK_MINUTES}))`.execute(
    db,
  )
  return token
}

export async function isGoodLink(db: Db, token: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from mail_link where digest = ${digestOf(token)} and used_at is null and until > now()`.execute(
      db,
    )
  return rows.length === 1
}

/** The person whose link it is, once; null for one that is used, old or none. */
export async function spendLink(db: Db, token: string): Promise<string | null> {
  const { rows } = await sql<{ person_id: string }>`
    update mail_link set used_at = now() from person
    where mail_link.digest = ${digestOf(token)} and used_at is null and until > now() and person.id = person_id and person.erased_at is null
    returning person_id`.execute(db)
  return rows[0]?.person_id ?? null
}
