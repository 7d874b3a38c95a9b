/** Takes a person's names and address out of the words of mail that was written to others. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'

/** Whole words, however they are written; `keptFor`: what was written to them stays theirs to read. */
export async function strikeFromMail(
  db: Db,
  { said, keptFor = null }: { said: readonly (string | null)[]; keptFor?: { id: string; email: string | null } | null },
): Promise<void> {
  const toOthers =
    keptFor === null
      ? sql`true`
      : sql`(person_id is distinct from ${keptFor.id} and lower(address) is distinct from ${keptFor.email})`
  for (const each of new Set(said.filter((one) => one !== null && one !== ''))) {
    const asStored = JSON.stringify(each).slice(1, -1)
    const whole = `(^|\\W|\\\\n)${asStored.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=\\W|$)`
    await sql`update mail set words = regexp_replace(words::text, ${whole}, '\\1…', 'gi')::jsonb
      where words is not null and words::text ~* ${whole} and ${toOthers}`.execute(db)
  }
}
