/** Signed values for cookies: what a browser brings back is believed only if this instance gave it. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'

/** The signing key, made at the first start; two processes that start at once agree on one. */
export async function findSigningKey(db: Db): Promise<Buffer> {
  await sql`insert into secret (name, value) values ('cookies', ${randomBytes(32).toString('base64url')}) on conflict do nothing`.execute(
    db,
  )
  const { rows } = await sql<{ value: string }>`select value from secret where name = 'cookies'`.execute(db)
  return Buffer.from(rows[0]?.value ?? '', 'base64url')
}

/** `purpose` keeps a value signed for one cookie from being believed in another. */
export const sign = (key: Buffer, purpose: string, value: string): string => `${value}.${macOf(key, purpose, value)}`

/** The value, or null for anything forged, cut or empty. Never throws. */
export function unsign(key: Buffer, purpose: string, signed: string | undefined): string | null {
  if (!signed || signed.length > 500) return null
  const at = signed.lastIndexOf('.')
  const value = signed.slice(0, at)
  const given = Buffer.from(signed.slice(at + 1))
  const right = Buffer.from(macOf(key, purpose, value))
  return at > 0 && given.length === right.length && timingSafeEqual(given, right) ? value : null
}

const macOf = (key: Buffer, purpose: string, value: string) =>
  createHmac('sha256', key).update(`${purpose}\n${value}`).digest('base64url')
