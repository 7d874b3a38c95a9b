/** npm start: builds if needed, opens the database, migrates, loads the sample once, serves, stops cleanly on a signal. */
import { mkdirSync } from 'node:fs'
import { readConfig } from '../src/platform/config.ts'
import { FolderHeld, holdFolder } from '../src/platform/database/folder-lock.server.ts'
import { migrate } from '../src/platform/database/migrate.server.ts'
import { openDatabase, whyNotThisDatabase } from '../src/platform/database/pool.server.ts'
import { loadSampleOnce } from '../src/features/adaptations/sample-content.server.ts'
import { endAll } from '../src/platform/stops.ts'
import { build, buildIsOlder } from './build.ts'

const say = (sentence: string) => console.log(sentence)

function give(up: string, code = 1): never {
  console.error(up)
  process.exit(code)
}

const read = readConfig(process.env)
if (!read.ok) give(`Strong Cities cannot start:\n${read.reason.map((fault) => `  ${fault}`).join('\n')}`)
const config = read.value

try {
  mkdirSync(config.dataDir, { recursive: true })
  const folder = await holdFolder(config, 'server')
  process.once('exit', () => folder.release())
  if (buildIsOlder()) {
    say('Building …')
    build()
  }
  const db = await openDatabase(config)
  await migrate(db)
  const whyNot = await whyNotThisDatabase(db)
  if (whyNot) give(`Strong Cities cannot use this database: ${whyNot}`)
  const loaded = await loadSampleOnce(db, { demonstration: config.demonstration })
  if (loaded > 0) say(`Sample content loaded: ${loaded} things.`)
  await db.destroy()

  const { listening, stop } = await import('../server.ts')
  const address = await listening
  await fetch(`${address}/readyz`).catch(() => null) // opens what the first reader would open, and begins the work
  say(
    `Strong Cities is ready at ${config.origin ?? address}${config.demonstration ? ' (a demonstration instance)' : ''}`,
  )
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      void Promise.all([stop(), endAll()]).then(() => process.exit(0))
    })
} catch (error) {
  const fault = error as NodeJS.ErrnoException
  if (error instanceof FolderHeld) give(error.message)
  if (fault.code === 'EADDRINUSE')
    give(`Port ${config.port} is taken by another program. Stop it, or set PORT to another number.`)
  if (fault.code === 'ENOSPC' || fault.code === '53100' || /No space left/.test(fault.message))
    give('There is no room left on the disk. Make room, then start again. Nothing was harmed.')
  if (fault.code === 'EACCES' || fault.code === 'EROFS')
    give(`The data folder ${config.dataDir} cannot be written: ${fault.message}`)
  give(`Strong Cities cannot start: ${fault.message}`)
}
