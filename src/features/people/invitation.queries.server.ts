/** The only SQL about invitations. The link is kept nowhere: only its digest. */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { MailState } from '#platform/mail/mail.ts'
import type { Role } from '#features/registry/seat.ts'
import { nameShown } from './shown-name.server.ts'
import { INVITATION_DAYS, type InvitationState, type Invited } from './invitation.ts'

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** What makes the mail of this very link one mail. */
export const mailKeyOf = (token: string): string => digestOf(token).toString('hex').slice(0, 24)

const newToken = (): string => randomBytes(24).toString('base64url')

/** One that nobody took up is closed, a day after its end, with its end as the moment (retention). */
const STATE = sql<InvitationState>`case when invitation.accepted_at is not null then 'used'
  when invitation.revoked_at = invitation.until and invitation.revoked_by is null then 'expired'
  when invitation.revoked_at is not null then 'revoked' when invitation.until <= now() then 'expired' else 'open' end`

export type NewInvitation = Invited & { placeId: string; invitedBy: string | null; takesOver: string | null }

/** undefined: one for this address, place and role is open. */
export async function insertInvitation(
  db: Db,
  { placeId, invitedBy, takesOver, ...invited }: NewInvitation,
): Promise<{ id: string; token: string; until: Date } | undefined> {
  const token = newToken()
  const { rows } = await sql<{ id: string; until: Date }>`
    insert into invitation (id, digest, place_id, role, email, name, language, note, invited_by, takes_over, until)
    values (${newKey()}, ${digestOf(token)}, ${placeId}, ${invited.role}, ${invited.email}, ${invited.name}, ${invited.language}, ${invited.note},
      ${invitedBy}, ${takesOver}, now() + make_interval(days => ${INVITATION_DAYS}))
    on conflict (place_id, role, email) where accepted_at is null and revoked_at is null do nothing returning id, until`.execute(
    db,
  )
  return rows[0] && { ...rows[0], token }
}

export type InvitationKept = {
  id: string
  placeId: string
  role: Role
  email: string
  name: string
  language: Language
  note: string
  invitedBy: string | null
  takesOver: string | null
  until: Date
  state: InvitationState
  acceptedBy: string | null
  /** It went out less than a minute ago: a second press of the same button. */
  justSent: boolean
}

const KEPT = sql`invitation.id, invitation.place_id as "placeId", invitation.role, invitation.email, invitation.name, invitation.language,
  invitation.note, invitation.invited_by as "invitedBy", invitation.takes_over as "takesOver", invitation.until, ${STATE} as state,
  invitation.accepted_by as "acceptedBy", invitation.sent_at > now() - interval '1 minute' as "justSent"`

/** Held until the act is over. Within reach: of this place, else undefined. */
export async function lockInvitation(
  db: Db,
  key: { placeId: string; id: string },
): Promise<InvitationKept | undefined> {
  const { rows } = await sql<InvitationKept>`
    select ${KEPT} from invitation where id = ${key.id} and place_id = ${key.placeId} for update`.execute(db)
  return rows[0]
}

/** The one that is neither taken nor taken back for this address, place and role: it may have expired. */
export async function findUnanswered(
  db: Db,
  key: { placeId: string; role: string; email: string },
): Promise<InvitationKept | undefined> {
  const { rows } = await sql<InvitationKept>`
    select ${KEPT} from invitation where place_id = ${key.placeId} and role = ${key.role} and email = ${key.email}
      and accepted_at is null and revoked_at is null for update`.execute(db)
  return rows[0]
}

export async function findPlaceOfInvitation(db: Db, token: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string
  }>`select place_id as id from invitation where digest = ${digestOf(token)}`.execute(db)
  return rows[0]?.id
}

export async function lockInvitationOf(db: Db, token: string): Promise<InvitationKept | undefined> {
  const { rows } = await sql<InvitationKept>`
    select ${KEPT} from invitation where digest = ${digestOf(token)} for update`.execute(db)
  return rows[0]
}

/** A new link for two more weeks; the old one is dead. */
export async function renewInvitation(db: Db, id: string): Promise<{ token: string; until: Date }> {
  const token = newToken()
  const { rows } = await sql<{ until: Date }>`
    update invitation set digest = ${digestOf(token)}, sent_at = now(), until = now() + make_interval(days => ${INVITATION_DAYS})
    where id = ${id} returning until`.execute(db)
  return { token, until: rows[0]?.until ?? new Date(0) }
}

