/** A database of its own for a bench, as the product would open it, and gone when the bench has ended. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '#platform/database/migrate.server.ts'
import { openDatabase, type Db } from '#platform/database/pool.server.ts'
import { loadSampleOnce } from '#features/adaptations/sample-content.server.ts'

/** With the sample in it. BENCH_DATA names a folder that is kept, so that a second run need not make its world again. */
export async function withScratch<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const kept = process.env['BENCH_DATA']
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'sc-bench-'))
  const db = await openDatabase({ databaseUrl: null, dataDir: folder, poolSize: 4 })
  try {
    await migrate(db)
    await loadSampleOnce(db, { demonstration: true })
    return await work(db)
  } finally {
    await db.destroy()
    if (!kept) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  }
}
