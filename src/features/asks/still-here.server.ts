/** "Is this colleague still in your team?" Once a year, to whoever leads the place: about seats that lead nothing, never their own, never a protected person's. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { confirmSeat } from '#features/people/confirm-seat.server.ts'
import { endSeat } from '#features/people/end-seat.server.ts'
import { enterTeam } from '#features/people/invite.server.ts'
import { tellOfSeat } from '#features/people/seat-news.server.ts'
import { whyNotEnd, whyNotInvite } from '#features/people/seats.access.ts'
import { findSeat, insertSeat, type TeamPlace } from '#features/people/team.queries.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import type { Role } from '#features/registry/seat.ts'
import { canBeAsked, findOpenPlace, type Due } from './ask.queries.server.ts'
import { keyIn, type AskRefusal } from './ask.ts'
import type { Asking, AskWays } from './ask-context.ts'

const MOST = 500
const ASKED_ABOUT = ['editor', 'contributor', 'reader']

async function due(db: Db): Promise<Due[]> {
  const { rows } = await sql<{ personId: string; placeId: string; seat: string; year: string }>`
    select head.person_id as "personId", seat.place_id as "placeId", seat.id as seat, to_char(coalesce(seat.confirmed_at, seat.since), 'YYYY-MM-DD') as year
    from seat join person colleague on colleague.id = seat.person_id and not colleague.protected and colleague.erased_at is null
    join item on item.id = seat.place_id and item.label = 'public' and item.state = 'published'
    join seat head on head.place_id = seat.place_id and head.person_id <> seat.person_id and head.since <= now() and (head.until is null or head.until > now())
      and ((item.kind = 'city' and head.role = 'focal_point') or (item.kind = 'organisation' and head.role = 'representative'))
    join person on person.id = head.person_id and ${canBeAsked}
    where seat.until is null and seat.role = any(${ASKED_ABOUT}) and coalesce(seat.confirmed_at, seat.since) < now() - interval '1 year'
      and not exists (select from ask where ask.key = 'still_here:' || seat.id || ':' || to_char(coalesce(seat.confirmed_at, seat.since), 'YYYY-MM-DD'))
    order by coalesce(seat.confirmed_at, seat.since), seat.id, head.since limit ${MOST}`.execute(db)
  return rows.map(({ personId, placeId, seat, year }) => ({
    personId,
    placeId,
    kind: 'still_here',
    subject: { seat },
    key: `still_here:${seat}:${year}`,
  }))
}

type Colleague = { id: string; personId: string; name: string; role: Role; since: Date }
type Found = { place: TeamPlace; actor: Actor; colleague: Colleague }

async function found(db: Db, { reader, placeId, subject, language }: Asking): Promise<Outcome<Found, AskRefusal>> {
  const now = await enterTeam(db, reader.actor, placeId)
  const seat = now && (await findSeat(db, { placeId, seatId: keyIn(subject, 'seat') }))
  if (!now || !seat) return refused('changed_meanwhile')
  if (seat.personId === reader.id || !ASKED_ABOUT.includes(seat.role)) return refused('no_longer_yours')
  const why = whyNotEnd(now.actor, now.place, seat)
  if (why !== null && why !== 'invented_stays') return refused('no_longer_yours')
  const { rows } = await sql<Colleague>`
    select seat.id, seat.person_id as "personId", seat.role, seat.since, coalesce(person.names ->> ${language}, person.name, '') as name
    from seat join person on person.id = seat.person_id where seat.id = ${seat.id} and not person.protected`.execute(db)
  return rows[0] ? done({ ...now, colleague: rows[0] }) : refused('not_public')
}

export const stillHere: AskWays = {
  due,
  question: async (db, asking) => {
    const it = await found(db, asking)
    if (!it.ok) return it
    const place = await findOpenPlace(db, asking.placeId, asking.language)
    if (!place) return refused('not_public')
    const { name, role, since } = it.value.colleague
    return done({ kind: 'still_here', place, name, role, since })
  },
  act: async (db, asking, { answer }) => {
    const it = await found(db, asking)
    if (!it.ok) return it
    const { actor, colleague } = it.value
    if (answer === 'unknown') return done(null)
    if (answer === 'no') {
      const ended = await endSeat(db, actor, { placeId: asking.placeId, seatId: colleague.id })
      return ended.ok ? done({ seat: colleague.id }) : refused('refused')
    }
    const confirmed = await confirmSeat(db, actor, { placeId: asking.placeId, seatId: colleague.id })
    return confirmed.ok ? done(null) : refused('refused')
  },
  undo,
}

/** The seat as it was, to the same person, in the same role: only what this very link ended. */
async function undo(
  db: Db,
  { reader, placeId }: Asking,
  made: Record<string, string>,
): Promise<Outcome<null, AskRefusal>> {
  const now = await enterTeam(db, reader.actor, placeId)
  const { rows } = await sql<{ personId: string; role: Role; erased: boolean }>`
    select seat.person_id as "personId", seat.role, person.erased_at is not null as erased from seat join person on person.id = seat.person_id
    where seat.id = ${made['seat'] ?? null}::uuid and seat.place_id = ${placeId} and seat.until is not null and seat.ended_by = ${signatureOf(reader.actor)}`.execute(
    db,
  )
  const [ended] = rows
  if (!now || !ended || ended.erased) return refused('changed_meanwhile')
  if (whyNotInvite(now.actor, now.place, ended.role) !== null) return refused('no_longer_yours')
  const { personId, role } = ended
  const seat = await insertSeat(db, { id: newKey(), personId, placeId, role, confirmedBy: signatureOf(now.actor) })
  if (seat === null) return refused('changed_meanwhile')
  await insertAudit(db, now.actor, { act: 'seat.given', itemId: placeId, detail: { seat, role, person: personId } })
  await tellOfSeat(db, { news: 'given', of: seat, placeId, to: personId })
  return done(null)
}
