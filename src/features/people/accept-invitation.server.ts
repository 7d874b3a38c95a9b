/**
 * Use case: an invitation is taken up. Whoever is signed in as the invited address gets the seat; whoever has no account
 * makes one; where there is one, its owner signs in first. Everybody else gets nothing, and is told so.
 */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { LONGEST } from './invitation.ts'
import {
  findPlaceOfInvitation,
  lockInvitationOf,
  passInvitationsOn,
  updateAccepted,
  type InvitationKept,
} from './invitation.queries.server.ts'
import { tellOfSeat } from './seat-news.server.ts'
import { begin, type From, type SignedIn } from './sign-in.server.ts'
import { insertSeat, lockPlace, updateSeatEnded } from './team.queries.server.ts'
import { isZone } from './zones.ts'

/** Somebody signed in, with nothing left to prove; null: nobody is. */
export type Asker = { id: string; email: string | null } | null
export type Newcomer = { name: string; language: Language; zone: string }

export type AcceptFault =
  | 'no_such_invitation'
  | 'expired'
  | 'revoked'
  | 'used'
  | 'sign_in_first'
  | 'other_person'
  | 'name_missing'
  | 'zone_unknown'

/** `signedIn`: the session of an account that was made just now. `already`: a second press of the button; nothing was done. */
export type Accepted = { signedIn: SignedIn | null; already: boolean }

export async function acceptInvitation(
  db: Db,
  asked: { token: string; asker: Asker; newcomer: Newcomer; from: From },
): Promise<Outcome<Accepted, AcceptFault>> {
  return together(db, async (trx) => {
    const placeId = await findPlaceOfInvitation(trx, asked.token)
    if (placeId === undefined) return refused('no_such_invitation')
    await lockPlace(trx, placeId)
    const invitation = await lockInvitationOf(trx, asked.token)
    if (!invitation) return refused('no_such_invitation')
    const state = stateFor(invitation, asked.asker)
    if (state !== 'open') return state === 'already' ? done({ signedIn: null, already: true }) : refused(state)
    const who = await whoAccepts(trx, invitation, asked)
    if (!who.ok) return who
    await seat(trx, invitation, who.value.personId)
    const signedIn = who.value.isNew ? await begin(trx, who.value.personId, 'invitation', asked.from) : null
    return done({ signedIn, already: false })
  })
}

function stateFor(
  { state, acceptedBy }: InvitationKept,
  asker: Asker,
): 'open' | 'already' | 'expired' | 'revoked' | 'used' {
  return state === 'used' && asker !== null && acceptedBy === asker.id ? 'already' : state
}

async function whoAccepts(
  db: Db,
  invitation: InvitationKept,
  { asker, newcomer }: { asker: Asker; newcomer: Newcomer },
): Promise<Outcome<{ personId: string; isNew: boolean }, AcceptFault>> {
  if (asker !== null)
    return asker.email === invitation.email ? done({ personId: asker.id, isNew: false }) : refused('other_person')
  const name = newcomer.name.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST.name)
  if (await isAccount(db, invitation.email)) return refused('sign_in_first')
  if (name === '') return refused('name_missing')
  if (!isZone(newcomer.zone)) return refused('zone_unknown')
  const personId = await insertPerson(db, { ...newcomer, name, email: invitation.email })
  return personId === null ? refused('sign_in_first') : done({ personId, isNew: true })
}

async function isAccount(db: Db, email: string): Promise<boolean> {
  const { rows } = await sql`select from person where email = ${email} and erased_at is null`.execute(db)
  return rows.length > 0
}

/** null: in this very moment the same address made its account by another invitation. */
async function insertPerson(db: Db, person: Newcomer & { email: string }): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into person (id, email, name, language, zone) values (${newKey()}, ${person.email}, ${person.name}, ${person.language}, ${person.zone})
    on conflict (email) do nothing returning id`.execute(db)
  return rows[0]?.id ?? null
}

/** The affiliation is confirmed by whoever invited; a seat that is handed over ends in the same transaction. */
async function seat(db: Db, invitation: InvitationKept, personId: string): Promise<void> {
  const actor: Actor = { kind: 'person', id: personId, seats: [], regions: [], assurance: 'one' }
  const { placeId, invitedBy, role } = invitation
  const confirmedBy = invitedBy === null ? 'system:invite' : `person:${invitedBy}`
  const seatId = await insertSeat(db, { id: newKey(), personId, placeId, role, confirmedBy })
  await updateAccepted(db, { id: invitation.id, by: personId })
  await insertAudit(db, actor, {
    act: 'invitation.accepted',
    itemId: placeId,
    detail: { invitation: invitation.id, role, seat: seatId },
  })
  if (invitation.takesOver) await takeOver(db, { invitation, seatId: invitation.takesOver, personId })
  if (seatId) await tellOfSeat(db, { news: 'given', of: seatId, placeId, to: personId })
  if (invitedBy && !invitation.takesOver)
    await tellOfSeat(db, { news: 'accepted', of: invitation.id, placeId, to: invitedBy })
}

/** Nothing is left to do where the old seat ended in the meantime. */
async function takeOver(
  db: Db,
  { invitation, seatId, personId }: { invitation: InvitationKept; seatId: string; personId: string },
): Promise<void> {
  const { placeId, invitedBy } = invitation
  const by = invitedBy === null ? 'system:invite' : `person:${invitedBy}`
  const ended = await updateSeatEnded(db, { seatId, by, why: 'handed_over' })
  if (!ended || ended.personId === personId) return
  await passInvitationsOn(db, { placeId, from: ended.personId, to: personId })
  await insertAudit(
    db,
    { kind: 'person', id: personId, seats: [], regions: [], assurance: 'one' },
    {
      act: 'seat.handed_over',
      itemId: placeId,
      detail: { seat: seatId, person: ended.personId, invitation: invitation.id },
    },
  )
  await tellOfSeat(db, { news: 'handed_from', of: seatId, placeId, to: ended.personId })
}
