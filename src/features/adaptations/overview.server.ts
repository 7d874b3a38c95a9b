/** Use case: what the first page says of everything together. For visitors it is kept until something public changes. */
import { keptByEpoch } from '#platform/web/epoch-cache.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { countCities } from '#features/cities/city.queries.server.ts'
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

const forVisitors = keptByEpoch((db: Db) => loadOverview(db, VISITOR))

/** Five queries; none for a visitor while nothing public has changed. */
export const findOverview = (db: Db, actor: Actor, epoch: number): Promise<Overview> => (actor.kind === 'visitor' ? forVisitors(epoch, db) : loadOverview(db, actor))

async function loadOverview(db: Db, actor: Actor): Promise<Overview> {
  const first = chooseFirst(await listFirstToRead(db, actor))
  const evidence = await countEvidence(db, actor)
  const travels = await listTravels(db, actor)
  return { first, evidence, travels, regions: (await countCities(db, actor, { ...NO_FILTERS, kind: 'real' })).region }
}
