/** Use case: a person says in which language mail comes to them, and by which clock. */
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { isLanguage } from '#platform/language/languages.ts'
import { isZone } from './zones.ts'

export type LanguageFault = 'language_unknown' | 'zone_unknown'

export async function keepLanguage(
  db: Db,
  personId: string,
  typed: { language: string; zone: string },
): Promise<Outcome<null, LanguageFault>> {
  if (!isLanguage(typed.language)) return refused('language_unknown')
  if (!isZone(typed.zone)) return refused('zone_unknown')
  await sql`update person set language = ${typed.language}, zone = ${typed.zone} where id = ${personId} and erased_at is null`.execute(
    db,
  )
  return done(null)
}
