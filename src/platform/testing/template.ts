/** One throwaway server for the whole test run, one migrated template; each test file copies it (see database.ts). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../database/embedded.server.ts'
import { migrate } from '../database/migrate.server.ts'
import { openDatabase } from '../database/pool.server.ts'

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
  project.provide('databases', { base, template: name })
  return async () => {
    if (given) await run(base, `drop database if exists ${name}`)
    rmSync(folder, { recursive: true, force: true })
  }
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
    databases: { base: string; template: string }
  }
}
