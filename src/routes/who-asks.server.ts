/** Makes the actor of a request from its cookies: a visitor, a visitor with answers, or a person with the seats of this moment. */
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import { sign, unsign } from '#platform/web/signed.server.ts'
import { findKnown } from '#features/people/session.queries.server.ts'
import { asPerson, type PersonView } from '#features/people/person-view.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'

type Jar = { get(name: string): string | undefined }

export const VISITOR_COOKIE = 'visitor'
export const SESSION_COOKIE = 'session'
export const VISITOR_DAYS = 30
const SESSION_DAYS = 30
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const TOKEN = /^[A-Za-z0-9_-]{43}$/

export type Asker = {
  actor: Actor
  visitorId: string | null
  person: PersonView | null
  /** The city whose seat the person sits in. */
  seat: SeatView | null
}

export async function whoAsks(
  db: Db,
  request: { cookies: Jar; key: Buffer; demonstration: boolean; language: Language },
): Promise<Asker> {
  const visitorId = unsign(request.key, VISITOR_COOKIE, request.cookies.get(VISITOR_COOKIE))
  const asker = { actor: VISITOR, visitorId: visitorId && UUID.test(visitorId) ? visitorId : null }
  const token = request.cookies.get(SESSION_COOKIE) ?? ''
  const known = TOKEN.test(token) ? await findKnown(db, token, request.language) : undefined
  // invented people are nobody in an instance of its own
  if (!known || (known.demonstration && !request.demonstration)) return { ...asker, person: null, seat: null }
  return { ...asker, ...asPerson(known, request.language) }
}

type Setting = {
  set(name: string, value: string, options: Record<string, unknown>): void
  delete(name: string, options: { path: string }): void
}

const kept = (secure: boolean, days: number) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure,
  maxAge: days * 86_400,
})

export const rememberVisitor = (cookies: Setting, key: Buffer, visitorId: string, secure: boolean): void =>
  cookies.set(VISITOR_COOKIE, sign(key, VISITOR_COOKIE, visitorId), kept(secure, VISITOR_DAYS))
export const forgetVisitor = (cookies: Setting): void => cookies.delete(VISITOR_COOKIE, { path: '/' })
export const rememberSession = (cookies: Setting, token: string, secure: boolean): void =>
  cookies.set(SESSION_COOKIE, token, kept(secure, SESSION_DAYS))
export const forgetSession = (cookies: Setting): void => cookies.delete(SESSION_COOKIE, { path: '/' })
