/** The running instance: settings, database and signing key, opened once before the first request. */
import { readConfig, type Config } from '#platform/config.ts'
import { openDatabase, type Db } from '#platform/database/pool.server.ts'
import { log } from '#platform/web/log.server.ts'
import { findSigningKey } from '#platform/web/signed.server.ts'
import { keptByEpoch } from '#platform/web/epoch-cache.server.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'

export type Instance = { config: Config; db: Db; key: Buffer }

let opened: Promise<Instance> | undefined

export const instance = (): Promise<Instance> => (opened ??= open())

async function open(): Promise<Instance> {
  const read = readConfig(process.env)
  if (!read.ok) throw new Error(read.reason.join(' '))
  const db = await openDatabase(read.value, () => log({ event: 'database.connection_lost' }))
  return { config: read.value, db, key: await findSigningKey(db) }
}

/** For a clean end: closes the pool if it was opened. */
export async function closeInstance(): Promise<void> {
  if (opened) await (await opened).db.destroy()
}

export const publicVocabulary = keptByEpoch((db: Db) => loadVocabulary(db, VISITOR))
