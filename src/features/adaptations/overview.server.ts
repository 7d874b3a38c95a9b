/**
 * Use case: what the first page says of everything together. It is the same for everybody, whoever asks: what is public,
 * kept in memory until something public changes.
 */
import { keptByEpoch } from '#platform/web/epoch-cache.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { findCounts } from '#features/cities/directory.server.ts'
import { NO_FILTERS } from '#features/cities/city.query.ts'
import { chooseFirst } from '#features/practices/first-to-read.ts'
import { countEvidence, listFirstToRead, type EvidenceCounts } from '#features/practices/overview.queries.server.ts'
import { listTravels, type Travels } from './travels.queries.server.ts'

export type Overview = {
  /** ids of the practices to read first */
  first: string[]
  evidence: EvidenceCounts
  travels: Travels
  /** real cities in each region, by its code */
  regions: Record<string, number>
}

/** Five queries; none while nothing public has changed. */
export const findOverview = (db: Db, epoch: number): Promise<Overview> => kept(epoch, { db, epoch })

const kept = keptByEpoch(async ({ db, epoch }: { db: Db; epoch: number }): Promise<Overview> => {
  const first = chooseFirst(await listFirstToRead(db, VISITOR))
  const evidence = await countEvidence(db, VISITOR)
  const travels = await listTravels(db, VISITOR)
  return {
    first,
    evidence,
    travels,
    regions: (await findCounts(db, VISITOR, { epoch, filters: { ...NO_FILTERS, kind: 'real' } })).region,
  }
})
