/** Use case: the directory for one reader: a page of the list, the counts beside the choices, and the map of the whole list. */
import { keptByEpoch } from '#platform/web/epoch-cache.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { listCitiesById, listCityFacts } from './city.queries.server.ts'
import type { CityAsk, CityFilters } from './city.query.ts'
import type { CityRow } from './city.ts'
import { countsOf, pageIn, pointsIn, type CityCounts, type CityFact } from './directory.ts'

export const CITIES_SHOWN = 30

export type Directory = {
  rows: CityRow[]
  /** the key of the next page */
  next: string | null
  counts: CityCounts
  points: { lat: number; lon: number }[]
}

export type DirectoryAsked = CityAsk & { language: Language; epoch: number; limit?: number }

/** One query for a visitor while nothing public has changed, else two. */
export async function findDirectory(
  db: Db,
  actor: Actor,
  { filters, after, language, epoch, limit = CITIES_SHOWN }: DirectoryAsked,
): Promise<Directory> {
  const facts = await factsFor(db, actor, epoch)
  const { ids, next } = pageIn(facts, { filters, language, after, limit })
  const rows = await listCitiesById(db, actor, { language, ids })
  return { rows, next, counts: countsOf(facts, filters), points: pointsIn(facts, filters) }
}

/** The counts alone. */
export const findCounts = async (
  db: Db,
  actor: Actor,
  { epoch, filters }: { epoch: number; filters: CityFilters },
): Promise<CityCounts> => countsOf(await factsFor(db, actor, epoch), filters)

const forVisitors = keptByEpoch((db: Db) => listCityFacts(db, VISITOR))

const factsFor = (db: Db, actor: Actor, epoch: number): Promise<CityFact[]> =>
  actor.kind === 'visitor' ? forVisitors(epoch, db) : listCityFacts(db, actor)
