/** One throwaway server for the whole test run, one migrated template and one with the sample in it; each test file copies one (see database.ts). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../database/embedded.server.ts'
import { migrate } from '../database/migrate.server.ts'
import { openDatabase, type Db } from '../database/pool.server.ts'

const FAST = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=100']

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'sc-test-'))
  const given = process.env['TEST_DATABASE_URL']
  const base = given ?? urlOf((await startEmbedded(join(folder, 'postgres'), FAST)).host)
  const name = `tpl_${process.pid}`
  await run(base, `drop database if exists ${name}`)
  await run(base, `create database ${name} template template0 encoding 'UTF8'`)
  const db = await openDatabase({ databaseUrl: withName(base, name), dataDir: folder, poolSize: 1 })
  await migrate(db)
  await db.destroy()
  const withSample = `${name}_sample`
  await run(base, `drop database if exists ${withSample}`)
  await run(base, `create database ${withSample} template ${name} strategy file_copy`)
  await loadSampleInto(withName(base, withSample), folder)
  project.provide('databases', { base, template: name, withSample })
  return async () => {
    if (given) for (const each of [name, withSample]) await run(base, `drop database if exists ${each}`)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** By the same path as an instance. Named at run time: the platform lies below the features, and only tests come here. */
async function loadSampleInto(url: string, folder: string): Promise<void> {
  const sample = (await import(
    new URL('../../features/adaptations/sample-content.server.ts', import.meta.url).href
  )) as {
    loadSampleOnce(db: Db, world: { demonstration: boolean }): Promise<number>
  }
  const db = await openDatabase({ databaseUrl: url, dataDir: folder, poolSize: 1 })
  await sample.loadSampleOnce(db, { demonstration: true })
  await db.destroy()
}

/** A connection address for a server behind a socket. */
export const urlOf = (socket: string) => `postgres://app@localhost/postgres?host=${encodeURIComponent(socket)}`

export function withName(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

export async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    databases: { base: string; template: string; withSample: string }
  }
}
