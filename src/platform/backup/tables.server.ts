/** The tables of an instance as a backup sees them: which there are, and their rows in an order that depends on nothing but themselves. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'

export type Table = { name: string; columns: { name: string; type: string }[]; key: string[] }

const AT_ONCE = 500

/** Values are read and written as text: these settings make it the same text everywhere. */
export async function speakPlainly(db: Db): Promise<void> {
  for (const [setting, value] of [
    ['timezone', 'UTC'],
    ['datestyle', 'ISO, YMD'],
    ['intervalstyle', 'postgres'],
    ['extra_float_digits', '1'],
    ['bytea_output', 'hex'],
    ['statement_timeout', '0'],
    ['idle_in_transaction_session_timeout', '0'],
  ])
    await sql`select set_config(${setting}, ${value}, true)`.execute(db)
}

/** All but those that belong to an extension. What is computed from other columns is left out: it is computed again. */
export async function listTables(db: Db): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name,
      (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum), '[]')
         from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(json_agg(a.attname order by k.position), '[]')
         from pg_index i cross join unnest(i.indkey) with ordinality as k (attnum, position)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname collate "C"`.execute(db)
  return rows
}

/** Each row as one line, a JSON array of texts; a few hundred at a time, so that memory stays flat. Needs an open transaction. */
export async function* rowsOf(db: Db, table: Table): AsyncGenerator<string[]> {
  const names = table.columns.map((column) => column.name)
  const order = (table.key.length > 0 ? table.key : names).map((name) => sql`${sql.ref(name)}::text collate "C"`)
  const values = names.map((name) => sql`${sql.ref(name)}::text`)
  await sql`declare rows_of_table no scroll cursor for
    select to_json(array[${sql.join(values)}])::text as line from ${sql.table(table.name)} order by ${sql.join(order)}`.execute(
    db,
  )
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.raw(String(AT_ONCE))} from rows_of_table`.execute(db)
    if (rows.length > 0) yield rows.map((row) => row.line)
    if (rows.length < AT_ONCE) break
  }
  await sql`close rows_of_table`.execute(db)
}

/** Lines that `rowsOf` gave, put back. */
export async function insertRows(db: Db, table: Table, lines: readonly string[]): Promise<void> {
  const names = table.columns.map((column) => sql.ref(column.name))
  const values = table.columns.map(({ type }, at) => sql`(r ->> ${sql.raw(String(at))})::${sql.raw(type)}`)
  await sql`insert into ${sql.table(table.name)} (${sql.join(names)}) overriding system value
    select ${sql.join(values)} from json_array_elements(${`[${lines.join(',')}]`}::json) as r`.execute(db)
}

export async function listMigrations(db: Db): Promise<string[] | null> {
  const { rows: found } = await sql<{ there: boolean }>`select to_regclass('migration') is not null as there`.execute(
    db,
  )
  if (!found[0]?.there) return null
  const { rows } = await sql<{ name: string }>`select name from migration order by name collate "C"`.execute(db)
  return rows.map((row) => row.name)
}
