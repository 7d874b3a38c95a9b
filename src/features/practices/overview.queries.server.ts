/** The only SQL that looks at all practices at once for the first page: which to read first, and what they can show. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { FIRST_SHOWN, type FirstToRead } from './first-to-read.ts'

const told = (actor: Actor): RawBuilder<unknown> => sql`
  select item.id, item.published_at, practice.evidence_level, practice.direction, practice.record_outcome, practice.record_level, practice.record_independent
  from practice join item on item.id = practice.id where item.kind = 'practice' and item.state = 'published' and ${visibleTo(actor)}`

/** Equal ones: the newest first. */
export async function listFirstToRead(db: Db, actor: Actor): Promise<FirstToRead> {
  const newest = sql`told.published_at desc, told.id desc`
  const strongest = sql`told.record_level desc, told.record_independent desc, ${newest}`
  const { rows } = await sql<{ list: keyof FirstToRead; id: string }>`
    with told as not materialized (${told(actor)})
    (select 'better' as list, told.id from told where told.record_outcome = 'better' order by ${strongest} limit ${FIRST_SHOWN})
    union all (select 'worse', told.id from told where told.record_outcome in ('worse', 'no_difference')
      order by told.record_outcome = 'worse' desc, ${strongest} limit ${FIRST_SHOWN})
    union all (select 'takenUp', told.id from told join (${adopters(actor)}) adopted on adopted.practice_id = told.id
      order by adopted.count desc, ${newest} limit ${FIRST_SHOWN})
    union all (select 'newest', told.id from told order by ${newest} limit ${FIRST_SHOWN})`.execute(db)
  const of = (list: keyof FirstToRead) => rows.filter((row) => row.list === list).map((row) => row.id)
  return { better: of('better'), worse: of('worse'), takenUp: of('takenUp'), newest: of('newest') }
}

/** Places that a record names and that this reader may see: of practices and cities here, only visible ones. */
const adopters = (actor: Actor): RawBuilder<unknown> => sql`
  select kin.practice_id, count(*) as count from practice_kinship kin
    left join item other on other.id = kin.other_id left join item town on town.id = kin.city_id
  where kin.direction = 'by' and (kin.other_id is null or ${visibleTo(actor, 'other')}) and (kin.city_id is null or ${visibleTo(actor, 'town')})
  group by kin.practice_id`

/** What all practices together can show of their effect. */
export type EvidenceCounts = {
  practices: number
  /** no outcome that could be read in the sources */
  unread: number
  /** a strong comparison, and what it found */
  strong: number
  strongBetter: number
  strongWorse: number
}

const STRONG = 4

export async function countEvidence(db: Db, actor: Actor): Promise<EvidenceCounts> {
  const strong = sql`told.evidence_level >= ${STRONG}`
  const { rows } = await sql<EvidenceCounts>`
    select count(*)::int as practices, count(*) filter (where told.direction = 'not_reported')::int as unread,
      count(*) filter (where ${strong})::int as strong,
      count(*) filter (where ${strong} and told.direction = 'positive')::int as "strongBetter",
      count(*) filter (where ${strong} and told.direction = 'negative')::int as "strongWorse"
    from (${told(actor)}) told`.execute(db)
  return rows[0] ?? { practices: 0, unread: 0, strong: 0, strongBetter: 0, strongWorse: 0 }
}
