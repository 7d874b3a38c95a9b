/** Use case: somebody is invited into a place, reminded, or not invited after all. Each with its mail, in one transaction. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { queueMail } from '#platform/mail/mail.queries.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { isWithinLimit } from './attempt.queries.server.ts'
import { isInventedAddress, type Invited } from './invitation.ts'
import {
  findUnanswered,
  insertInvitation,
  lockInvitation,
  mailKeyOf,
  renewInvitation,
  updateRevoked,
} from './invitation.queries.server.ts'
import { invitationMail } from './invitation-mail-says.ts'
import { isSeated, placeNameFor, shownNameOf } from './recipient.queries.server.ts'
import { tellOfSeat } from './seat-news.server.ts'
import { seesProtectedNames, whyNotInvite, type InviteRefusal } from './seats.access.ts'
import { asOfNow, findTeamPlace, lockPlace, type TeamPlace } from './team.queries.server.ts'

export type InviteFault = InviteRefusal | 'too_often' | 'already_seated' | 'already_invited' | 'invented_only' | 'gone'

export type Asked = { placeId: string; invited: Invited; takesOver?: string | null }

/** A second press of the same button invites nobody twice: it ends as the first did. */
export async function inviteTo(db: Db, actor: Actor, asked: Asked): Promise<Outcome<{ email: string }, InviteFault>> {
  return together(db, async (trx) => {
    const now = await enterTeam(trx, actor, asked.placeId)
    if (!now) return refused('gone')
    const fault = await whyNot(trx, now.actor, now.place, asked.invited)
    if (fault === 'just_invited') return done({ email: asked.invited.email })
    if (fault !== null) return refused(fault)
    if (!(await mayInviteMore(trx, actor))) return refused('too_often')
    await write(trx, now.actor, now.place, asked)
    return done({ email: asked.invited.email })
  })
}

/** The place, held until the act is over, and the actor with the seats of that moment. */
export async function enterTeam(
  db: Db,
  actor: Actor,
  placeId: string,
): Promise<{ place: TeamPlace; actor: Actor } | undefined> {
  await lockPlace(db, placeId)
  const place = await findTeamPlace(db, { id: placeId }, 'en')
  return place && { place, actor: await asOfNow(db, actor) }
}

/** What stands against inviting this person here, whoever else is in the same list. */
export async function whyNot(
  db: Db,
  actor: Actor,
  place: TeamPlace,
  { role, email }: Invited,
): Promise<Exclude<InviteFault, 'too_often' | 'gone'> | 'just_invited' | null> {
  const refusal = whyNotInvite(actor, place, role)
  if (refusal) return refusal
  if (actor.kind === 'person' && actor.assurance === 'demonstration' && !isInventedAddress(email))
    return 'invented_only'
  // to those outside the team it is not told that somebody protected sits there
  if (await isSeated(db, { placeId: place.id, role, email, protectedToo: seesProtectedNames(actor, place) }))
    return 'already_seated'
  const before = await findUnanswered(db, { placeId: place.id, role, email })
  if (!before || before.state === 'expired') return null
  return before.justSent && actor.kind === 'person' && before.invitedBy === actor.id
    ? 'just_invited'
    : 'already_invited'
}

/** Counted for a person; the operator's command is not. */
export const mayInviteMore = async (db: Db, actor: Actor): Promise<boolean> =>
  actor.kind !== 'person' || (await isWithinLimit(db, 'invitation', actor.id))

/** The caller has asked `whyNot`, in the same transaction. Gives the token: for the mail, and for the operator's command. */
export async function write(
  db: Db,
  actor: Actor,
  place: TeamPlace,
  { invited, takesOver = null }: Asked,
): Promise<{ token: string }> {
  const by = personIdOf(actor)
  const old = await findUnanswered(db, { placeId: place.id, role: invited.role, email: invited.email })
  if (old) await updateRevoked(db, { id: old.id, by })
  const made = await insertInvitation(db, { ...invited, placeId: place.id, invitedBy: by, takesOver })
  if (!made) throw new Error('the place was not held while inviting')
  await insertAudit(db, actor, {
    act: 'invitation.sent',
    itemId: place.id,
    detail: { invitation: made.id, role: invited.role, ...(takesOver ? { takesOver } : {}) },
  })
  await mailInvitation(db, { ...invited, placeId: place.id, by }, made)
  return made
}

async function mailInvitation(
  db: Db,
  invited: Pick<Invited, 'email' | 'role' | 'language'> & { placeId: string; by: string | null },
  link: { token: string; until: Date },
): Promise<void> {
  const place = await placeNameFor(db, invited.placeId, invited.language)
  const inviter = invited.by && (await shownNameOf(db, invited.by, invited.language))
  await queueMail(
    db,
    invitationMail({ ...invited, place, inviter: inviter || null }, { ...link, key: mailKeyOf(link.token) }),
  )
}

const personIdOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.id : null)

type Key = { placeId: string; id: string }

/** The old link is dead from this moment. */
export async function resend(
  db: Db,
  actor: Actor,
  key: Key,
): Promise<Outcome<{ email: string; sent: boolean }, InviteFault>> {
  return together(db, async (trx) => {
    const found = await openInvitation(trx, actor, key)
    if (!found.ok) return found
    const { invitation, place } = found.value
    if (invitation.justSent && invitation.state === 'open') return done({ email: invitation.email, sent: false })
    if (!(await mayInviteMore(trx, actor))) return refused('too_often')
    const link = await renewInvitation(trx, invitation.id)
    await insertAudit(trx, actor, {
      act: 'invitation.sent_again',
      itemId: place.id,
      detail: { invitation: invitation.id, role: invitation.role },
    })
    await mailInvitation(trx, { ...invitation, by: personIdOf(actor) }, link)
    return done({ email: invitation.email, sent: true })
  })
}

export async function revoke(db: Db, actor: Actor, key: Key): Promise<Outcome<{ email: string }, InviteFault>> {
  return together(db, async (trx) => {
    const found = await openInvitation(trx, actor, key)
    if (!found.ok) return found
    const { invitation } = found.value
    await takeBack(trx, actor, invitation)
    return done({ email: invitation.email })
  })
}

/** Also when the seat ended by which it was sent: whoever was invited is told. */
export async function takeBack(
  db: Db,
  actor: Actor,
  invitation: Pick<Invited, 'email' | 'language'> & { id: string; placeId: string },
): Promise<void> {
  await updateRevoked(db, { id: invitation.id, by: personIdOf(actor) })
  await insertAudit(db, actor, {
    act: 'invitation.revoked',
    itemId: invitation.placeId,
    detail: { invitation: invitation.id },
  })
  await tellOfSeat(db, {
    news: 'revoked',
    of: invitation.id,
    placeId: invitation.placeId,
    to: { personId: null, address: invitation.email, language: invitation.language },
  })
}

/** A stale page may ask for one that somebody took, or took back, in the meantime: "gone". */
async function openInvitation(db: Db, actor: Actor, key: Key) {
  const now = await enterTeam(db, actor, key.placeId)
  const invitation = now && (await lockInvitation(db, key))
  if (!now || !invitation) return refused('gone' as const)
  const refusal = whyNotInvite(now.actor, now.place, invitation.role)
  if (refusal) return refused(refusal)
  // one whose address was forgotten goes to nobody
  if (invitation.state === 'used' || invitation.state === 'revoked' || invitation.email === '')
    return refused('gone' as const)
  return done({ invitation, place: now.place })
}
