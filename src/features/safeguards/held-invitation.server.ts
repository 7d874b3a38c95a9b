/** Words of an invitation: the invitation goes out without those on which its writer insists; a reviewer may add them. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Outcome } from '#base/outcome.ts'
import type { Invited } from '#features/people/invitation.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Placer } from './decide-held.server.ts'
import { holdText } from './hold-text.server.ts'
import type { Held } from './held.ts'
import type { MarkedText } from './screened-form.ts'

/** Invites without the note, and puts the note aside, both or neither. */
export async function invitedWithoutNote<Fault>(
  db: Db,
  actor: Actor,
  { placeId, invited, held }: { placeId: string; invited: Invited; held: { text: MarkedText; why: string } },
  invite: (trx: Db, bare: Invited) => Promise<Outcome<unknown, Fault>>,
): Promise<Outcome<unknown, Fault>> {
  return together(db, async (trx) => {
    const outcome = await invite(trx, { ...invited, note: '' })
    if (!outcome.ok) return outcome
    const made = await newestTo(trx, placeId, invited.email)
    if (made) await holdText(trx, actor, { kind: 'invitation', itemId: placeId, place: made, former: '', ...held })
    return outcome
  })
}

async function newestTo(db: Db, placeId: string, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from invitation where place_id = ${placeId} and email = ${email} and accepted_at is null and revoked_at is null
    order by id desc limit 1`.execute(db)
  return rows[0]?.id
}

export const INVITATION_PLACER: Placer = {
  lookAt: async (db, held) => {
    const stands = await noteOf(db, held)
    if (stands === undefined) return { now: 'gone', stands: '' }
    return { now: stands === held.former ? 'as_it_was' : 'changed', stands }
  },
  put: async (db, { held, text }) => {
    await sql`update invitation set note = ${text} where id = ${held.place}`.execute(db)
  },
}

/** undefined: taken, taken back or past. */
async function noteOf(db: Db, { place }: Held): Promise<string | undefined> {
  const { rows } = await sql<{ note: string }>`
    select note from invitation where id = ${place} and accepted_at is null and revoked_at is null and until > clock_timestamp() for update`.execute(
    db,
  )
  return rows[0]?.note
}
