/** For tests: what the hook would know of a request, with an actor that is a plain value. */
import type { Db } from '#platform/database/pool.server.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import type { Asking } from '../compared.server.ts'

export async function askingIn(db: Db, more: Partial<Asking> = {}): Promise<Asking> {
  return {
    db,
    actor: VISITOR,
    language: 'en',
    vocabulary: await loadVocabulary(db, VISITOR),
    epoch: Math.random(),
    now: new Date('2026-11-24T09:00:00Z'),
    demonstration: true,
    visitorId: null,
    seat: null,
    ...more,
  }
}

/** A reader's seat in a city. */
export async function seatIn(db: Db, slug: string): Promise<{ actor: Actor; seat: { slug: string } }> {
  const row = await db
    .selectFrom('item')
    .select(['id', 'region'])
    .where('kind', '=', 'city')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  return {
    actor: {
      kind: 'person',
      id: 'demonstration',
      seats: [{ placeId: row.id, region: row.region ?? '', role: 'reader', place: 'city' }],
      regions: [],
      assurance: 'demonstration',
    },
    seat: { slug },
  }
}
