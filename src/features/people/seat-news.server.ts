/** Tells a person what became of a seat of theirs, in the transaction in which it became so. */
import type { Db } from '#platform/database/pool.server.ts'
import { queueMail } from '#platform/mail/mail.queries.server.ts'
import { findRecipient, placeNameFor, slugOfPlace, type Recipient } from './recipient.queries.server.ts'
import { seatNewsMail, type SeatNews } from './seat-news-says.ts'

/** `of`: the seat or invitation it is about; together with the news it makes this mail one mail. */
export async function tellOfSeat(
  db: Db,
  told: { news: SeatNews; of: string; placeId: string; to: Recipient | string | null },
): Promise<void> {
  const to = typeof told.to === 'string' ? await findRecipient(db, told.to) : told.to
  if (to === null) return
  const place = await placeNameFor(db, told.placeId, to.language)
  await queueMail(
    db,
    seatNewsMail({ news: told.news, of: told.of, place, slug: await slugOfPlace(db, told.placeId), to }),
  )
}
