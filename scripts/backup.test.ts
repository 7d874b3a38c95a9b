import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, expect, inject, test } from 'vitest'
import { startEmbedded } from '#platform/database/embedded.server.ts'
import { migrate, MIGRATIONS } from '#platform/database/migrate.server.ts'
import { diskStore } from '../src/platform/files/disk-store.server.ts'
import { digestOf, type Store } from '../src/platform/files/store.ts'
import { memoryStore } from '../src/platform/files/testing/memory-store.ts'
import { openDatabase, type Db } from '#platform/database/pool.server.ts'
import { run, urlOf, withName } from '#platform/testing/template.ts'
import { BackupRefused } from '../src/platform/backup/backup-format.ts'
import { checkFile, restoreBackup } from '../src/platform/backup/restore-backup.server.ts'
import { writeBackup } from '../src/platform/backup/write-backup.server.ts'

const folder = mkdtempSync(join(tmpdir(), 'sc-backup-'))
const { base, template, withSample } = inject('databases')
const made: { name: string; db: Db }[] = []
const ended: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const { db, name } of made) {
    await db.destroy()
    await run(base, `drop database if exists ${name}`)
  }
  for (const end of ended) await end()
  rmSync(folder, { recursive: true, force: true })
})

let count = 0
const next = (what: string) => `${what}_${process.pid}_${++count}`

async function database(from: string | null, as = base): Promise<{ name: string; url: string; db: Db }> {
  const name = next('b')
  await run(
    base,
    `create database ${name} template ${from ?? 'template0'} ${from ? 'strategy file_copy' : "encoding 'UTF8'"}`,
  )
  const url = withName(as, name)
  const db = await openDatabase({ databaseUrl: url, dataDir: '', poolSize: 4 })
  made.push({ name, db })
  return { name, url, db }
}

const place = () => join(folder, next('backup'))
const nowhere = join(folder, 'no-files')
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: unknown) => (error instanceof BackupRefused ? error.message : `no refusal: ${String(error)}`),
  )

async function backupOf(db: Db, files: string | Store = nowhere): Promise<string> {
  const to = place()
  await writeBackup(db, { to, files })
  return to
}

/** Every row of every table, by a way of its own: not by what writes backups. */
async function picture(db: Db): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db)
  const found: Record<string, string> = {}
  for (const { name } of rows) {
    const one = await sql<{ said: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(md5(row_to_json(t)::text || t::text), '' order by md5(t::text))), '') as said
        from ${sql.table(name)} t`.execute(db)
    found[name] = one.rows[0]?.said ?? ''
  }
  return found
}

/** Keys, checks, indexes, triggers with their state, functions, columns. */
async function schemaOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as said from pg_constraint where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select tgrelid::regclass || ' ' || tgenabled::text || ' ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select table_name || '.' || column_name || ' ' || data_type || ' ' || ordinal_position || ' ' || is_nullable || ' ' || coalesce(column_default, '')
      from information_schema.columns where table_schema = 'public'
    union all select proname || prosrc from pg_proc where pronamespace = 'public'::regnamespace
    order by 1`.execute(db)
  return rows.map((row) => row.said)
}

const withoutEpoch = ({ public_epoch, ...rest }: Record<string, string>) => (expect(public_epoch).toBeDefined(), rest)
const epochOf = async (db: Db) =>
  (await sql<{ epoch: number }>`select epoch from public_epoch`.execute(db)).rows[0]?.epoch ?? 0

