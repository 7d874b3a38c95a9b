/** Use case: a table of people is invited, all or none. First as a dry run, which tells each row's fate and writes nothing. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { readInvitations, type Called, type ReadRow, type TableFault } from './invitation-csv.ts'
import type { FieldFault, InvitationField } from './invitation.ts'
import { enterTeam, mayInviteMore, whyNot, write, type InviteFault } from './invite.server.ts'
import type { TeamPlace } from './team.queries.server.ts'

export type RowFault = { field: InvitationField; fault: FieldFault | 'twice' | InviteFault }
export type Fate = { row: number; email: string; faults: RowFault[] }
export type Bulk = { fates: Fate[]; written: boolean }

export async function bulkInvite(
  db: Db,
  actor: Actor,
  asked: { placeId: string; csv: string; apply: boolean; called: Called },
): Promise<Outcome<Bulk, TableFault | 'gone' | 'too_often'>> {
  const read = readInvitations(asked.csv, asked.called)
  if (!read.ok) return read
  return together(db, async (trx) => {
    const now = await enterTeam(trx, actor, asked.placeId)
    if (!now) return refused('gone')
    const fates: Fate[] = []
    for (const row of read.value) fates.push(await fateOf(trx, now, row))
    if (!asked.apply || fates.some((fate) => fate.faults.length > 0)) return done({ fates, written: false })
    for (const _ of fates) if (!(await mayInviteMore(trx, actor))) return refused('too_often')
    for (const { read: row } of read.value)
      if (row.ok) await write(trx, now.actor, now.place, { placeId: asked.placeId, invited: row.value })
    return done({ fates, written: true })
  })
}

/** What stands against a row has its field: the role, or else the person. */
const OF_ROLE: readonly string[] = ['role_elsewhere', 'role_above']

async function fateOf(db: Db, now: { actor: Actor; place: TeamPlace }, { row, email, read }: ReadRow): Promise<Fate> {
  if (!read.ok) return { row, email, faults: read.reason }
  const fault = await whyNot(db, now.actor, now.place, read.value)
  if (fault === null) return { row, email, faults: [] }
  // sent by a first press of the same button: for a table too it is told, not done again
  const told = fault === 'just_invited' ? 'already_invited' : fault
  return { row, email, faults: [{ field: OF_ROLE.includes(told) ? 'role' : 'email', fault: told }] }
}
