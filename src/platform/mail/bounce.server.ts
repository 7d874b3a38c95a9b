/** What follows when a mail came back: it is told as failed, and its address gets nothing more. */
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import { together } from '#platform/database/together.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { readBounce } from './bounce.ts'
import { messageIdOf } from './relay.server.ts'
import { insertSuppression } from './suppression.queries.server.ts'

/** Only of mail that we sent to this address lately: anybody can write a letter that looks like a report. */
export async function takeBounce(
  db: Db,
  { raw, mailFrom }: { raw: string; mailFrom: string },
): Promise<Outcome<{ mailId: string; suppressed: boolean }, 'no_report' | 'not_ours'>> {
  const bounce = readBounce(raw)
  if (bounce === null) return refused('no_report')
  const { rows } = await sql<{ id: string; key: string }>`
    select id, key from mail
    where lower(address) = ${bounce.address} and delivered_to = 'relay' and queued_at > now() - interval '30 days'
    order by queued_at desc limit 1000`.execute(db)
  const mail = rows.find((each) => messageIdOf(each.key, mailFrom) === bounce.messageId)
  if (!mail) return refused('not_ours')
  if (!bounce.forGood) return done({ mailId: mail.id, suppressed: false })
  await together(db, async (trx) => {
    await sql`
      update mail set state = 'failed', sent_at = null, delivered_to = null, fault = 'address_bounced', fault_said = ${bounce.said}
      where id = ${mail.id}::uuid`.execute(trx)
    await insertSuppression(trx, { address: bounce.address, why: 'bounced' })
  })
  return done({ mailId: mail.id, suppressed: true })
}