test('an instance is restored row by row, with its schema, its key and its stored files, from a file for its owner only', async () => {
  const source = await database(withSample)
  await sql`insert into secret (name, value) values ('cookies', 'the key of this instance')`.execute(source.db)
  const files = join(folder, next('files'))
  mkdirSync(join(files, 'ab'), { recursive: true })
  const large = Buffer.alloc(1_000_001, 'bytes \n\u2028 of a file')
  writeFileSync(join(files, 'ab', 'cdef0123'), large)
  writeFileSync(join(files, 'ab', 'empty'), '')
  writeFileSync(join(files, 'ab', 'half.part'), 'still being written')
  const to = await backupOf(source.db, files)
  expect((statSync(to).mode & 0o777).toString(8)).toBe('600')
  expect(existsSync(`${to}.part`)).toBe(false)
  const [first = ''] = gunzipSync(readFileSync(to)).toString('utf8').split('\n')
  expect(first).toContain('whoever holds this file holds the instance')

  const target = await database(null)
  const filesBack = join(folder, next('files'))
  const { end, applied } = await restoreBackup(target.db, { from: to, files: filesBack, over: null })
  const before = await picture(source.db)
  expect(Object.keys(before).length).toBeGreaterThan(20)
  expect(Number(before['item']?.split(' ')[0])).toBeGreaterThan(50)
  expect(withoutEpoch(await picture(target.db))).toEqual(withoutEpoch(before))
  expect(await schemaOf(target.db)).toEqual(await schemaOf(source.db))
  expect(await epochOf(target.db)).toBe((await epochOf(source.db)) + 1)
  expect(Object.keys(end.tables)).toEqual(Object.keys(before))
  expect({ applied, files: end.files }).toEqual({ applied: [], files: { count: 2, bytes: 1_000_001 } })
  expect(readdirSync(join(filesBack, 'ab')).sort()).toEqual(['cdef0123', 'empty'])
  expect(readFileSync(join(filesBack, 'ab', 'cdef0123')).equals(large)).toBe(true)
  expect(await migrate(target.db)).toEqual([])
  await expect(sql`delete from audit_entry`.execute(target.db)).rejects.toThrow('only grows')
})

test('files of a bucket come into the backup and back into a bucket or a folder, each compared; a lost one is told', async () => {
  const source = await database(withSample)
  const bucket = memoryStore()
  const contents = [Buffer.from('a plan'), Buffer.alloc(900_001, 'a long one')]
  for (const content of contents) {
    const digest = await bucket.put(content)
    await sql`insert into file (digest, media_type, bytes, original_media_type) values (${digest}, 'text/plain', ${content.length}, 'text/plain')`.execute(
      source.db,
    )
  }
  await bucket.put(Buffer.from('hangs nowhere and has no row'))
  const to = await backupOf(source.db, bucket)

  const another = memoryStore()
  const { end } = await restoreBackup((await database(null)).db, { from: to, files: another, over: null })
  expect(end.files).toEqual({ count: 2, bytes: 900_007 })
  expect([...another.held.values()].map((each) => Buffer.from(each).length).toSorted()).toEqual([6, 900_001])
  const folderBack = join(folder, next('files'))
  await restoreBackup((await database(null)).db, { from: to, files: folderBack, over: null })
  for (const content of contents) {
    const kept = await new Response(await diskStore(folderBack).get(digestOf(content))).arrayBuffer()
    expect(Buffer.from(kept).equals(content)).toBe(true)
  }

  const forgetful = { ...memoryStore(), get: async () => null }
  const target = await database(null)
  expect(await refusal(restoreBackup(target.db, { from: to, files: forgetful, over: null }))).toContain(
    'is not as it was',
  )
  expect(await picture(target.db)).toEqual({})
  expect([...forgetful.held.keys()]).toEqual([])
})

test('a backup of a folder leaves out what is half written', async () => {
  const source = await database(template)
  const files = join(folder, next('files'))
  await diskStore(files).put(Buffer.from('whole'))
  mkdirSync(join(files, 'incoming'), { recursive: true })
  writeFileSync(join(files, 'incoming', '0b5c'), 'ha')
  const { end } = await checkFile(await backupOf(source.db, files))
  expect(end.files).toEqual({ count: 1, bytes: 5 })
})

test('the same state gives the same lines', async () => {
  const { db } = await database(withSample)
  const [one, other] = [await backupOf(db), await backupOf(db)]
  const lines = (path: string) => gunzipSync(readFileSync(path)).toString('utf8').split('\n').slice(1, -2)
  expect(lines(one)).toEqual(lines(other))
})

/** Pairs in two tables, each in one transaction: the second table is read long after the first. */
function writer(db: Db) {
  let going = true
  let pairs = 0
  const work = async () => {
    while (going) {
      const id = uuid()
      await db.transaction().execute(async (open) => {
        await sql`insert into item (id, kind, label, state, slug, original_language, created_by, updated_by)
          values (${id}, 'term', 'public', 'draft', ${`pair-${id}`}, 'en', 'a writer', 'a writer')`.execute(open)
        await sql`insert into audit_entry (id, by_whom, act, item_id) values (${uuid()}, 'a writer', 'pair', ${id})`.execute(
          open,
        )
      })
      pairs += 1
    }
  }
  const both = Promise.all([work(), work()])
  return { written: () => pairs, stop: () => ((going = false), both) }
}

