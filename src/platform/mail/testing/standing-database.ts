/** For what several connections or a process that ends must agree on: a database whose tests are not rolled back, only emptied of mail. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { openDatabase, type Db } from '../../database/pool.server.ts'
import { withSample } from '../../testing/database.ts'
import { run, withName } from '../../testing/template.ts'

export function standingDatabase(seed?: typeof withSample): { (): Db; url: string } {
  const { base, template: empty, withSample: filled } = inject('databases')
  const template = seed === withSample ? filled : empty
  const name = `t_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  let db: Db
  beforeAll(async () => {
    await run(base, `create database ${name} template ${template} strategy file_copy`)
    db = await openDatabase({
      databaseUrl: withName(base, name),
      dataDir: '',
      poolSize: Number(process.env['TEST_POOL_SIZE'] ?? 4),
    })
  })
  beforeEach(async () => void (await sql`truncate mail, mail_suppression, mail_opt_out`.execute(db)))
  afterAll(async () => {
    await db.destroy()
    await run(base, `drop database if exists ${name}`)
  })
  return Object.assign(() => db, { url: withName(base, name) })
}
