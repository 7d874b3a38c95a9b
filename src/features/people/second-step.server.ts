/** The second step: a code of an authenticator, good once, or one of ten recovery codes, each good once. */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import { westernDigit } from '#base/normalise.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { isWithinLimit } from './attempt.queries.server.ts'
import { minutesOff, stepOf } from './one-time-code.server.ts'

export type CodeFault = 'code_wrong' | 'code_used' | 'clock_off' | 'too_often'

/** A secret that is not confirmed yet asks nobody for a code. */
export async function beginSecondStep(db: Db, personId: string): Promise<Buffer> {
  const secret = randomBytes(20)
  const { rows } = await sql<{ secret: Buffer }>`
    insert into one_time_code (person_id, secret) values (${personId}, ${secret})
    on conflict (person_id) do update set secret = one_time_code.secret
    returning secret`.execute(db)
  return rows[0]?.secret ?? secret
}

export async function hasSecondStep(db: Db, personId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select exists (
    select 1 from one_time_code where person_id = ${personId} and confirmed_at is not null) as has`.execute(db)
  return rows[0]?.has === true
}

/** Checks a code and spends it. A recovery code is taken in its place. */
export async function spendCode(
  db: Db,
  asked: { personId: string; typed: string; now: Date },
): Promise<Outcome<'code' | 'recovery', CodeFault>> {
  if (!(await isWithinLimit(db, 'code', asked.personId))) return refused('too_often')
  return together(db, async (trx) => {
    const typed = asked.typed.replace(/[٠-٩۰-۹]/g, westernDigit).replace(/[\s-]/g, '')
    if (!/^\d{6}$/.test(typed)) return spendRecovery(trx, asked.personId, typed)
    const { rows } = await sql<{ secret: Buffer; last_step: string }>`
      select secret, last_step from one_time_code where person_id = ${asked.personId} for update`.execute(trx)
    const kept = rows[0]
    if (!kept) return refused('code_wrong')
    const lastStep = Number(kept.last_step)
    const step = stepOf(kept.secret, typed, { now: asked.now, lastStep })
    if (step === null) return refused(whyNot(kept.secret, typed, asked.now))
    await sql`update one_time_code set last_step = ${step}, confirmed_at = coalesce(confirmed_at, now()) where person_id = ${asked.personId}`.execute(
      trx,
    )
    return done('code')
  })
}

function whyNot(secret: Buffer, typed: string, now: Date): CodeFault {
  if (stepOf(secret, typed, { now, lastStep: -1 }) !== null) return 'code_used'
  return minutesOff(secret, typed, now) === null ? 'code_wrong' : 'clock_off'
}

const digestOf = (code: string): Buffer => createHash('sha256').update(code.toLowerCase()).digest()

async function spendRecovery(db: Db, personId: string, typed: string): Promise<Outcome<'recovery', CodeFault>> {
  const { rows } = await sql`update recovery_code set used_at = now()
    where person_id = ${personId} and digest = ${digestOf(typed)} and used_at is null returning 1`.execute(db)
  return rows.length === 1 ? done('recovery') : refused('code_wrong')
}

/** Letters and digits that are not taken for one another when they are copied by hand. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const HOW_MANY = 10

/** Ten new codes; the old ones are good no more. Shown once, kept as digests. */
export async function renewRecoveryCodes(db: Db, personId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, () =>
    Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  )
  await together(db, async (trx) => {
    await sql`delete from recovery_code where person_id = ${personId}`.execute(trx)
    await sql`insert into recovery_code (person_id, digest) select ${personId}, unnest(${codes.map(digestOf)}::bytea[])`.execute(
      trx,
    )
  })
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
}

export async function countRecoveryCodes(db: Db, personId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from recovery_code where person_id = ${personId} and used_at is null`.execute(db)
  return rows[0]?.n ?? 0
}

/** Takes the second step away: only where no seat asks for it; the caller has asked the policy. */
export const endSecondStep = (db: Db, personId: string): Promise<unknown> =>
  together(db, async (trx) => {
    await sql`delete from recovery_code where person_id = ${personId}`.execute(trx)
    await sql`delete from one_time_code where person_id = ${personId}`.execute(trx)
  })