test('a backup beside writers holds no half of what was written together', async () => {
  const source = await database(withSample)
  const writing = writer(source.db)
  while (writing.written() < 50) await new Promise((tell) => setTimeout(tell, 5))
  const own = await openDatabase({ databaseUrl: source.url, dataDir: '', poolSize: 1 })
  const [atFirst, to] = [writing.written(), await backupOf(own)]
  const atLast = writing.written()
  await writing.stop()
  await own.destroy()
  const target = await database(null)
  await restoreBackup(target.db, { from: to, files: nowhere, over: null })
  const { rows } = await sql<{ items: number; entries: number; whole: number }>`
    select (select count(*) from item where slug like 'pair-%') as items,
           (select count(*) from audit_entry where act = 'pair') as entries,
           (select count(*) from audit_entry a join item i on i.id = a.item_id where a.act = 'pair' and i.slug like 'pair-%') as whole`.execute(
    target.db,
  )
  const { items = 0, entries, whole } = rows[0] ?? {}
  expect(atLast - atFirst).toBeGreaterThan(5) // it was written while the backup was
  expect(items).toBeGreaterThanOrEqual(atFirst)
  expect({ entries, whole }).toEqual({ entries: items, whole: items })
})

const ODD = `
create table odd_egg (id int primary key, hen int, note text);
create table odd_hen (id int primary key, egg int references odd_egg (id) deferrable initially deferred, self int references odd_hen (id));
alter table odd_egg add constraint egg_hen foreign key (hen) references odd_hen (id) on delete cascade;
create table "Odd Value" (
  n int generated always as identity primary key, "a ""b" text, doubled numeric generated always as (number * 2) stored,
  number numeric, float double precision, doc jsonb, bytes bytea, list text[], whole bool, at timestamptz, day date, span interval, found tsvector);
create table odd_keyless (word text);
create sequence odd_count;
create function odd_shout() returns trigger language plpgsql as $$ begin new.note := 'shouted'; return new; end $$;
create trigger odd_shouts before insert on odd_egg for each row execute function odd_shout();
create trigger odd_sleeps before insert on odd_hen for each row execute function odd_shout();
alter table odd_hen disable trigger odd_sleeps;
alter table odd_egg enable always trigger odd_shouts;
`
const ODD_ROWS = [
  `insert into odd_egg (id) values (2), (1)`,
  `update odd_egg set note = 'quiet' where id = 2`,
  `insert into odd_hen values (1, 1, 2), (2, 2, 1)`,
  `update odd_egg set hen = 3 - id`,
  `insert into "Odd Value" ("a ""b", number, float, doc, bytes, list, whole, at, day, span, found) values
    (E'line\\nfeed \\r \\u2028 \\\\ " مرحبا', 12345678901234567890.12345678901234567890, 0.1::float8 + 0.2::float8, 'null', '\\x00ff', array['a', null, 'NULL', '{,}'], true,
      '2026-11-24 01:02:03.123456+03', '0044-03-15 BC', '1 mon -3 days 04:05:06.7', 'a:1A b:2'::tsvector),
    (null, 'NaN', '-Infinity', null, null, '{}', null, 'infinity', null, null, null), ('', 0.10, '-0', '""', '', null, false, null, 'infinity', '0', '')`,
  `insert into odd_keyless values ('twice'), ('twice'), (null)`,
  `select setval('odd_count', 41)`,
]

function migrationsAnd(more: Record<string, string>): string {
  const at = join(folder, next('migrations'))
  cpSync(MIGRATIONS, at, { recursive: true })
  for (const [name, text] of Object.entries(more)) writeFileSync(join(at, name), text)
  return at
}

