/** Use case: a person is told of an occasion, once, in the transaction in which it came about. Page, mail and digest are deliveries of one row. */
import type { Db } from '#platform/database/pool.server.ts'
import type { NewMail } from '#platform/mail/mail.ts'
import { queueMail } from '#platform/mail/mail.queries.server.ts'
import { channelOf, KINDS, TOPICS } from './notice.ts'
import { insertNotice, type NewNotice } from './notice.queries.server.ts'
import { afterQuiet } from './quiet-hours.ts'
import { findReader } from './reader.queries.server.ts'
import { isPaused } from './rhythm.ts'

/** `mailOf`: the mail, if it goes by mail at once. Safety goes out whatever was chosen, also in quiet hours. */
export async function tell(
  db: Db,
  notice: NewNotice,
  mailOf: (to: NewMail['to']) => NewMail | Promise<NewMail>,
): Promise<void> {
  const reader = await findReader(db, notice.personId)
  if (!reader) return
  const { zone, language, address, wishes } = reader
  const { topic } = KINDS[notice.kind]
  const now = new Date()
  const channel = channelOf(topic, wishes.choices, isPaused(wishes.rhythm, now, zone))
  if (!(await insertNotice(db, { ...notice, channel })) || channel !== 'mail' || address === null) return
  const mail = await mailOf({ personId: reader.id, address, language })
  await queueMail(db, TOPICS[topic].fixed ? mail : { ...mail, ...afterQuiet(now, zone, wishes.rhythm.quiet) })
}
