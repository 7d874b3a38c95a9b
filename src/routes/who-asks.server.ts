/** Makes the actor of a request from its signed cookies: a visitor, a visitor with answers, or a reader's seat in a demonstration city. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import { sign, unsign } from '#platform/web/signed.server.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'

type Jar = { get(name: string): string | undefined }

export const VISITOR_COOKIE = 'visitor'
const SEAT_COOKIE = 'seat'
export const VISITOR_DAYS = 30
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export type Asker = { actor: Actor; visitorId: string | null; seat: SeatView | null }

export async function whoAsks(
  db: Db,
  request: { cookies: Jar; key: Buffer; demonstration: boolean; language: Language },
): Promise<Asker> {
  const { cookies, key } = request
  const visitorId = unsign(key, VISITOR_COOKIE, cookies.get(VISITOR_COOKIE))
  const slug = request.demonstration ? unsign(key, SEAT_COOKIE, cookies.get(SEAT_COOKIE)) : null
  const found = slug ? await findDemonstrationCity(db, { slug, language: request.language }) : undefined
  const asker = { actor: VISITOR, visitorId: visitorId && UUID.test(visitorId) ? visitorId : null, seat: null }
  if (!found) return asker
  const actor: Actor = {
    kind: 'person',
    id: 'demonstration',
    seats: [{ placeId: found.placeId, region: found.region, role: 'reader' }],
    regions: [],
    assurance: 'demonstration',
  }
  return { ...asker, actor, seat: { slug: found.slug, placeId: found.placeId, name: found.name } }
}

/** Only invented cities can be looked as, and only in a demonstration instance. */
export async function findDemonstrationCity(db: Db, key: { slug: string; language: Language }) {
  const { rows } = await sql<WordsRow & { id: string; slug: string; region: string }>`
    select item.id, item.slug, item.region, words.title, words.summary, words.language, words.origin, words.note, words.stale
    from item ${wordsIn(key.language)}
    where item.kind = 'city' and item.slug = ${key.slug} and item.demonstration and item.state = 'published'`.execute(
    db,
  )
  const row = rows[0]
  return row && { placeId: row.id, slug: row.slug, region: row.region, name: shown(row).title }
}

type Setting = {
  set(name: string, value: string, options: Record<string, unknown>): void
  delete(name: string, options: { path: string }): void
}

const kept = (secure: boolean) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure,
  maxAge: VISITOR_DAYS * 86_400,
})

export const rememberVisitor = (cookies: Setting, key: Buffer, visitorId: string, secure: boolean): void =>
  cookies.set(VISITOR_COOKIE, sign(key, VISITOR_COOKIE, visitorId), kept(secure))
export const forgetVisitor = (cookies: Setting): void => cookies.delete(VISITOR_COOKIE, { path: '/' })
export const takeSeat = (cookies: Setting, key: Buffer, slug: string, secure: boolean): void =>
  cookies.set(SEAT_COOKIE, sign(key, SEAT_COOKIE, slug), kept(secure))
export const leaveSeat = (cookies: Setting): void => cookies.delete(SEAT_COOKIE, { path: '/' })
