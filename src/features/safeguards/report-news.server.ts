/** Tells the reporter, if they wanted to hear, and the owner's focal points, in the transaction of what it tells of. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { FALLBACK, isLanguage } from '#platform/language/languages.ts'
import type { NewMail } from '#platform/mail/mail.ts'
import { queueMail } from '#platform/mail/mail.queries.server.ts'
import { tell } from '#features/notices/tell.server.ts'
import { insertCode } from './report-code.server.ts'
import { reportMail } from './report-mail-says.ts'
import { findWhoHears, listFocalPoints } from './report.queries.server.ts'

/**
 * A mail to the reporter carries a code of its own: the first one is kept nowhere. It is no notice: a row for a year
 * would still say who reported when the report itself has forgotten it.
 */
export async function tellReporter(
  db: Db,
  { id, news }: { id: string; news: 'reporter_decided' | 'reporter_closed' },
): Promise<void> {
  const hears = await findWhoHears(db, id)
  const to = hears?.email
    ? { personId: null, address: hears.email, language: hears.language }
    : hears?.personId
      ? await addressOf(db, hears.personId)
      : null
  if (to) await queueMail(db, reportMail({ news, key: `${news}:${id}`, to, at: { code: await insertCode(db, id) } }))
}

/** To each focal point that the owner has now. */
export async function tellOwner(
  db: Db,
  told: { id: string; ownerId: string | null; news: 'owner_changed' | 'owner_decided' | 'owner_closed' },
): Promise<void> {
  if (told.ownerId === null) return
  for (const personId of await listFocalPoints(db, told.ownerId)) {
    const key = `${told.news}:${told.id}:${personId}`
    const notice = {
      of: told.id,
      personId,
      kind: `report_${told.news}`,
      itemId: null,
      detail: { report: told.id },
    } as const
    await tell(db, notice, (to) => reportMail({ news: told.news, key, to, at: { report: told.id } }))
  }
}

async function addressOf(db: Db, personId: string): Promise<NewMail['to'] | null> {
  const { rows } = await sql<{ email: string | null; language: string }>`
    select email, language from person where id = ${personId} and erased_at is null`.execute(db)
  const [row] = rows
  return row?.email
    ? { personId, address: row.email, language: isLanguage(row.language) ? row.language : FALLBACK }
    : null
}
