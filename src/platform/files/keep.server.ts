/**
 * Keeping and taking away, so that neither meets the other half-way: whoever hangs a file holds its row while they make
 * sure of its bytes; whoever takes it away holds the same row until the bytes are gone.
 */
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { deleteLooseFile, insertFile, listLooseFiles } from './files.queries.server.ts'
import type { Store } from './store.ts'
import type { Looked } from './upload.server.ts'

/** Within the transaction that hangs the file. Bytes were put before it; gone since, they are put again. */
export async function keepFile(trx: Db, store: Store, looked: Looked): Promise<void> {
  await insertFile(trx, looked)
  if (!(await store.exists(looked.digest))) await store.put(looked.clean)
}

const AT_ONCE = 500

/** Takes away what hung nowhere since `before`, row and bytes; returns how many. A store that is down keeps both for the next time. */
export async function removeLooseFiles(db: Db, store: Store, { before }: { before: Date }): Promise<number> {
  let removed = 0
  for (const digest of await listLooseFiles(db, { before, limit: AT_ONCE }))
    await together(db, async (trx) => {
      if (!(await deleteLooseFile(trx, digest, { before }))) return
      await store.remove(digest)
      removed++
    })
  return removed
}
