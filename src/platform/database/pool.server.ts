/** The one place that opens the database, embedded or not. Features never import it: queries take `db`. */
import { Kysely, PostgresDialect, sql } from 'kysely'
import { resolve } from 'node:path'
import pg from 'pg'
import type { Config } from '#platform/config.ts'
import { startEmbedded } from './embedded.server.ts'
import type { DB } from './schema.ts'

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, String)

export type Db = Kysely<DB>

/** Opens the pool; `lost` hears of connections that the server closed while idle. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir' | 'poolSize'>,
  lost: (error: Error) => void = () => {},
): Promise<Db> {
  const address = config.databaseUrl
    ? { connectionString: config.databaseUrl }
    : await startEmbedded(resolve(config.dataDir, 'postgres'))
  const pool = new pg.Pool({
    ...address,
    max: config.poolSize,
    connectionTimeoutMillis: 5000,
    statement_timeout: 15_000,
  })
  pool.on('error', lost) // without a listener a closed idle connection ends the process
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}

let reviving: Promise<unknown> | undefined

/** Where the database that comes along has ended, it is started again: one try at a time, its failure told to `said`. */
export function revive(config: Pick<Config, 'databaseUrl' | 'dataDir'>, said: (error: unknown) => void): void {
  if (config.databaseUrl !== null) return
  reviving ??= startEmbedded(resolve(config.dataDir, 'postgres'))
    .catch(said)
    .finally(() => setTimeout(() => (reviving = undefined), REVIVE_EVERY).unref())
}
const REVIVE_EVERY = 2000

/** A database without letters beyond ASCII cannot match misspelt Arabic: said at the start, not found out by a reader. */
export async function whyNotThisDatabase(db: Db): Promise<string | null> {
  const { rows } = await sql<{ version: number; letters: number }>`
    select current_setting('server_version_num')::int as version, coalesce(array_length(show_trgm('مدينة'), 1), 0) as letters`.execute(
    db,
  )
  const { version = 0, letters = 0 } = rows[0] ?? {}
  if (version < 150_000) return 'PostgreSQL 15 or newer is needed.'
  if (letters === 0)
    return 'This database knows no Arabic letters: create it with LC_CTYPE C.UTF-8 or another UTF-8 locale.'
  return null
}
