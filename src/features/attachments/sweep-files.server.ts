/** Use case, with the daily sweep: what was taken down a day ago goes, and bytes that hang nowhere with it. */
import type { Db } from '#platform/database/pool.server.ts'
import { removeLooseFiles } from '#platform/files/keep.server.ts'
import type { Store } from '#platform/files/store.ts'
import { deleteWithdrawn } from './attachment.queries.server.ts'

/** Nobody is about to hang a file that was brought so long ago. */
const LOOSE_FOR_HOURS = 24

export type SweptFiles = { attachments: number; files: number }

export async function sweepFiles(db: Db, store: Store, now = new Date()): Promise<SweptFiles> {
  const attachments = await deleteWithdrawn(db)
  const before = new Date(now.getTime() - LOOSE_FOR_HOURS * 3_600_000)
  return { attachments, files: await removeLooseFiles(db, store, { before }) }
}
