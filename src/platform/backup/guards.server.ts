/**
 * Foreign keys and triggers step aside while rows are put back, and stand again as they stood, the keys checked over
 * all rows: within a transaction, by the owner of the tables, without a superuser's rights.
 */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Table } from './tables.server.ts'

type Key = { table: string; name: string; definition: string }
type Trigger = { table: string; name: string; state: 'O' | 'D' | 'R' | 'A' }

export async function withoutGuards<Result>(
  db: Db,
  tables: readonly Table[],
  work: () => Promise<Result>,
): Promise<Result> {
  const keys = await listForeignKeys(db)
  const triggers = await listTriggers(db)
  for (const { table, name } of keys)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.id(name)}`.execute(db)
  for (const { name } of tables) await sql`alter table ${sql.table(name)} disable trigger user`.execute(db)
  const result = await work()
  await sql`set constraints all immediate`.execute(db)
  for (const { table, name, state } of triggers)
    if (state !== 'D') await sql`alter table ${sql.table(table)} ${ENABLE[state]} ${sql.id(name)}`.execute(db)
  for (const { table, name, definition } of keys)
    await sql`alter table ${sql.table(table)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(db)
  return result
}

const ENABLE = { O: sql`enable trigger`, R: sql`enable replica trigger`, A: sql`enable always trigger` }

async function listForeignKeys(db: Db): Promise<Key[]> {
  const { rows } = await sql<Key>`
    select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname = current_schema()
     order by 1, 2`.execute(db)
  return rows
}

async function listTriggers(db: Db): Promise<Trigger[]> {
  const { rows } = await sql<Trigger>`
    select c.relname as "table", t.tgname as name, t.tgenabled as state
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgparentid = 0 and n.nspname = current_schema()
     order by 1, 2`.execute(db)
  return rows
}