test('values of every kind, keys in a circle, triggers at rest and numbers already given come back as they were', async () => {
  const migrations = migrationsAnd({ '9000-odd.sql': ODD })
  const source = await database(template)
  await migrate(source.db, migrations)
  for (const statement of ODD_ROWS) await sql.raw(statement).execute(source.db)
  const from = await backupOf(source.db)
  const target = await database(null)
  await restoreBackup(target.db, { from, files: nowhere, over: null, migrations })
  expect(withoutEpoch(await picture(target.db))).toEqual(withoutEpoch(await picture(source.db)))
  expect(await schemaOf(target.db)).toEqual(await schemaOf(source.db))
  const { rows } =
    await sql`select doc is null as nothing, jsonb_typeof(doc) as kind from "Odd Value" order by n`.execute(target.db)
  expect(rows.slice(0, 2)).toEqual([
    { nothing: false, kind: 'null' },
    { nothing: true, kind: null },
  ])
  const numbers =
    await sql`insert into "Odd Value" ("a ""b") values ('next') returning n, nextval('odd_count') as counted`.execute(
      target.db,
    )
  expect(numbers.rows).toEqual([{ n: 4, counted: 42 }])
})

test('an owner who is no superuser restores too', async () => {
  const source = await database(withSample)
  const from = await backupOf(source.db)
  const role = next('owner')
  await run(base, `create role ${role} login password 'of-a-test'`)
  const as = new URL(base)
  as.username = role
  as.password = 'of-a-test'
  const target = await database(null, as.href)
  await run(base, `alter database ${target.name} owner to ${role}`)
  ended.push(() => run(base, `drop role if exists ${role}`))
  const { rows } = await sql<{
    high: boolean
  }>`select rolsuper as high from pg_roles where rolname = current_user`.execute(target.db)
  expect(rows).toEqual([{ high: false }])
  await restoreBackup(target.db, { from, files: nowhere, over: null })
  expect(withoutEpoch(await picture(target.db))).toEqual(withoutEpoch(await picture(source.db)))
})

test('what is newer in the schema than the backup is applied after it', async () => {
  const source = await database(withSample)
  const from = await backupOf(source.db)
  const migrations = migrationsAnd({
    '9000-later.sql': `alter table item add column later int; update item set later = 7;`,
  })
  const target = await database(null)
  const { applied } = await restoreBackup(target.db, { from, files: nowhere, over: null, migrations })
  expect(applied).toEqual(['9000-later.sql'])
  const { rows } = await sql`select distinct later from item`.execute(target.db)
  expect(rows).toEqual([{ later: 7 }])
  expect(await migrate(target.db, migrations)).toEqual([])
})

test('a backup of a newer schema is refused before anything is written', async () => {
  const source = await database(template)
  await sql`insert into migration (name) values ('9999-of-tomorrow.sql')`.execute(source.db)
  const from = await backupOf(source.db)
  const target = await database(null)
  expect(await refusal(restoreBackup(target.db, { from, files: nowhere, over: null }))).toBe(
    `${from} was made by a newer Strong Cities than this one (it has 9999-of-tomorrow.sql). Upgrade first, then restore. Nothing was written.`,
  )
  expect(await picture(target.db)).toEqual({})
})

test('a file that was cut anywhere is refused, and the database stays as it was', async () => {
  const source = await database(template)
  const whole = readFileSync(await backupOf(source.db))
  const target = await database(null)
  const from = place()
  const cuts = [
    0,
    1,
    9,
    10,
    11,
    ...Array.from({ length: 40 }, (_, n) => Math.floor((whole.length * n) / 40)),
    whole.length - 9,
    whole.length - 1,
  ]
  for (const length of cuts) {
    writeFileSync(from, whole.subarray(0, length))
    expect({ length, said: await refusal(restoreBackup(target.db, { from, files: nowhere, over: null })) }).toEqual({
      length,
      said: `${from} is cut off or was changed. Nothing was written.`,
    })
  }
  writeFileSync(from, gzipSync(gunzipSync(whole).subarray(0, -200))) // cut, then packed anew
  expect(await refusal(checkFile(from))).toContain('is cut off or was changed')
  writeFileSync(from, Buffer.concat([whole, gzipSync('["one more row"]\n')]))
  expect(await refusal(checkFile(from))).toContain('is cut off or was changed')
  expect(await picture(target.db)).toEqual({})
})

test('one flipped bit anywhere is refused, unless it changes nothing of what is unpacked', async () => {
  const source = await database(template)
  const whole = readFileSync(await backupOf(source.db))
  const unpacked = gunzipSync(whole)
  const from = place()
  let [tried, refused] = [0, 0]
  for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 500)) {
    const changed = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
    writeFileSync(from, changed)
    const said = await refusal(checkFile(from))
    tried += 1
    refused += said === `${from} is cut off or was changed. Nothing was written.` ? 1 : 0
    // the date of the packing, or the code of a sign that does not occur: the very same bytes come out
    if (said === 'not refused') expect({ at, same: gunzipSync(changed).equals(unpacked) }).toEqual({ at, same: true })
  }
  expect(tried).toBeGreaterThan(300)
  expect(refused).toBeGreaterThan(tried - 15)
})

