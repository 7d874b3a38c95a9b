/** Reads by index alone. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'

/**
 * A limit makes the planner believe that reading the table from its beginning is cheap, and it does not know what
 * unpacking a long text costs: for words that stand in many entries that is a second instead of milliseconds
 * (docs/decisions/0013). The setting ends with the transaction or the savepoint.
 */
export async function byIndexAlone<Result>(db: Db, read: (open: Db) => Promise<Result>): Promise<Result> {
  if (!db.isTransaction) return db.transaction().execute((open) => byIndexAlone(open, read))
  await sql`savepoint by_index`.execute(db)
  await sql`set local enable_seqscan = off`.execute(db)
  const result = await read(db)
  await sql`rollback to savepoint by_index`.execute(db)
  return result
}
