/** Use case: what a person wants to get how, together with what they stopped by a link in a mail. */
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Occasion } from '#platform/mail/mail.ts'
import { deleteOptOut, listOptOuts } from '#platform/mail/suppression.queries.server.ts'
import { channelOf, FREE_TOPICS, type NoticeChannel, type Topic } from './notice.ts'
import { findReader, saveWishes, type Reader } from './reader.queries.server.ts'
import type { Wishes } from './rhythm.ts'

/** Under which kind of mail something goes out, as far as such mail can be stopped by its link. */
const occasionOf = (topic: Topic, channel: NoticeChannel): Occasion | null => {
  if (channel === 'digest') return 'digest'
  if (channel === 'here' || topic === 'organisations') return null
  return topic === 'questions' ? 'question' : 'announcement'
}

export type Standing = { reader: Reader; channels: Record<string, NoticeChannel>; stopped: Occasion[] }

/** As it is in effect: what a link stopped is only here. */
export async function findStanding(db: Db, personId: string): Promise<Standing | undefined> {
  const reader = await findReader(db, personId)
  if (!reader) return undefined
  const optedOut = reader.address === null ? [] : await listOptOuts(db, reader.address)
  const channels: Record<string, NoticeChannel> = {}
  const stopped = new Set<Occasion>()
  for (const topic of FREE_TOPICS) {
    const channel = channelOf(topic, reader.wishes.choices, false)
    const occasion = occasionOf(topic, channel)
    const isStopped = occasion !== null && optedOut.includes(occasion)
    channels[topic] = isStopped ? 'here' : channel
    if (isStopped) stopped.add(occasion)
  }
  return { reader, channels, stopped: [...stopped] }
}

/** What is wanted by mail again is no longer stopped. */
export async function keepWishes(
  db: Db,
  { id, address }: Pick<Reader, 'id' | 'address'>,
  wishes: Wishes,
): Promise<void> {
  await together(db, async (trx) => {
    await saveWishes(trx, id, wishes)
    for (const topic of FREE_TOPICS) {
      const channel = wishes.choices[topic]
      const occasion = channel === undefined ? null : occasionOf(topic, channel)
      if (occasion !== null && address !== null) await deleteOptOut(trx, { address, occasion })
    }
  })
}
