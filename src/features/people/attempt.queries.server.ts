/** How often something may be tried: one statement and one count for all processes. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'

export type Limit = { most: number; seconds: number }

export const LIMITS = {
  /** wrong or right, for one address of mail */
  sign_in_account: { most: 10, seconds: 900 },
  /** from one network */
  sign_in_network: { most: 60, seconds: 900 },
  code: { most: 8, seconds: 900 },
  link_account: { most: 5, seconds: 3600 },
  link_network: { most: 30, seconds: 3600 },
  /** from one network: a whole town hall signs in by it in the morning */
  provider_network: { most: 300, seconds: 900 },
  provider_check: { most: 30, seconds: 3600 },
  /** from one network: a whole town hall may share one */
  report: { most: 20, seconds: 3600 },
  /** files brought by one person: looking through one takes the process a second */
  file: { most: 40, seconds: 3600 },
  invitation: { most: 200, seconds: 86_400 },
} as const satisfies Record<string, Limit>

/** Counts this try; false when it is one too many. What is counted is kept as a digest: no address stands in the table. */
export async function isWithinLimit(db: Db, kind: keyof typeof LIMITS, of: string): Promise<boolean> {
  const { most, seconds } = LIMITS[kind]
  const key = `${kind}:${createHash('sha256').update(of).digest('base64url')}`
  const { rows } = await sql<{ ok: boolean }>`
    insert into attempt as a (key, count, until) values (${key}, 1, now() + make_interval(secs => ${seconds}))
    on conflict (key) do update set count = case when a.until < now() then 1 else a.count + 1 end,
      until = case when a.until < now() then excluded.until else a.until end
    returning count <= ${most} as ok`.execute(db)
  return rows[0]?.ok === true
}
