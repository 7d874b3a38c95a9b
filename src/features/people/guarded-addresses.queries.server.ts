/** Which addresses say who a protected person is: no list shows them to others. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'

export async function findGuardedAddresses(db: Db, addresses: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ email: string }>`
    select email from person where protected and email = any(${addresses.map((each) => each.toLowerCase())}::text[])`.execute(
    db,
  )
  return new Set(rows.map((row) => row.email))
}
