/** What everybody may open, for those who read the whole site by machine. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { VISITOR } from './actor.ts'
import { visibleTo } from './visibility.server.ts'

export type PublicItem = { kind: 'practice' | 'city' | 'organisation' | 'term'; slug: string; changed: Date }

/** Practices, cities, organisations and terms that are public, the newest first; no more than `limit`. Never asks who reads. */
export async function listPublicItems(db: Db, limit: number): Promise<PublicItem[]> {
  const { rows } = await sql<PublicItem>`
    select item.kind, item.slug, item.updated_at as changed from item
    where item.kind in ('practice', 'city', 'organisation', 'term') and item.state = 'published' and ${visibleTo(VISITOR)}
    order by item.published_at desc, item.id desc limit ${limit}`.execute(db)
  return rows
}
