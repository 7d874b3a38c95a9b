/** Use case: whoever answers for a place says again that somebody belongs there. */
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { enterTeam } from './invite.server.ts'
import { whyNotConfirm, type ConfirmRefusal } from './seats.access.ts'
import { findSeat } from './team.queries.server.ts'

export async function confirmSeat(
  db: Db,
  actor: Actor,
  key: { placeId: string; seatId: string },
): Promise<Outcome<null, ConfirmRefusal | 'gone'>> {
  return together(db, async (trx) => {
    const now = await enterTeam(trx, actor, key.placeId)
    const seat = now && (await findSeat(trx, key))
    if (!now || !seat) return refused('gone')
    const refusal = whyNotConfirm(now.actor, now.place, seat)
    if (refusal) return refused(refusal)
    await sql`update seat set confirmed_at = clock_timestamp(), confirmed_by = ${signatureOf(actor)} where id = ${seat.id}`.execute(
      trx,
    )
    await insertAudit(trx, actor, {
      act: 'seat.confirmed',
      itemId: key.placeId,
      detail: { seat: seat.id, role: seat.role, person: seat.personId },
    })
    return done(null)
  })
}
