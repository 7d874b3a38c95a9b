/** Numbered, up-only SQL files are the schema's only source. */
import { sql } from 'kysely'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from './pool.server.ts'

/** From the project's root: the server, the scripts and the tests all start there. */
export const MIGRATIONS = join(process.cwd(), 'migrations')
const LOCK = 7_301_955 // any number: two processes that start at once migrate one after the other

/** Applies what is missing, each file in its own transaction; returns the names applied. */
export async function migrate(db: Db, folder = MIGRATIONS): Promise<string[]> {
  return db.connection().execute(async (one) => {
    await sql`select pg_advisory_lock(${LOCK})`.execute(one)
    try {
      await sql`create table if not exists migration (name text primary key, at timestamptz not null default now())`.execute(
        one,
      )
      const { rows } = await sql<{ name: string }>`select name from migration`.execute(one)
      const known = new Set(rows.map((row) => row.name))
      const missing = readdirSync(folder)
        .filter((name) => name.endsWith('.sql') && !known.has(name))
        .sort()
      for (const name of missing) await apply(one, folder, name)
      return missing
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(one)
    }
  })
}

async function apply(db: Db, folder: string, name: string): Promise<void> {
  await sql`begin`.execute(db)
  try {
    await sql.raw(readFileSync(join(folder, name), 'utf8')).execute(db)
    await sql`insert into migration (name) values (${name})`.execute(db)
    await sql`commit`.execute(db)
  } catch (error) {
    await sql`rollback`.execute(db)
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
