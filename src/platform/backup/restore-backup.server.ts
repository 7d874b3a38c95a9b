/**
 * Puts a backup back, all of it or nothing: the file is read through first, then the schema is made as it was, the
 * rows put in, compared with the digests of the file, and what is newer in the schema applied, in one transaction.
 */
import { sql } from 'kysely'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MIGRATIONS } from '#platform/database/migrate.server.ts'
import { whyNotThisDatabase, type Db } from '#platform/database/pool.server.ts'
import { BackupRefused, tally, type End, type Head } from './backup-format.ts'
import type { Store } from '#platform/files/store.ts'
import { BucketBack, FilesBack } from './files-back.server.ts'
import { checkBackup, piecesOf } from './read-backup.server.ts'
import { withoutGuards } from './guards.server.ts'
import { insertRows, listMigrations, listTables, rowsOf, speakPlainly, type Table } from './tables.server.ts'

export type Asked = {
  from: string
  /** The folder into which they go, or the bucket. */
  files: string | Store
  /** The name of the database that may be written over; null: only an empty one is taken. */
  over: string | null
  migrations?: string
  signal?: AbortSignal
}
export type Restored = { head: Head; end: End['end']; applied: string[] }

const MIGRATING = 7_301_955 // the same number as in migrate.server.ts: a server that starts now waits
const LONGEST_LINES = 1024 * 1024
const MADE_BY_STARTING = new Set(['migration', 'public_epoch', 'secret'])

/** What the file holds, all of it read, and whether this program knows its schema. */
export async function checkFile(from: string, folder = MIGRATIONS): Promise<{ head: Head; end: End['end'] }> {
  const checked = await checkBackup(from)
  const known = new Set(namesIn(folder))
  const unknown = checked.head.migrations.filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new BackupRefused(
      `${from} was made by a newer Strong Cities than this one (it has ${unknown.join(', ')}). Upgrade first, then restore. Nothing was written.`,
    )
  return checked
}

export async function restoreBackup(db: Db, asked: Asked): Promise<Restored> {
  const folder = asked.migrations ?? MIGRATIONS
  const { head, end } = await checkFile(asked.from, folder)
  const files = typeof asked.files === 'string' ? new FilesBack(asked.files) : new BucketBack(asked.files)
  try {
    const applied = await db.transaction().execute(async (open) => {
      await speakPlainly(open)
      await sql`set local lock_timeout = '60s'`.execute(open)
      await sql`select pg_advisory_xact_lock(${MIGRATING})`.execute(open)
      await mayBeFilled(open, asked.over)
      const epoch = await epochOf(open)
      await clear(open)
      for (const name of namesIn(folder).filter((each) => head.migrations.includes(each)))
        await apply(open, folder, name)
      const whyNot = await whyNotThisDatabase(open)
      if (whyNot) throw new BackupRefused(`${whyNot} Nothing was written.`)
      const tables = await fill(open, asked, files)
      await compare(open, tables, end)
      const newer = namesIn(folder).filter((each) => !head.migrations.includes(each))
      for (const name of newer) await apply(open, folder, name)
      await raiseEpoch(open, epoch)
      await sql`analyze ${sql.join(tables.map((table) => sql.table(table.name)))}`.execute(open)
      await files.compare()
      return newer
    })
    return { head, end, applied }
  } catch (error) {
    await files.takeBack()
    throw error
  }
}

/** Only what an empty instance has may be there, unless the database was named. */
async function mayBeFilled(db: Db, over: string | null): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  const name = rows[0]?.name ?? ''
  if (over !== null && over !== name)
    throw new BackupRefused(`--over names "${over}", but this database is called "${name}". Nothing was written.`)
  if (over !== null) return
  const tables = await listTables(db)
  const ours = (await listMigrations(db)) !== null
  for (const table of tables.filter((each) => !ours || !MADE_BY_STARTING.has(each.name)))
    if (!ours || (await holdsRows(db, table.name)))
      throw new BackupRefused(
        `The database "${name}" is not empty (table ${table.name}). To replace everything in it, run this again with --over=${name}. Nothing was written.`,
      )
}

async function holdsRows(db: Db, table: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)
  return rows.length > 0
}

