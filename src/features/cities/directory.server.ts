/** Use case: the directory for one reader: a page of the list, the counts beside the choices, and the map of the whole list. */
import { keptByEpoch } from '#platform/web/epoch-cache.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { listCitiesById, listCitiesTold, listCityFacts } from './city.queries.server.ts'
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

/** One query for a visitor while nothing public has changed, three for anybody else. */
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

const forVisitors = keptByEpoch((db: Db) => listCityFacts(db, VISITOR, 'all'))

/** What is kept for everybody, and beside it what this reader sees beyond. */
async function factsFor(db: Db, actor: Actor, epoch: number): Promise<readonly CityFact[]> {
  const known = await forVisitors(epoch, db)
  if (actor.kind === 'visitor') return known
  const more = await listCityFacts(db, actor, 'beyond_public')
  const told = new Set(await listCitiesTold(db, actor))
  const news = known.some((fact) => !fact.practice && told.has(fact.id))
  if (more.length === 0 && !news) return known
  return [...known.map((fact) => (told.has(fact.id) && !fact.practice ? { ...fact, practice: true } : fact)), ...more]
}
