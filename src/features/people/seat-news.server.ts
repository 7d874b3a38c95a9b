/** Tells a person what became of a seat of theirs, in the transaction in which it became so; whoever has no account yet, by mail alone. */
import type { Db } from '#platform/database/pool.server.ts'
import { queueMail } from '#platform/mail/mail.queries.server.ts'
import { tell } from '#features/notices/tell.server.ts'
import { placeNameFor, slugOfPlace, type Recipient } from './recipient.queries.server.ts'
import { seatNewsMail, type SeatNews } from './seat-news-says.ts'

/** `of`: the seat or invitation it is about; together with the news it makes this mail one mail. */
export async function tellOfSeat(
  db: Db,
  told: { news: SeatNews; of: string; placeId: string; to: Recipient | string | null },
): Promise<void> {
  const mailTo = async (to: Recipient) =>
    seatNewsMail({
      news: told.news,
      of: told.of,
      place: await placeNameFor(db, told.placeId, to.language),
      slug: await slugOfPlace(db, told.placeId),
      to,
    })
  const personId = typeof told.to === 'string' ? told.to : told.to?.personId
  if (personId) {
    const notice = { of: told.of, personId, kind: `seat_${told.news}`, itemId: told.placeId } as const
    await tell(db, notice, mailTo)
  } else if (told.to !== null && typeof told.to !== 'string') await queueMail(db, await mailTo(told.to))
}