test('a row, a count or a stored file that was changed and packed anew is refused', async () => {
  const source = await database(withSample)
  const files = join(folder, next('files'))
  mkdirSync(files)
  writeFileSync(join(files, 'abc'), 'as it was')
  const text = gunzipSync(readFileSync(await backupOf(source.db, files))).toString('utf8')
  const from = place()
  const changes: [string | RegExp, string][] = [
    ['"public"', '"network"'],
    [/"rows":\d+/, '"rows":0'],
    [Buffer.from('as it was').toString('base64'), Buffer.from('as it iss').toString('base64')],
    ['"file":"abc"', '"file":"../abc"'],
    [/\n\[[^\n]*/, ''],
  ]
  for (const [what, by] of changes) {
    const changed = text.replace(what, by)
    expect(changed).not.toBe(text)
    writeFileSync(from, gzipSync(changed))
    expect(await refusal(checkFile(from))).toBe(`${from} is cut off or was changed. Nothing was written.`)
  }
  writeFileSync(from, gzipSync('{"something":"else"}\n'))
  expect(await refusal(checkFile(from))).toBe(`${from} is no backup of Strong Cities. Nothing was written.`)
})

test('a database that holds something is written over only by its name', async () => {
  const source = await database(withSample)
  const from = await backupOf(source.db)
  const target = await database(template)
  await sql`insert into secret (name, value) values ('cookies', 'another key')`.execute(target.db)
  await sql`update public_epoch set epoch = 5000`.execute(target.db)
  await sql`insert into attempt (key, count, until) values ('a try', 1, now())`.execute(target.db)
  const before = await picture(target.db)
  const asked = { from, files: nowhere }
  expect(await refusal(restoreBackup(target.db, { ...asked, over: null }))).toMatch(
    new RegExp(
      `^The database "${target.name}" is not empty \\(table attempt\\)\\..*run this again with --over=${target.name}\\. Nothing was written\\.$`,
    ),
  )
  expect(await refusal(restoreBackup(target.db, { ...asked, over: 'another' }))).toBe(
    `--over names "another", but this database is called "${target.name}". Nothing was written.`,
  )
  expect(await picture(target.db)).toEqual(before)
  await restoreBackup(target.db, { ...asked, over: target.name })
  expect(withoutEpoch(await picture(target.db))).toEqual(withoutEpoch(await picture(source.db)))
  expect(await epochOf(target.db)).toBe(5001) // what was kept under the old count is asked for again
})

test('an instance that was only started counts as empty; a database of somebody else does not', async () => {
  const from = await backupOf((await database(withSample)).db)
  const started = await database(template)
  await sql`insert into secret (name, value) values ('cookies', 'made at the start')`.execute(started.db)
  await restoreBackup(started.db, { from, files: nowhere, over: null })
  const theirs = await database(null)
  await sql`create table theirs (id int)`.execute(theirs.db)
  expect(await refusal(restoreBackup(theirs.db, { from, files: nowhere, over: null }))).toContain(
    'is not empty (table theirs)',
  )
})

test('a restore that fails at its last step leaves rows, schema and stored files as they were', async () => {
  const source = await database(withSample)
  const files = join(folder, next('files'))
  mkdirSync(files)
  writeFileSync(join(files, 'abc'), 'a stored file')
  const from = await backupOf(source.db, files)
  const target = await database(template)
  await sql`insert into attempt (key, count, until) values ('a try', 1, now())`.execute(target.db)
  const [rows, schema] = [await picture(target.db), await schemaOf(target.db)]
  const migrations = migrationsAnd({ '9000-breaks.sql': 'select 1 / 0' })
  const filesBack = join(folder, next('files'))
  await expect(restoreBackup(target.db, { from, files: filesBack, over: target.name, migrations })).rejects.toThrow(
    'division by zero',
  )
  expect([await picture(target.db), await schemaOf(target.db)]).toEqual([rows, schema])
  expect(readdirSync(filesBack)).toEqual([])
})

test('a backup is never overwritten, and a database without an instance gives none', async () => {
  const source = await database(template)
  const to = await backupOf(source.db)
  const kept = readFileSync(to)
  expect(await refusal(writeBackup(source.db, { to, files: nowhere }))).toContain('A backup is never overwritten')
  expect(readFileSync(to).equals(kept)).toBe(true)
  const other = place()
  writeFileSync(`${other}.part`, 'of another run')
  expect(await refusal(writeBackup(source.db, { to: other, files: nowhere }))).toContain(
    'another backup is being written',
  )
  expect(readFileSync(`${other}.part`, 'utf8')).toBe('of another run')
  const none = place()
  expect(await refusal(writeBackup((await database(null)).db, { to: none, files: nowhere }))).toContain(
    'holds no Strong Cities',
  )
  expect([existsSync(none), existsSync(`${none}.part`)]).toEqual([false, false])
})

/** The commands as an operator runs them, without waiting on this process: the database may be its child. */
const command = (dataDir: string, line: string, more: Record<string, string> = {}) =>
  new Promise<{ status: number | null; stdout: string; stderr: string }>((tell) => {
    const { DATABASE_URL: _, ...env } = process.env
    const child = spawn('sh', ['-c', line], { env: { ...env, ...more, DATA_DIR: dataDir, NODE: process.execPath } })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
    child.once('close', (status) => tell({ status, stdout, stderr }))
  })

test('by one command each: from the database of a running server into an embedded database of its own', async () => {
  const [here, there] = [join(folder, next('data')), join(folder, next('data'))]
  const { host } = await startEmbedded(join(here, 'postgres'), ['fsync=off'])
  const db = await openDatabase({ databaseUrl: urlOf(host), dataDir: here, poolSize: 2 })
  ended.push(() => db.destroy())
  await migrate(db)
  await sql`insert into attempt (key, count, until) values ('a try', 1, now())`.execute(db)
  const to = join(folder, 'by-command.backup.gz')
  const written = await command(here, `"$NODE" scripts/backup.ts ${to}`)
  expect(written).toMatchObject({ status: 0, stderr: '' })
  expect(written.stdout).toContain('whoever holds this file holds the instance')
  expect((await sql`select 1`.execute(db)).rows.length).toBe(1) // it goes on

  expect(await command(there, `"$NODE" scripts/restore.ts ${to} --check`)).toMatchObject({ status: 0, stderr: '' })
  expect(existsSync(there)).toBe(false)
  const restored = await command(there, `"$NODE" scripts/restore.ts ${to}`)
  expect(restored).toMatchObject({ status: 0, stderr: '' })
  expect(restored.stdout).toContain('Restored and compared')
  const again = await command(there, `"$NODE" scripts/restore.ts ${to}`)
  expect(again).toMatchObject({ status: 1, stdout: '' })
  expect(again.stderr).toContain('run this again with --over=postgres. Nothing was written.')
  const second = join(folder, 'by-command-again.backup.gz')
  expect(await command(there, `"$NODE" scripts/backup.ts ${second}`)).toMatchObject({ status: 0 })
  const tables = async (path: string) => (await checkFile(path)).end.tables
  const { public_epoch: _one, ...were } = await tables(to)
  const { public_epoch: _other, ...are } = await tables(second)
  expect(are).toEqual(were)
})

test('a disk without room is told in one sentence and leaves no half file', async () => {
  const source = await database(withSample)
  const to = place()
  const { status, stdout, stderr } = await command(folder, `ulimit -f 16; exec "$NODE" scripts/backup.ts ${to}`, {
    DATABASE_URL: source.url,
  })
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr: 'There is no room left on the disk. No file was left behind. Make room, then run it again.\n',
  })
  expect([existsSync(to), existsSync(`${to}.part`)]).toEqual([false, false])
})

test('a wrong call is told how it is done, before a database is opened', () => {
  for (const [script, words] of [
    ['backup', []],
    ['backup', ['a', 'b']],
    ['backup', ['--help']],
    ['restore', []],
    ['restore', ['a', '--over']],
    ['restore', ['a', '--force']],
  ] as [string, string[]][]) {
    const { status, stderr } = spawnSync(process.execPath, [`scripts/${script}.ts`, ...words], { encoding: 'utf8' })
    expect({ script, words, status }).toEqual({ script, words, status: 2 })
    expect(stderr).toMatch(new RegExp(`^Usage: npm run ${script} -- FILE.*\\n$`))
  }
})
