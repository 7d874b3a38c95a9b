/** npm run worker: does what an instance does by itself, without pages; any number beside any number of web processes. */
import { readConfig } from '../src/platform/config.ts'
import { openStore } from '../src/platform/files/open-store.server.ts'
import { openDatabase, whyNotThisDatabase } from '../src/platform/database/pool.server.ts'
import { startWork } from '../src/routes/work.server.ts'

const read = readConfig(process.env)
if (!read.ok) {
  console.error(`The worker cannot start:\n${read.reason.map((fault) => `  ${fault}`).join('\n')}`)
  process.exit(1)
}
if (read.value.databaseUrl === null) {
  console.error(
    'The worker cannot start: it needs DATABASE_URL. The database that comes along works in the web process.',
  )
  process.exit(1)
}
const db = await openDatabase(read.value)
const whyNot = await whyNotThisDatabase(db)
if (whyNot) {
  console.error(`The worker cannot use this database: ${whyNot}`)
  process.exit(1)
}
const stop = startWork(db, openStore(read.value.files), { ...read.value, works: true })
console.log('The worker is at work.')
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(
    signal,
    () =>
      void stop()
        .then(() => db.destroy())
        .then(() => process.exit(0)),
  )