export const updateRevoked = (db: Db, revoked: { id: string; by: string | null }): Promise<unknown> =>
  sql`update invitation set revoked_at = now(), revoked_by = ${revoked.by} where id = ${revoked.id} and accepted_at is null and revoked_at is null`.execute(
    db,
  )

export const updateAccepted = (db: Db, accepted: { id: string; by: string }): Promise<unknown> =>
  sql`update invitation set accepted_at = now(), accepted_by = ${accepted.by} where id = ${accepted.id}`.execute(db)

/** Of a person whose seat ended: what they had sent and nobody has answered, held until the act is over. */
export async function lockUnansweredOf(db: Db, personId: string): Promise<InvitationKept[]> {
  const { rows } = await sql<InvitationKept>`
    select ${KEPT} from invitation where invited_by = ${personId} and accepted_at is null and revoked_at is null
    order by id for update`.execute(db)
  return rows
}

/** What somebody who hands a seat over had sent goes on in the name of whoever takes it. */
export const passInvitationsOn = (db: Db, pass: { placeId: string; from: string; to: string }): Promise<unknown> =>
  sql`update invitation set invited_by = ${pass.to} where place_id = ${pass.placeId} and invited_by = ${pass.from}
    and accepted_at is null and revoked_at is null`.execute(db)

export type InvitationLine = {
  id: string
  email: string
  name: string
  role: Role
  language: Language
  sentAt: Date
  until: Date
  state: 'open' | 'expired'
  /** null: the operator, or somebody who is no more. */
  invitedBy: string | null
  handsOver: boolean
  mail: MailState | null
  deliveredTo: 'relay' | 'inbox' | null
}

/** What is not answered yet, the newest first; for whoever may invite there. `known`: protected people, by name and address too. */
export async function listInvitations(
  db: Db,
  { placeId, language, known }: { placeId: string; language: Language; known: boolean },
): Promise<InvitationLine[]> {
  const veiled = sql`(not ${known}::boolean and exists (select from person guarded where guarded.email = invitation.email and guarded.protected))`
  const { rows } = await sql<InvitationLine>`
    select invitation.id, case when ${veiled} then '' else invitation.email end as email, case when ${veiled} then '' else invitation.name end as name, invitation.role, invitation.language, invitation.sent_at as "sentAt",
      invitation.until, ${STATE} as state, invitation.takes_over is not null as "handsOver", ${nameOf(language)} as "invitedBy",
      mail.state as mail, mail.delivered_to as "deliveredTo"
    from invitation left join person on person.id = invitation.invited_by
      left join mail on mail.key = 'invitation:' || left(encode(invitation.digest, 'hex'), 24)
    where invitation.place_id = ${placeId} and invitation.accepted_at is null and invitation.revoked_at is null and invitation.email <> ''
    order by invitation.created_at desc, invitation.id desc limit 500`.execute(db)
  return rows
}

/** Without an answer, and at their end within three days. */
export async function countEndingInvitations(db: Db, placeId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from invitation
    where place_id = ${placeId} and email <> '' and accepted_at is null and revoked_at is null and until <= now() + interval '3 days'`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Somebody protected is known to those outside by what stands for them; this is read outside. */
const nameOf = (language: Language) =>
  sql<string | null>`case when person.id is not null then ${nameShown(language, { known: sql`false` })} end`

export type InvitationSeen = {
  state: InvitationState
  place: string
  role: Role
  email: string
  name: string
  language: Language
  note: string
  until: Date
  invitedBy: string | null
  /** The time zone of whoever invited: likely the same. */
  zone: string | null
  /** There is an account of this address: a sign-in comes first. */
  hasAccount: boolean
  acceptedBy: string | null
}

/** What whoever holds the link is shown; looking changes nothing. undefined: no such link, or one that a newer one replaced. */
export async function findInvitation(db: Db, token: string, language: Language): Promise<InvitationSeen | undefined> {
  const { rows } = await sql<InvitationSeen>`
    select ${STATE} as state, invitation.role, invitation.email, invitation.name, invitation.language, invitation.note, invitation.until,
      ${nameOf(language)} as "invitedBy", person.zone, invitation.accepted_by as "acceptedBy",
      exists (select from person owner where owner.email = invitation.email and owner.erased_at is null) as "hasAccount",
      coalesce((select words.title from item_text words where words.item_id = item.id and words.state = 'published'
        order by words.language = ${language} desc, words.language = item.original_language desc limit 1), item.slug) as place
    from invitation join item on item.id = invitation.place_id left join person on person.id = invitation.invited_by
    where invitation.digest = ${digestOf(token)}`.execute(db)
  return rows[0]
}
