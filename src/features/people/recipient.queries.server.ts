/** Whom a mail about a seat goes to, and what may be named in it. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { FALLBACK, isLanguage, type Language } from '#platform/language/languages.ts'
import type { NewMail } from '#platform/mail/mail.ts'
import { nameShown } from './shown-name.server.ts'

export type Recipient = NewMail['to']

/** With the clock they live by. null: erased, or without an address. */
export async function findRecipient(db: Db, personId: string): Promise<(Recipient & { zone: string }) | null> {
  const { rows } = await sql<{ email: string | null; language: string; zone: string }>`
    select email, language, zone from person where id = ${personId} and erased_at is null`.execute(db)
  const row = rows[0]
  return row?.email
    ? { personId, address: row.email, language: isLanguage(row.language) ? row.language : FALLBACK, zone: row.zone }
    : null
}

/** null: the place is not public, and no mail names it. */
export async function placeNameFor(db: Db, placeId: string, language: Language): Promise<string | null> {
  const { rows } = await sql<{ title: string }>`
    select words.title from item join item_text words on words.item_id = item.id and words.state = 'published'
    where item.id = ${placeId} and item.label = 'public' and item.state = 'published'
    order by words.language = ${language} desc, words.language = item.original_language desc limit 1`.execute(db)
  return rows[0]?.title ?? null
}

/** A name for somebody outside: of a protected person what stands for it. */
export async function shownNameOf(db: Db, personId: string, language: Language): Promise<string | null> {
  const { rows } = await sql<{ name: string | null }>`
    select ${nameShown(language, { known: sql`false` })} as name
    from person where id = ${personId} and erased_at is null`.execute(db)
  return rows[0]?.name ?? null
}

export async function isSeated(
  db: Db,
  key: { placeId: string; role: string; email: string; protectedToo: boolean },
): Promise<boolean> {
  const { rows } = await sql`
    select from seat join person on person.id = seat.person_id
    where person.email = ${key.email} and (${key.protectedToo}::boolean or not person.protected)
      and seat.place_id = ${key.placeId} and seat.role = ${key.role} and (seat.until is null or seat.until > now())`.execute(
    db,
  )
  return rows.length > 0
}

/** The team's address, to lead there from a mail. */
export async function slugOfPlace(db: Db, placeId: string): Promise<string> {
  const { rows } = await sql<{ slug: string }>`select slug from item where id = ${placeId}`.execute(db)
  return rows[0]?.slug ?? ''
}
