/** Use case: a person erases their account. Who they are goes, everywhere and at once; what their city did stays, under its name. */
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit, raiseEpoch } from '#features/registry/item.queries.server.ts'
import { isWithinLimit } from './attempt.queries.server.ts'
import { proofOf, whyNotErase, type ErasingFacts, type ErasingRefusal } from './erasing.access.ts'
import { eraseHeld, type Whose } from './holdings.queries.server.ts'
import { strikeFromMail } from './mail-names.server.ts'
import { isPassword } from './password.server.ts'
import { hasSecondStep, spendCode, type CodeFault } from './second-step.server.ts'

export type ErasingFault = ErasingRefusal | CodeFault | 'password_wrong' | 'gone'

type Asked = { personId: string; sessionId: string }
type Found = ErasingFacts & { whose: Whose; name: string | null; names: string[] }

/** What the page shows and the act asks again, in its own transaction. undefined: there is nobody (any more). */
export async function findErasing(db: Db, { personId, sessionId }: Asked): Promise<Found | undefined> {
  const { rows } = await sql<Omit<Found, 'whose' | 'hasSecondStep' | 'lastIn'> & { email: string | null }>`
    select email, name, demonstration, array(select jsonb_each_text.value from jsonb_each_text(names)) as names,
      exists (select 1 from password where person_id = person.id) as "hasPassword",
      (select begun_at from session where session.id = ${sessionId} and session.person_id = person.id) as "sessionBegunAt"
    from person where id = ${personId} and erased_at is null`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const { email, ...facts } = row
  return {
    ...facts,
    whose: { id: personId, email },
    hasSecondStep: await hasSecondStep(db, personId),
    lastIn: await listLastIn(db, personId),
  }
}

/** Slugs of the cities where nobody else is focal point. By the clock, not by when this transaction began: whoever waited for another sees that they have left. */
async function listLastIn(db: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select distinct item.slug from seat own join item on item.id = own.place_id
    where own.person_id = ${personId} and own.role = 'focal_point' and (own.until is null or own.until > clock_timestamp())
      and not exists (select 1 from seat other where other.place_id = own.place_id and other.role = 'focal_point' and other.person_id <> own.person_id
        and other.since <= clock_timestamp() and (other.until is null or other.until > clock_timestamp()))
    order by item.slug`.execute(db)
  return rows.map((row) => row.slug)
}

/** Their places, as every act upon a team holds them, then themselves: two focal points who leave at once do not both see the other. */
async function holdPlacesOf(db: Db, personId: string): Promise<void> {
  await sql`select 1 from item where id in (select place_id from seat where person_id = ${personId}) order by id for no key update`.execute(
    db,
  )
  await sql`select 1 from person where id = ${personId} for update`.execute(db)
}

export async function erasePerson(
  db: Db,
  actor: Actor,
  asked: Asked & { typed: string; now: Date },
): Promise<Outcome<null, ErasingFault>> {
  const before = await findErasing(db, asked)
  if (!before) return refused('gone')
  const refusal = whyNotErase(before, asked.now)
  if (refusal) return refused(refusal)
  const proven = await prove(db, before, asked)
  if (!proven.ok) return proven
  return together(db, async (trx) => {
    await holdPlacesOf(trx, asked.personId)
    const found = await findErasing(trx, asked)
    if (!found) return refused('gone')
    // a code that was spent, or a password that was right, stays proof; who else is there may have changed since
    if (found.lastIn.length > 0) return refused('last_focal_point')
    await endSeats(trx, actor, asked.personId)
    await takeBackInvitations(trx, found.whose)
    await stopMail(trx, found)
    await eraseHeld(trx, found.whose)
    await sql`update person set erased_at = ${asked.now} where id = ${asked.personId}`.execute(trx)
    await insertAudit(trx, actor, { act: 'person.erased', itemId: null })
    await raiseEpoch(trx)
    return done(null)
  })
}

async function prove(
  db: Db,
  found: Found,
  { personId, typed, now }: { personId: string; typed: string; now: Date },
): Promise<Outcome<unknown, ErasingFault>> {
  const proof = proofOf(found)
  if (proof === 'code') return spendCode(db, { personId, typed, now })
  if (proof === 'new_session') return done(null)
  if (!(await isWithinLimit(db, 'sign_in_account', found.whose.email ?? personId))) return refused('too_often')
  return (await isPassword(db, personId, typed)) ? done(null) : refused('password_wrong')
}

/** Each place reads in its own audit that a seat of it has ended. */
async function endSeats(db: Db, actor: Actor, personId: string): Promise<void> {
  const { rows } = await sql<{ place_id: string; role: string }>`
    update seat set until = greatest(now(), since), ended_by = ${`person:${personId}`}
    where person_id = ${personId} and (until is null or until > clock_timestamp()) returning place_id, role`.execute(db)
  for (const seat of rows)
    await insertAudit(db, actor, {
      act: 'seat.ended',
      itemId: seat.place_id,
      detail: { person: personId, role: seat.role, reason: 'erased' },
    })
}

/** Nobody stands behind them any more: those that they sent, and those that wait for them. */
async function takeBackInvitations(db: Db, { id, email }: Whose): Promise<void> {
  await sql`update invitation set revoked_at = now(), revoked_by = ${id}, email = '', name = '', note = ''
    where accepted_at is null and revoked_at is null and (invited_by = ${id} or email = ${email})`.execute(db)
}

/** What waits for them is not sent; what waits for others no longer says their name. */
async function stopMail(db: Db, { whose, name, names }: Found): Promise<void> {
  const theirs = sql`(person_id = ${whose.id} or lower(address) = ${whose.email})`
  await sql`update mail set state = 'suppressed', words = null, fault = 'opted_out' where state in ('waiting', 'sending') and ${theirs}`.execute(
    db,
  )
  // a key of a mail may be made of the address
  await sql`update mail set key = 'erased:' || id where ${theirs} and strpos(lower(key), ${whose.email}) > 0`.execute(
    db,
  )
  await strikeFromMail(db, { said: [name, ...names, whose.email] })
}
