/** Use case: the operator invites the first officer of the secretariat. Later ones are invited by an officer. */
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Language } from '#platform/language/languages.ts'
import { readInvited } from './invitation.ts'
import { findUnanswered, updateRevoked } from './invitation.queries.server.ts'
import { enterTeam, write } from './invite.server.ts'
import { listTeam } from './team.queries.server.ts'

export type FirstOfficerFault = 'no_secretariat' | 'has_officer' | 'not_an_address'

const OPERATOR = { kind: 'system', job: 'invite' } as const

/** Run again for the same address it gives a new link, and the old one is dead. */
export async function inviteFirstOfficer(
  db: Db,
  asked: { email: string; language: Language },
): Promise<Outcome<{ token: string }, FirstOfficerFault>> {
  const read = readInvited({ ...asked, role: 'officer', name: '', note: '' })
  if (!read.ok) return refused('not_an_address')
  return together(db, async (trx) => {
    const { rows } = await sql<{ id: string }>`select id from hub where secretariat order by id limit 1`.execute(trx)
    const placeId = rows[0]?.id
    const now = placeId === undefined ? undefined : await enterTeam(trx, OPERATOR, placeId)
    if (!now || placeId === undefined) return refused('no_secretariat')
    const team = await listTeam(trx, OPERATOR, { placeId, language: asked.language })
    if (team.some((seat) => seat.role === 'officer' && !seat.invented)) return refused('has_officer')
    const open = await findUnanswered(trx, { placeId, role: 'officer', email: read.value.email })
    if (open) await updateRevoked(trx, { id: open.id, by: null })
    return done(await write(trx, OPERATOR, now.place, { placeId, invited: read.value }))
  })
}
