/** What all imports share: a dry run writes everything and takes it back, so that both tell the same fates. */
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Fault, RowFate } from './import.ts'
import { raiseEpoch } from './item.queries.server.ts'

class TakenBack extends Error {}

export type ImportWorld = {
  /** In an instance of its own, rows marked `demonstration` are refused. */
  demonstration: boolean
}

/** Runs the import in one transaction. With `apply`, one refused row takes all back: a file goes in whole or not at all. */
export async function runImport(db: Db, apply: boolean, work: (db: Db) => Promise<RowFate[]>): Promise<RowFate[]> {
  let fates: RowFate[] = []
  try {
    await together(db, async (trx) => {
      fates = await work(trx)
      if (!apply || fates.some((fate) => fate.fate === 'refused')) throw new TakenBack()
      if (fates.some((fate) => fate.fate !== 'unchanged')) await raiseEpoch(trx)
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
  }
  return fates
}

/** The fault of a row that is invented, in an instance that is none. */
export const refusedAsInvented = (world: ImportWorld, row: unknown): Fault[] =>
  !world.demonstration &&
  typeof row === 'object' &&
  row !== null &&
  (row as { demonstration?: unknown }).demonstration === true
    ? [{ field: 'demonstration', says: 'is invented content; this is an instance of its own' }]
    : []
