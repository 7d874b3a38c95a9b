/** The running instance: settings, database and signing key, opened once before the first request. */
import { readConfig, type Config } from '#platform/config.ts'
import { openDatabase, revive, type Db } from '#platform/database/pool.server.ts'
import { openStore } from '#platform/files/open-store.server.ts'
import type { Store } from '#platform/files/store.ts'
import { faultFacts, log } from '#platform/web/log.server.ts'
import { findSigningKey } from '#platform/web/signed.server.ts'
import { beforeTheEnd } from '#platform/stops.ts'
import { keptByEpoch } from '#platform/web/epoch-cache.server.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { startWork } from './work.server.ts'

export type Instance = { config: Config; db: Db; files: Store; key: Buffer }

let opened: Promise<Instance> | undefined

/** Opens once; a failed opening is tried again by the next request. */
export const instance = (): Promise<Instance> =>
  (opened ??= open().catch((error: unknown) => ((opened = undefined), Promise.reject(error as Error))))

/** Called when the database did not answer. */
export function reviveInstance(): void {
  const read = readConfig(process.env)
  if (read.ok) revive(read.value, (error) => log({ event: 'database.not_revived', ...faultFacts(error) }))
}

async function open(): Promise<Instance> {
  const read = readConfig(process.env)
  if (!read.ok) throw new Error(read.reason.join(' '))
  const db = await openDatabase(read.value, () => log({ event: 'database.connection_lost' }))
  const key = await findSigningKey(db)
  const files = openStore(read.value.files)
  beforeTheEnd(startWork(db, files, read.value))
  return { config: read.value, db, files, key }
}

export const publicVocabulary = keptByEpoch((db: Db) => loadVocabulary(db, VISITOR))
