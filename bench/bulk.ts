/** Rows in bulk, a thousand at a time: the database reads them as its own row type. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { DB } from '#platform/database/schema.ts'

const AT_ONCE = 1000

/** All rows hold the same columns; columns left out take what the table gives them. */
export async function fill(db: Db, table: keyof DB, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.id(column)))
  for (const batch of batches(rows))
    await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(batch)}::jsonb)`.execute(
      db,
    )
}

function* batches<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += AT_ONCE) yield rows.slice(from, from + AT_ONCE)
}
