/**
 * Use case, every few minutes: whoever can be asked something is asked, once a week at most, by mail. The question and its
 * mail are written in one transaction; the mail goes at most once (decision 16). What it asks can be done in the product as well: on the team's page and on
 * the page of the city's answers.
 */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { queueMail } from '#platform/mail/mail.queries.server.ts'
import { afterQuiet } from '#features/notices/quiet-hours.ts'
import { isPaused } from '#features/notices/rhythm.ts'
import { findStanding } from '#features/notices/wishes.server.ts'
import { askMail } from './ask-mail-says.ts'
import { insertAsk, type Due } from './ask.queries.server.ts'
import { ASK_WAYS } from './ask-kinds.server.ts'

/** How many were asked. */
export async function askPeople(db: Db, now: Date): Promise<number> {
  const asked = new Set<string>()
  for (const { due } of Object.values(ASK_WAYS))
    for (const each of await due(db))
      if (!asked.has(each.personId) && (await askOne(db, each, now))) asked.add(each.personId)
  return asked.size
}

/** Another process that holds this person just now is left to it. */
async function askOne(db: Db, due: Due, now: Date): Promise<boolean> {
  return together(db, async (trx) => {
    const held = await sql`select 1 from person where id = ${due.personId} for no key update skip locked`.execute(trx)
    const standing = held.rows.length > 0 ? await findStanding(trx, due.personId) : undefined
    if (!standing || standing.channels['questions'] !== 'mail') return false
    const { id, address, zone, language, wishes } = standing.reader
    if (address === null || isPaused(wishes.rhythm, now, zone)) return false
    const link = await insertAsk(trx, due)
    if (link === null) return false
    const to = { personId: id, address, language }
    await queueMail(trx, {
      ...askMail({ kind: due.kind, key: due.key, to, zone, ...link }),
      ...afterQuiet(now, zone, wishes.rhythm.quiet),
    })
    return true
  })
}
