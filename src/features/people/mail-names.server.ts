/** Takes a person's names and address out of what others are given to read: mail, and the notes of invitations. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'

type Said = readonly (string | null)[]

/** Whole words, however they are written. */
const wholeWords = (said: Said, stored: (text: string) => string): string[] =>
  [...new Set(said.filter((each): each is string => each !== null && each !== ''))].map(
    (each) => `(^|\\W|\\\\n)${stored(each).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=\\W|$)`,
  )

/** `keptFor`: what was written to them stays theirs to read. */
export async function strikeFromMail(
  db: Db,
  { said, keptFor = null }: { said: Said; keptFor?: { id: string; email: string | null } | null },
): Promise<void> {
  const toOthers =
    keptFor === null
      ? sql`true`
      : sql`(person_id is distinct from ${keptFor.id} and lower(address) is distinct from ${keptFor.email})`
  for (const whole of wholeWords(said, (text) => JSON.stringify(text).slice(1, -1)))
    await sql`update mail set words = regexp_replace(words::text, ${whole}, '\\1…', 'gi')::jsonb
      where words is not null and words::text ~* ${whole} and ${toOthers}`.execute(db)
}

/** Of the invitations that they sent and nobody has answered. */
export async function strikeFromNotes(db: Db, { said, sentBy }: { said: Said; sentBy: string }): Promise<void> {
  for (const whole of wholeWords(said, (text) => text))
    await sql`update invitation set note = regexp_replace(note, ${whole}, '\\1…', 'gi')
      where invited_by = ${sentBy} and accepted_at is null and note ~* ${whole}`.execute(db)
}
