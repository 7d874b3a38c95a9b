/** Use case: a person is given everything that is held on them, as a file that waits for them alone, for seven days. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { ALL_HOLDINGS, EXPORT_DAYS } from './holdings.ts'
import { listHeld } from './holdings.queries.server.ts'
import type { PersonView } from './person-view.ts'

export type PersonFile = { id: string; madeAt: Date; until: Date }

/** A new file takes the place of the one before. An invented person is many visitors: what one did is not the next one's to read. */
export async function makePersonFile(
  db: Db,
  actor: Actor,
  { person, now }: { person: Pick<PersonView, 'id' | 'email' | 'demonstration'>; now: Date },
): Promise<Outcome<PersonFile, 'invented'>> {
  if (person.demonstration) return refused('invented')
  return together(db, async (trx) => {
    const held = await listHeld(trx, { id: person.id, email: person.email })
    const document = {
      format: 'strong-cities-person/1',
      person: person.id,
      made_at: now.toISOString(),
      holdings: held.map(withReasons),
    }
    const id = newKey()
    const until = new Date(now.getTime() + EXPORT_DAYS * 86_400_000)
    await sql`insert into person_export (id, person_id, document, made_at, until) values (${id}, ${person.id}, ${JSON.stringify(document)}::jsonb, ${now}, ${until})
      on conflict (person_id) do update set id = excluded.id, document = excluded.document, made_at = excluded.made_at, until = excluded.until`.execute(
      trx,
    )
    await insertAudit(trx, actor, { act: 'person.file_made', itemId: null })
    return done({ id, madeAt: now, until })
  })
}

/** Beside the rows: why they are held, how long, and what erasing does, as the register says it. */
function withReasons({ id, table, rows, cut }: Awaited<ReturnType<typeof listHeld>>[number]) {
  const line = ALL_HOLDINGS.find((holding) => holding.id === id)
  return {
    table,
    holding: id,
    purpose: line?.purpose,
    basis: line?.basis,
    kept: line?.kept,
    erasing: line?.erasing.does,
    cut,
    rows,
  }
}

export async function findPersonFile(db: Db, key: { personId: string; now: Date }): Promise<PersonFile | undefined> {
  const { rows } = await sql<PersonFile>`
    select id, made_at as "madeAt", until from person_export where person_id = ${key.personId} and until > ${key.now}`.execute(
    db,
  )
  return rows[0]
}

/** undefined alike for a file that is none, has expired, or is somebody else's. */
export async function readPersonFile(db: Db, key: { id: string; personId: string; now: Date }): Promise<unknown> {
  const { rows } = await sql<{ document: unknown }>`
    select document from person_export where id = ${key.id} and person_id = ${key.personId} and until > ${key.now}`.execute(
    db,
  )
  return rows[0]?.document
}
