/**
 * Writes all of an instance into one file while it goes on working: the tables as they stood at one moment, then the
 * stored files. A file is there whole or not at all.
 */
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, openSync } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Db } from '#platform/database/pool.server.ts'
import { ASIDE } from '#platform/files/disk-store.server.ts'
import { keyOf, type Store } from '#platform/files/store.ts'
import {
  BackupRefused,
  FORMAT,
  isSafeName,
  tally,
  WARNING,
  type End,
  type FileHeading,
  type Head,
  type Sequence,
  type TableHeading,
} from './backup-format.ts'
import { listMigrations, listTables, rowsOf, speakPlainly } from './tables.server.ts'

/** `files`: the folder in which they lie, or the bucket. */
export type Asked = { to: string; files: string | Store; signal?: AbortSignal }

const PART = 384 * 1024 // a multiple of three: base64 without padding inside a file

export async function writeBackup(db: Db, { to, files, signal }: Asked): Promise<End['end']> {
  const part = `${to}.part`
  if (existsSync(to))
    throw new BackupRefused(`${to} is there already. A backup is never overwritten: choose another name.`)
  const written: { end?: End['end'] } = {}
  let begun = false
  try {
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((still) => {
        const fd = openNew(part)
        begun = true
        return pipeline(
          Readable.from(instance(still, files, (end) => (written.end = end))),
          createGzip(),
          createWriteStream(part, { fd, flush: true }),
          { signal },
        )
      })
    await rename(part, to)
    await settle(dirname(resolve(to)))
  } catch (error) {
    if (begun) await rm(part, { force: true })
    throw error
  }
  if (!written.end) throw new Error('the backup ended without its last line')
  return written.end
}

/** Readable by its owner alone from the first byte. */
function openNew(part: string): number {
  try {
    return openSync(part, 'wx', 0o600)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST')
      throw new BackupRefused(
        `${part} is there: another backup is being written, or one was cut off. If none is running, delete it and run this again.`,
      )
    if (code === 'ENOENT') throw new BackupRefused(`The folder ${dirname(resolve(part))} is not there. Make it first.`)
    throw error
  }
}

/** All lines, each piece ended by a line's end; the last line says what went before. */
async function* instance(db: Db, stored: string | Store, ended: (end: End['end']) => void): AsyncGenerator<string> {
  const whole = createHash('sha256')
  const said = (lines: readonly string[]) => {
    const text = `${lines.join('\n')}\n`
    whole.update(text)
    return text
  }
  await speakPlainly(db)
  yield said([JSON.stringify(await headOf(db))])
  const tables: End['end']['tables'] = {}
  for (const table of await listTables(db)) {
    const heading: TableHeading = { table: table.name, columns: table.columns.map((column) => column.name) }
    yield said([JSON.stringify(heading)])
    const counted = tally()
    for await (const lines of rowsOf(db, table)) {
      counted.add(lines)
      yield said(lines)
    }
    tables[table.name] = counted.result()
  }
  const sequences = await listSequences(db)
  const files = { count: 0, bytes: 0 }
  for await (const { heading, pieces } of typeof stored === 'string' ? filesBelow(stored) : filesIn(db, stored)) {
    yield said([JSON.stringify(heading)])
    for await (const piece of pieces) yield said([JSON.stringify(Buffer.from(piece).toString('base64'))])
    files.count += 1
    files.bytes += heading.bytes
  }
  const end = { tables, sequences, files, sha256: whole.digest('hex') }
  ended(end)
  yield `${JSON.stringify({ end } satisfies End)}\n`
}

async function headOf(db: Db): Promise<Head> {
  const migrations = await listMigrations(db)
  if (!migrations) throw new BackupRefused('This database holds no Strong Cities: there is nothing to keep.')
  const { rows } = await sql<{ database: string; postgres: string }>`
    select current_database() as database, current_setting('server_version') as postgres`.execute(db)
  const { database = '', postgres = '' } = rows[0] ?? {}
  return {
    strong_cities_backup: FORMAT,
    made_at: new Date().toISOString(),
    postgres,
    database,
    migrations,
    warning: WARNING,
  }
}

async function listSequences(db: Db): Promise<Sequence[]> {
  const { rows } = await sql<{ name: string }>`
    select sequencename as name from pg_sequences where schemaname = current_schema() order by 1`.execute(db)
  const found: Sequence[] = []
  for (const { name } of rows) {
    const state = await sql<{ last: string; called: boolean }>`
      select last_value::text as last, is_called as called from ${sql.table(name)}`.execute(db)
    if (state.rows[0]) found.push({ name, ...state.rows[0] })
  }
  return found
}

type StoredFile = { heading: FileHeading; pieces: AsyncIterable<Uint8Array> }

async function* filesBelow(folder: string): AsyncGenerator<StoredFile> {
  for await (const name of namesBelow(folder)) {
    const heading = await headingOf(folder, name)
    if (heading) yield { heading, pieces: createReadStream(join(folder, name), { highWaterMark: PART }) }
  }
}

/** Of a bucket, what the tables of that moment know, under the names that a folder would give. */
async function* filesIn(db: Db, store: Store): AsyncGenerator<StoredFile> {
  const { rows } = await sql<{ digest: string; bytes: number }>`select digest, bytes from file order by digest`.execute(
    db,
  )
  for (const { digest, bytes } of rows) {
    const pieces = await store.get(digest) // null: deleted a moment ago
    if (pieces) yield { heading: { file: keyOf(digest), bytes, sha256: digest }, pieces }
  }
}

/** Stored files never change; what is still being written has another name and is left out. */
async function* namesBelow(folder: string): AsyncGenerator<string> {
  if (!existsSync(folder)) return
  for (const each of (await readdir(folder, { withFileTypes: true, recursive: true })).sort(byPath)) {
    const name = relative(folder, join(each.parentPath, each.name))
    if (each.isFile() && isSafeName(name) && !name.endsWith('.part') && !name.startsWith(`${ASIDE}/`)) yield name
  }
}
const byPath = (one: { parentPath: string; name: string }, other: { parentPath: string; name: string }) =>
  join(one.parentPath, one.name) < join(other.parentPath, other.name) ? -1 : 1

/** null: deleted a moment ago. */
async function headingOf(folder: string, name: string): Promise<FileHeading | null> {
  const path = join(folder, name)
  try {
    const hash = createHash('sha256')
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
    return { file: name, bytes: (await stat(path)).size, sha256: hash.digest('hex') }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** A name is durable when its folder is. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().catch(() => {}) // some file systems do not sync folders
  await handle.close()
}
