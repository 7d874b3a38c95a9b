/** How held reasons of a decision are put into their report. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { raiseEpoch } from '#features/registry/item.queries.server.ts'
import type { Placer } from './decide-held.server.ts'
import type { Held } from './held.ts'

export const REPORT_PLACER: Placer = {
  lookAt: async (db, held) => {
    const stands = await reasonsAt(db, held)
    if (stands === undefined) return { now: 'gone', stands: '' }
    return { now: stands === held.former ? 'as_it_was' : 'changed', stands }
  },
  put: async (db, { held, text }) => {
    const { id, column } = placeOf(held)
    await sql`update report set ${sql.ref(column)} = ${text} where id = ${id}`.execute(db)
    // the page that is followed by a code is kept by browsers until something public changes
    await raiseEpoch(db)
  },
}

function placeOf({ place }: Held): { id: string; column: 'reasons' | 'appeal_reasons' } {
  const [id = '', column] = place.split(' ')
  return { id, column: column === 'appeal_reasons' ? column : 'reasons' }
}

async function reasonsAt(db: Db, held: Held): Promise<string | undefined> {
  const { id, column } = placeOf(held)
  const { rows } = await sql<{ said: string | null }>`
    select ${sql.ref(column)} as said from report where id = ${id} for update`.execute(db)
  return rows[0]?.said ?? undefined
}
