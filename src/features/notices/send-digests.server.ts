/**
 * Use case, every few minutes: whoever has something that waits for a digest gets one, at most once in a period. What is
 * in it is marked in the transaction in which its mail is written. From there the mail's own promise holds: sent at most
 * once, and told as failed where nobody knows (decision 16). What was in it stands on the page all the same.
 */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { MailWords } from '#platform/mail/mail.ts'
import { queueMail } from '#platform/mail/mail.queries.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { periodOf } from './digest-period.ts'
import { digestWords } from './digest-says.ts'
import { listAwaitingDigest, listForDigest, markDigested, type NoticeLine } from './notice.queries.server.ts'
import { afterQuiet } from './quiet-hours.ts'
import { findReader, type Reader } from './reader.queries.server.ts'
import { isPaused } from './rhythm.ts'

const BATCH = 200
const MOST_IN_ONE = 100

/** How many were written. */
export async function sendDigests(db: Db, now: Date): Promise<number> {
  let [written, after]: [number, string | null] = [0, null]
  for (;;) {
    const people: string[] = await listAwaitingDigest(db, { after, limit: BATCH })
    for (const personId of people) if (await sendDigest(db, { personId, now })) written++
    if (people.length < BATCH) return written
    after = people.at(-1) ?? null
  }
}

/** Another process that holds the same person just now is left to it. */
async function sendDigest(db: Db, { personId, now }: { personId: string; now: Date }): Promise<boolean> {
  return together(db, async (trx) => {
    const held = await sql`select 1 from person where id = ${personId} for no key update skip locked`.execute(trx)
    const reader = held.rows.length > 0 ? await findReader(trx, personId) : undefined
    if (!reader || reader.address === null || isPaused(reader.wishes.rhythm, now, reader.zone)) return false
    const { key, begunAt } = periodOf(now, reader.zone, reader.wishes.rhythm)
    const lines = await digestLines(trx, reader, begunAt)
    if (lines.length === 0) return false
    const queued = await queueMail(trx, {
      occasion: 'digest',
      key: `${key}:${personId}`,
      to: { personId, address: reader.address, language: reader.language },
      ...afterQuiet(now, reader.zone, reader.wishes.rhythm.quiet),
      words: digestWords(lines, reader.language),
    })
    // null: this period had its digest; what came late is in the next
    if (queued !== null)
      await markDigested(
        trx,
        lines.map(({ id }) => id),
      )
    return queued !== null
  })
}

type ReadBy = Pick<Reader, 'id' | 'language'> & { actor: Actor }

const digestLines = (db: Db, { actor, id, language }: ReadBy, before: Date): Promise<NoticeLine[]> =>
  listForDigest(db, actor, { personId: id, language, before, limit: MOST_IN_ONE })

/** What the digest of this reader would say just now; null: nothing. */
export async function composeDigest(db: Db, reader: ReadBy, before: Date): Promise<MailWords | null> {
  const lines = await digestLines(db, reader, before)
  return lines.length > 0 ? digestWords(lines, reader.language) : null
}
