import { sql } from 'kysely'
import type { Db } from './pool.server.ts'

/** Runs the work in one transaction, or in a savepoint of the one that is open: acts compose, and tests can roll back. */
export async function together<Result>(db: Db, work: (db: Db) => Promise<Result>): Promise<Result> {
  if (!db.isTransaction) return db.transaction().execute(work)
  await sql`savepoint together`.execute(db)
  try {
    const result = await work(db)
    await sql`release savepoint together`.execute(db)
    return result
  } catch (error) {
    await sql`rollback to savepoint together`.execute(db)
    throw error
  }
}
