/** All practices that a reader may see, compiled for the rules: what is public is kept in memory, the rest added per request. */
import type { Db } from '#platform/database/pool.server.ts'
import { keptByEpoch } from '#platform/web/epoch-cache.server.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import type { AdoptionRecord } from './assess.ts'
import type { ClaimedPractice } from './claimed-practice.ts'
import { listClaimedPractices } from './claimed-practice.queries.server.ts'
import { compileIndex, type Index } from './compiled-index.ts'
import { compileRecords, type RecordIndex } from './compiled-records.ts'
import type { Factors } from './factor-scale.ts'
import { listToldRecords } from './record.queries.server.ts'
import { scalesOf } from './vocabulary-scales.ts'

export type PracticesInView = {
  readonly index: Index
  readonly records: RecordIndex
  readonly scales: Factors
  /** By slug. */
  readonly practices: ReadonlyMap<string, ClaimedPractice>
}

export type InstanceFacts = { epoch: number; vocabulary: Vocabulary; demonstration: boolean }

type Records = ReadonlyMap<string, readonly AdoptionRecord[]>
type Loaded = { practices: readonly ClaimedPractice[]; records: Records }

/** No query for a visitor while nothing public has changed; two for anybody else. */
export async function practicesInView(db: Db, actor: Actor, instance: InstanceFacts): Promise<PracticesInView> {
  const known = await publicPractices(instance.epoch, { db, ...instance })
  if (actor.kind === 'visitor') return known.compiled
  const wanted = {
    part: 'beyond_public',
    scales: known.compiled.scales,
    demonstration: instance.demonstration,
  } as const
  const practices = await listClaimedPractices(db, actor, wanted)
  // All anew: of a public record, too, a seat may see more of the answers of its day than a visitor.
  const records = await listToldRecords(db, actor, wanted)
  return compile(
    { practices: [...known.practices, ...practices], records },
    known.compiled.scales,
    practices.length === 0 ? known.compiled.index : undefined,
  )
}

const publicPractices = keptByEpoch(async ({ db, vocabulary, demonstration }: InstanceFacts & { db: Db }) => {
  const wanted = { part: 'all', scales: scalesOf(vocabulary), demonstration } as const
  const loaded = {
    practices: await listClaimedPractices(db, VISITOR, wanted),
    records: await listToldRecords(db, VISITOR, wanted),
  }
  return { ...loaded, compiled: compile(loaded, wanted.scales) }
})

/** `made`: an index of the same practices, where only records were added. */
function compile({ practices, records }: Loaded, scales: Factors, made?: Index): PracticesInView {
  const index = made ?? compileIndex(practices, scales)
  const origins = practices.flatMap(({ id, origin }) => (origin ? [[id, [origin]] as const] : []))
  return {
    index,
    records: compileRecords(index, joined(new Map(origins), records)),
    scales,
    practices: new Map(practices.map((practice) => [practice.id, practice])),
  }
}

function joined(some: Records, others: Records): Records {
  const all = new Map(some)
  for (const [practice, records] of others) all.set(practice, [...(all.get(practice) ?? []), ...records])
  return all
}
