/** Keeps the index of what is public in memory until something public changes; what a seat sees beyond it is added per request. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { keptByEpoch } from '#platform/web/epoch-cache.server.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { inPart, type Part } from '#features/registry/beyond-public.server.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { buildIndex, type IndexedPractice, type PracticeIndex } from './practice-index.ts'

/** No query for a visitor while nothing public has changed, one for anybody else. */
export async function practiceIndex(db: Db, actor: Actor, epoch: number): Promise<PracticeIndex> {
  const index = await publicIndex(epoch, db)
  if (actor.kind === 'visitor') return index
  const more = await listIndexed(db, actor, 'beyond_public')
  return more.length === 0 ? index : buildIndex([...index.practices, ...more])
}

const publicIndex = keptByEpoch(async (db: Db) => buildIndex(await listIndexed(db, VISITOR, 'all')))

/** As many as there are: it feeds the index of all, never a page. */
async function listIndexed(db: Db, actor: Actor, part: Part): Promise<IndexedPractice[]> {
  const { rows } = await sql<IndexedPractice>`
    select item.id, (extract(epoch from item.published_at) * 1000000)::bigint as published,
      array['regions/' || item.region, 'evidence_levels/' || practice.evidence_level, 'direction/' || practice.direction,
        'cost/' || coalesce(practice.cost_band, 'not_reported')] || coalesce(terms.list, '{}') as choices
    from practice join item on item.id = practice.id
    left join (select practice_id, array_agg(vocabulary || '/' || code) as list from practice_term group by practice_id) terms on terms.practice_id = practice.id
    where item.state = 'published' and item.published_at is not null and ${visibleTo(actor)}
      and ${inPart(part, 'practice')}`.execute(db)
  return rows.map((row) => ({ ...row, choices: row.choices.filter((choice) => choice !== null) }))
}
