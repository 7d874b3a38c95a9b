/** Use case: a person is protected, at once and everywhere; and, by their own act alone, no longer. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { queueMail } from '#platform/mail/mail.queries.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit, raiseEpoch } from '#features/registry/item.queries.server.ts'
import { strikeFromMail, strikeFromNotes } from './mail-names.server.ts'
import { whyNotProtect, whyNotUnprotect, type ProtectRefusal, type UnprotectRefusal } from './profile.access.ts'
import { findProtection } from './profile.queries.server.ts'
import { protectionMail } from './protection-mail-says.ts'
import { findRecipient } from './recipient.queries.server.ts'
import { asOfNow } from './team.queries.server.ts'

type Asked = { personId: string }

/** Every field falls to the team, what a save could bring back is forgotten, and mail kept for others no longer says the name. */
export async function protectPerson(
  db: Db,
  actor: Actor,
  { personId }: Asked,
): Promise<Outcome<null, ProtectRefusal | 'gone'>> {
  return together(db, async (trx) => {
    const person = await findProtection(trx, { personId, language: 'en' })
    if (!person) return refused('gone')
    const refusal = whyNotProtect(await asOfNow(trx, actor), person, person.places)
    if (refusal) return refused(refusal)
    await sql`update person set protected = true, profile_revision = profile_revision + 1 where id = ${personId}`.execute(
      trx,
    )
    await sql`update person_field set label = 'team' where person_id = ${personId}`.execute(trx)
    await sql`delete from person_reader where person_id = ${personId}`.execute(trx)
    await sql`delete from person_profile_before where person_id = ${personId}`.execute(trx)
    await strikeFromMail(trx, { said: [...person.names, person.email], keptFor: { id: personId, email: person.email } })
    await strikeFromNotes(trx, { said: [...person.names, person.email], sentBy: personId })
    await insertAudit(trx, actor, { act: 'person.protection_on', itemId: null, detail: { person: personId } })
    await raiseEpoch(trx)
    if (actor.kind !== 'person' || actor.id !== personId) await tellPerson(trx, personId)
    return done(null)
  })
}

/** The mail says that something changed, not what. */
async function tellPerson(db: Db, personId: string): Promise<void> {
  const to = await findRecipient(db, personId)
  if (to) await queueMail(db, protectionMail({ key: newKey(), to }))
}

/** Fields stay the team's: each is shown more widely only when its owner says so. */
export async function unprotectPerson(
  db: Db,
  actor: Actor,
  { personId }: Asked,
): Promise<Outcome<null, UnprotectRefusal | 'gone'>> {
  return together(db, async (trx) => {
    const person = await findProtection(trx, { personId, language: 'en' })
    if (!person) return refused('gone')
    const refusal = whyNotUnprotect(actor, person)
    if (refusal) return refused(refusal)
    await sql`update person set protected = false, profile_revision = profile_revision + 1 where id = ${personId}`.execute(
      trx,
    )
    await insertAudit(trx, actor, { act: 'person.protection_off', itemId: null, detail: { person: personId } })
    await raiseEpoch(trx)
    return done(null)
  })
}