/** Everything of ours goes, extensions stay: the database may belong to somebody else. */
async function clear(db: Db): Promise<void> {
  const { rows } = await sql<{ statement: string }>`
    with ours as (select oid from pg_namespace where nspname = current_schema()),
    foreign_to_us as (select classid, objid from pg_depend where deptype = 'e')
    select format('drop %s if exists %s cascade',
        case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' when 'c' then 'type' else 'table' end,
        oid::regclass) as statement
      from pg_class where relnamespace in (select oid from ours) and relkind in ('r', 'p', 'v', 'm', 'S', 'c') and not relispartition
       and ('pg_class'::regclass, oid) not in (select classid, objid from foreign_to_us)
    union all
    select format('drop routine if exists %s cascade', oid::regprocedure)
      from pg_proc where pronamespace in (select oid from ours)
       and ('pg_proc'::regclass, oid) not in (select classid, objid from foreign_to_us)
    union all
    select format('drop type if exists %s cascade', oid::regtype)
      from pg_type where typnamespace in (select oid from ours) and typtype in ('e', 'd', 'r')
       and ('pg_type'::regclass, oid) not in (select classid, objid from foreign_to_us)`.execute(db)
  for (const { statement } of rows) await sql.raw(statement).execute(db)
  await sql`create table migration (name text primary key, at timestamptz not null default now())`.execute(db)
}

const namesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()

async function apply(db: Db, folder: string, name: string): Promise<void> {
  await sql.raw(readFileSync(join(folder, name), 'utf8')).execute(db)
  await sql`insert into migration (name) values (${name})`.execute(db)
}

/** The rows and files of the backup; gives the tables with their columns in the order of the file. */
async function fill(db: Db, { from, signal }: Asked, files: FilesBack | BucketBack): Promise<Table[]> {
  const there = await listTables(db)
  return withoutGuards(db, there, async () => {
    await sql`truncate ${sql.join(there.map((table) => sql.table(table.name)))}`.execute(db)
    const filled: Table[] = []
    for await (const piece of piecesOf(from)) {
      signal?.throwIfAborted()
      if (piece.kind === 'table') filled.push(matching(there, piece))
      const table = filled.at(-1)
      if (piece.kind === 'rows' && table) for (const lines of inBatches(piece.lines)) await insertRows(db, table, lines)
      if (piece.kind === 'file') await files.begin(piece.heading)
      if (piece.kind === 'bytes') await files.write(piece.bytes)
      if (piece.kind === 'file_end') await files.end()
      if (piece.kind === 'end')
        for (const { name, last, called } of piece.end.sequences)
          await sql`select setval(quote_ident(${name})::regclass, ${last}::bigint, ${called})`.execute(db)
    }
    return filled
  })
}

function matching(there: readonly Table[], { name, columns }: { name: string; columns: string[] }): Table {
  const table = there.find((each) => each.name === name)
  const found = columns.map((column) => table?.columns.find((each) => each.name === column))
  if (!table || found.length !== table.columns.length || found.includes(undefined))
    throw new BackupRefused(
      `The table ${name} of the backup is not the one that its migrations make: this database was changed by hand. Nothing was written.`,
    )
  return { ...table, columns: found.filter((each) => each !== undefined) }
}

function* inBatches(lines: readonly string[]): Generator<string[]> {
  let batch: string[] = []
  let length = 0
  for (const line of lines) {
    batch.push(line)
    length += line.length
    if (length < LONGEST_LINES) continue
    yield batch
    batch = []
    length = 0
  }
  if (batch.length > 0) yield batch
}

/** Reads every table again: as many rows as in the file, and the same. */
async function compare(db: Db, tables: readonly Table[], { tables: said }: End['end']): Promise<void> {
  for (const table of tables) {
    const counted = tally()
    for await (const lines of rowsOf(db, table)) counted.add(lines)
    const { rows, sha256 } = counted.result()
    const expected = said[table.name]
    if (rows !== expected?.rows || sha256 !== expected.sha256)
      throw new BackupRefused(
        `After restoring, the table ${table.name} is not as it was: ${rows} rows of ${expected?.rows}. Everything was taken back, nothing was written.`,
      )
  }
}

async function epochOf(db: Db): Promise<number> {
  const { rows: there } = await sql<{
    there: boolean
  }>`select to_regclass('public_epoch') is not null as there`.execute(db)
  if (!there[0]?.there) return 0
  const { rows } = await sql<{ epoch: number }>`select epoch from public_epoch`.execute(db)
  return rows[0]?.epoch ?? 0
}

/** Higher than before and than in the file: what a process or a browser kept is asked for again. */
const raiseEpoch = (db: Db, before: number) =>
  sql`update public_epoch set epoch = greatest(epoch, ${before}::bigint) + 1`.execute(db)
