/** The database for one command: beside a running server, or started for it. One that is just ending is waited for. */
import { sql } from 'kysely'
import { setTimeout as wait } from 'node:timers/promises'
import type { Config } from '#platform/config.ts'
import { holdFolder } from '#platform/database/folder-lock.server.ts'
import { openDatabase, type Db } from '#platform/database/pool.server.ts'

const TRIES = 100
/** Ending or just beginning, or gone between two questions. */
const PASSES = new Set(['57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'])

export async function openBeside(config: Config): Promise<Db> {
  for (let tries = 1; ; tries++) {
    const folder = await holdFolder(config, 'import')
    const db = await openDatabase({ ...config, poolSize: 1 })
    try {
      await sql`select 1`.execute(db)
      process.once('exit', () => folder.release())
      return db
    } catch (error) {
      await db.destroy()
      folder.release()
      const { code = '' } = error as { code?: string }
      if (config.databaseUrl !== null || !PASSES.has(code) || tries === TRIES) throw error
      await wait(100)
    }
  }
}
