/** Reads what is and is not told, of all practices that a reader may see: plain values, no words. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { keptByEpoch } from '#platform/web/epoch-cache.server.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import type { GapFacts } from './gaps.ts'
import { RIGHTS } from './practice-import.ts'

/** No query for a visitor while nothing public has changed, one for anybody else. Newest first. */
export const gapFacts = (db: Db, actor: Actor, epoch: number): Promise<GapFacts[]> =>
  actor.kind === 'visitor' ? publicFacts(epoch, db) : listGapFacts(db, actor)

const publicFacts = keptByEpoch((db: Db) => listGapFacts(db, VISITOR))

/** What is said is read from the words in which a practice was written. */
async function listGapFacts(db: Db, actor: Actor): Promise<GapFacts[]> {
  const { rows } = await sql<GapFacts>`
    select item.id, practice.evidence_level as level, practice.direction, coalesce(words.parts ->> 'harm' is not null, false) as harm,
      practice.individual_work as "individualWork",
      array(select asked from unnest(${[...RIGHTS]}::text[]) asked where words.parts -> 'rights' ->> asked is null) as "rightsOpen",
      practice.cost_band as "costBand", practice.record_outcome is not null as outcome,
      practice.facts @> '{"lessons": [{"kind": "failed"}]}' or practice.facts @> '{"lessons": [{"kind": "barrier"}]}' as failure,
      coalesce(claims.conditions, 0) as conditions, coalesce(claims.claims, 0) as claims, coalesce(claims.opinions, 0) as opinions, coalesce(claims.factors, '{}') as factors,
      (select count(*)::int from practice_kinship kin left join item kin_city on kin_city.id = kin.city_id
        where kin.practice_id = item.id and kin.direction = 'by' and kin.other_id is null and (kin.city_id is null or ${visibleTo(actor, 'kin_city')})) as "adoptersUntold"
    from practice join item on item.id = practice.id
    join item_text words on words.item_id = item.id and words.language = item.original_language
    left join (select practice_id, count(*) filter (where role <> 'safeguard')::int as conditions, count(*)::int as claims,
        count(*) filter (where basis = 'reviewer_judgement' and reviewers < 2)::int as opinions, array_agg(distinct factor) as factors
      from practice_claim group by practice_id) claims on claims.practice_id = practice.id
    where item.state = 'published' and ${visibleTo(actor)}
    order by item.published_at desc, item.id desc`.execute(db)
  return rows
}
