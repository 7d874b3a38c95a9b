/** The only SQL that reads persons to sign them in. Whether there is such a person is never told to whoever asks. */
import { sql } from 'kysely'
import { FALLBACK, isLanguage, type Language } from '#platform/language/languages.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { needsSecondStep, type Role, type Seated } from '#features/registry/seat.ts'

export type Account = { id: string; email: string; name: string; language: Language; demonstration: boolean }

export const addressOf = (typed: string): string => typed.trim().normalize('NFC').toLowerCase()

export async function findAccount(db: Db, email: string): Promise<Account | undefined> {
  const { rows } = await sql<Account>`
    select id, email, name, language, demonstration from person where email = ${email} and erased_at is null and not demonstration`.execute(
    db,
  )
  const row = rows[0]
  return row && { ...row, language: isLanguage(row.language) ? row.language : FALLBACK }
}

/** Whether a seat of today asks this person for a second step. */
export async function mustTakeSecondStep(db: Db, personId: string): Promise<boolean> {
  const { rows } = await sql<{ place: Seated; role: Role }>`
    select seat.role, case when hub.secretariat then 'secretariat' else place.kind end as place
    from seat join item place on place.id = seat.place_id left join hub on hub.id = place.id
    where seat.person_id = ${personId} and seat.since <= now() and (seat.until is null or seat.until > now())`.execute(
    db,
  )
  return rows.some(needsSecondStep)
}
