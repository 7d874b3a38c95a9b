/** Use case: a seat ends, or goes over to somebody else. Its rights are gone with it, in the next request. */
import { newKey } from '#base/keys.server.ts'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import type { Invited } from './invitation.ts'
import { lockUnansweredOf, passInvitationsOn } from './invitation.queries.server.ts'
import { enterTeam, mayInviteMore, takeBack, whyNot, write, type InviteFault } from './invite.server.ts'
import { tellOfSeat } from './seat-news.server.ts'
import { whyNotEnd, whyNotHandOver, whyNotInvite, type EndRefusal, type HandOverRefusal } from './seats.access.ts'
import {
  actorOfSeats,
  findSeat,
  findTeamPlace,
  insertSeat,
  updateSeatEnded,
  type TeamPlace,
} from './team.queries.server.ts'

/** `gone`: it had ended already, or is of another place. */
export type EndFault = EndRefusal | 'gone'
export type HandOverFault = HandOverRefusal | InviteFault | 'gone'

type Key = { placeId: string; seatId: string }

/** What its person had sent and may no longer send is taken back with it. */
export async function endSeat(db: Db, actor: Actor, key: Key): Promise<Outcome<{ own: boolean }, EndFault>> {
  return together(db, async (trx) => {
    const now = await enterTeam(trx, actor, key.placeId)
    const seat = now && (await findSeat(trx, key))
    if (!now || !seat) return refused('gone')
    const refusal = whyNotEnd(now.actor, now.place, seat)
    if (refusal) return refused(refusal)
    const own = actor.kind === 'person' && actor.id === seat.personId
    await updateSeatEnded(trx, { seatId: seat.id, by: signatureOf(actor), why: own ? 'left' : 'ended' })
    await insertAudit(trx, actor, {
      act: 'seat.ended',
      itemId: key.placeId,
      detail: { seat: seat.id, role: seat.role, person: seat.personId },
    })
    await takeBackWhatIsNoLongerTheirs(trx, actor, seat.personId)
    await tellOfSeat(trx, { news: 'ended', of: seat.id, placeId: key.placeId, to: seat.personId })
    return done({ own })
  })
}

export async function takeBackWhatIsNoLongerTheirs(db: Db, actor: Actor, personId: string): Promise<void> {
  const remaining = await actorOfSeats(db, personId)
  for (const invitation of await lockUnansweredOf(db, personId)) {
    const place = await findTeamPlace(db, { id: invitation.placeId }, 'en')
    if (!place || whyNotInvite(remaining, place, invitation.role) !== null) await takeBack(db, actor, invitation)
  }
}

/** A colleague sits in another seat of the same team. */
export type Successor = { colleagueSeat: string } | { invited: Omit<Invited, 'role'> }

/** `own`: whoever did it gave their own seat away. */
export type HandedOver = { how: 'handed_over' | 'invited'; own: boolean }

/** To a colleague at once; to somebody invited when they accept: until then the old seat stays. */
export async function handOver(
  db: Db,
  actor: Actor,
  key: Key & { to: Successor },
): Promise<Outcome<HandedOver, HandOverFault>> {
  return together(db, async (trx) => {
    const now = await enterTeam(trx, actor, key.placeId)
    const seat = now && (await findSeat(trx, key))
    if (!now || !seat) return refused('gone')
    const refusal = whyNotHandOver(now.actor, now.place, seat)
    if (refusal) return refused(refusal)
    if ('invited' in key.to) {
      const invited = { ...key.to.invited, role: seat.role }
      return inviteSuccessor(trx, now, { invited, takesOver: seat.id })
    }
    const colleague = await findSeat(trx, { placeId: key.placeId, seatId: key.to.colleagueSeat })
    if (!colleague || colleague.personId === seat.personId) return refused('gone')
    await moveTo(trx, now.actor, { place: now.place, seat, personId: colleague.personId })
    return done({ how: 'handed_over', own: now.actor.kind === 'person' && now.actor.id === seat.personId })
  })
}

const INVITED = { how: 'invited', own: false } as const

async function inviteSuccessor(
  db: Db,
  { actor, place }: { actor: Actor; place: TeamPlace },
  asked: { invited: Invited; takesOver: string },
): Promise<Outcome<HandedOver, HandOverFault>> {
  const fault = await whyNot(db, actor, place, asked.invited)
  if (fault === 'just_invited') return done(INVITED)
  if (fault !== null) return refused(fault)
  if (!(await mayInviteMore(db, actor))) return refused('too_often')
  await write(db, actor, place, { placeId: place.id, ...asked })
  return done(INVITED)
}

async function moveTo(
  db: Db,
  actor: Actor,
  {
    place,
    seat,
    personId,
  }: { place: TeamPlace; seat: { id: string; personId: string; role: Invited['role'] }; personId: string },
): Promise<void> {
  const placeId = place.id
  const taken = await insertSeat(db, {
    id: newKey(),
    personId,
    placeId,
    role: seat.role,
    confirmedBy: signatureOf(actor),
  })
  await updateSeatEnded(db, { seatId: seat.id, by: signatureOf(actor), why: 'handed_over' })
  await passInvitationsOn(db, { placeId, from: seat.personId, to: personId })
  await insertAudit(db, actor, {
    act: 'seat.handed_over',
    itemId: placeId,
    detail: { seat: seat.id, role: seat.role, person: seat.personId, to: taken },
  })
  await tellOfSeat(db, { news: 'handed_from', of: seat.id, placeId, to: seat.personId })
  await tellOfSeat(db, { news: 'handed_to', of: seat.id, placeId, to: personId })
}
