/** The only SQL about sessions: who signed in, from what, and until when. The cookie itself is kept nowhere. */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Role, Seated } from '#features/registry/seat.ts'

export type Way = 'password' | 'link' | 'passkey' | 'provider' | 'invitation' | 'demonstration'
export type Assurance = 'demonstration' | 'one' | 'two'

/** A session that nobody used for so long has ended, and so has one that is so old. */
const IDLE_DAYS = 7
const MOST_DAYS = 30
/** A city's provider is asked anew each working day: who has left the city is out the day after at the latest. */
const VOUCHED_HOURS = 12
/** So long a seat that a group gave counts without the provider having said it again. */
const GROUP_DAYS = 30

export type SeatHeld = {
  id: string
  placeId: string
  place: Seated
  slug: string
  /** of the place, in the reader's language where it has one */
  name: string
  region: string | null
  role: Role
  /** the post, as the person says it, by language */
  title: Record<string, string>
  /** those that a hub looks after */
  regions: string[]
}

export type Known = {
  personId: string
  sessionId: string
  email: string | null
  name: string
  names: Record<string, string>
  language: string
  zone: string
  protected: boolean
  demonstration: boolean
  assurance: Assurance
  /** a code is asked for after the first step */
  secondStep: boolean
  seatId: string | null
  /** the city whose provider let the person in */
  vouchedBy: string | null
  /** Seats of today; one that has ended is not here, from that very request on. */
  seats: SeatHeld[]
}

const agentKept = (agent: string): string => agent.slice(0, 80)
const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Begins a session; `token` is the value of its cookie. */
export async function beginSession(
  db: Db,
  session: {
    personId: string
    way: Way
    assurance: Assurance
    agent: string
    seatId?: string | null
    vouchedBy?: string | null
  },
): Promise<{ id: string; token: string }> {
  const [id, token] = [newKey(), randomBytes(32).toString('base64url')]
  await sql`insert into session (digest, id, person_id, seat_id, way, assurance, agent, vouched_by, until)
    values (${digestOf(token)}, ${id}, ${session.personId}, ${session.seatId ?? null}, ${session.way}, ${session.assurance}, ${agentKept(session.agent)}, ${session.vouchedBy ?? null}, now() + make_interval(hours => ${session.vouchedBy ? VOUCHED_HOURS : MOST_DAYS * 24}))`.execute(
    db,
  )
  return { id, token }
}

/** Whether this person has no session, of those still kept, from a browser that says the same of itself. */
export async function isNewAgent(db: Db, { personId, agent }: { personId: string; agent: string }): Promise<boolean> {
  const { rows } =
    await sql`select from session where person_id = ${personId} and agent = ${agentKept(agent)} limit 1`.execute(db)
  return rows.length === 0
}

/** Who this cookie belongs to, with the seats of this moment; undefined: ended, expired, erased, forged. */
export async function findKnown(db: Db, token: string, language: Language): Promise<Known | undefined> {
  const { rows } = await sql<Omit<Known, 'seats'> & { seats: SeatHeld[] | null; stale: boolean }>`
    select person.id as "personId", session.id as "sessionId", person.email, person.name, person.names, person.language, person.zone,
      person.protected, person.demonstration, session.assurance, session.seat_id as "seatId", session.vouched_by as "vouchedBy", session.seen_at < now() - interval '10 minutes' as stale,
      exists (select 1 from one_time_code code where code.person_id = person.id and code.confirmed_at is not null) as "secondStep",
      (select jsonb_agg(jsonb_build_object('id', seat.id, 'placeId', place.id, 'slug', place.slug, 'region', place.region, 'role', seat.role, 'title', seat.title, 'name', ${nameOfPlace(language)},
          'place', case when hub.secretariat then 'secretariat' else place.kind end, 'regions', coalesce(hub.regions, '{}')) order by seat.since, seat.id)
        from seat join item place on place.id = seat.place_id left join hub on hub.id = place.id
        where seat.person_id = person.id and seat.since <= now() and (seat.until is null or seat.until > now()) and (seat.confirmed_by <> 'system:provider' or ${SAID_LATELY})) as seats
    from session join person on person.id = session.person_id
    where session.digest = ${digestOf(token)} and session.until > now() and session.seen_at > now() - make_interval(days => ${IDLE_DAYS})
      and person.erased_at is null`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  if (row.stale) await sql`update session set seen_at = now() where digest = ${digestOf(token)}`.execute(db)
  const { stale: _, ...known } = row
  return { ...known, seats: row.seats ?? [] }
}

/** The city's provider said it of this person within the days that a group's seat counts. */
const SAID_LATELY = sql`exists (select from provider join provider_identity identity on identity.provider_id = provider.id
  where provider.place_id = seat.place_id and identity.person_id = seat.person_id and identity.used_at > now() - make_interval(days => ${GROUP_DAYS}))`

/** The words of the place in this language, else in its own. */
const nameOfPlace = (
  language: Language,
) => sql`(select words.title from item_text words where words.item_id = place.id and words.state = 'published'
  order by words.language = ${language} desc, words.language = place.original_language desc limit 1)`

export const endSession = (db: Db, token: string): Promise<unknown> =>
  sql`delete from session where digest = ${digestOf(token)}`.execute(db)

export type SessionSeen = {
  id: string
  way: Way
  agent: string
  begunAt: Date
  seenAt: Date
  own: boolean
}

/** The sessions of one person, the newest first; `own` is the one that asks. */
export async function listSessions(db: Db, key: { personId: string; sessionId: string }): Promise<SessionSeen[]> {
  const { rows } = await sql<SessionSeen>`
    select id, way, agent, begun_at as "begunAt", seen_at as "seenAt", id = ${key.sessionId} as own from session
    where person_id = ${key.personId} and until > now() and seen_at > now() - make_interval(days => ${IDLE_DAYS})
    order by begun_at desc limit 100`.execute(db)
  return rows
}

/** Ends one session of this person, or all but the one that asks. */
export const endSessionOf = (db: Db, key: { personId: string; id: string }): Promise<unknown> =>
  sql`delete from session where person_id = ${key.personId} and id = ${key.id}`.execute(db)
export const endOtherSessions = (db: Db, key: { personId: string; sessionId: string | null }): Promise<unknown> =>
  sql`delete from session where person_id = ${key.personId} and id is distinct from ${key.sessionId}`.execute(db)

export const sitIn = (db: Db, key: { sessionId: string; personId: string; seatId: string }): Promise<unknown> =>
  sql`update session set seat_id = seat.id from seat where session.id = ${key.sessionId} and seat.id = ${key.seatId} and seat.person_id = ${key.personId}`.execute(
    db,
  )
export const raiseAssurance = (db: Db, sessionId: string): Promise<unknown> =>
  sql`update session set assurance = 'two' where id = ${sessionId} and assurance = 'one'`.execute(db)
