/** A database per test file, copied from the template; each test is a transaction that is rolled back. */
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'
import { openDatabase, type Db } from '../database/pool.server.ts'
import { run, withName } from './template.ts'

/** For `testDatabase`: begin with the sample content. */
export const withSample = 'sample'

/** Call once at the head of a test file; the function it gives returns the open transaction of the running test. */
export function testDatabase(seed?: typeof withSample | ((db: Db) => Promise<void>)): () => Db {
  const databases = inject('databases')
  const { base } = databases
  const template = seed === withSample ? databases.withSample : databases.template
  const name = `t_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  let root: Db
  let open: Awaited<ReturnType<ReturnType<Db['startTransaction']>['execute']>>
  beforeAll(async () => {
    await run(base, `create database ${name} template ${template} strategy file_copy`)
    root = await openDatabase({
      databaseUrl: withName(base, name),
      dataDir: '',
      poolSize: Number(process.env['TEST_POOL_SIZE'] ?? 4),
    })
    if (typeof seed === 'function') await seed(root)
  })
  beforeEach(async () => void (open = await root.startTransaction().execute()))
  afterEach(async () => void (await open.rollback().execute()))
  afterAll(async () => {
    await root.destroy()
    await run(base, `drop database if exists ${name}`)
  })
  return () => open
}
