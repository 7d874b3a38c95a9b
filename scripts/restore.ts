/** npm run restore -- FILE [--over=DATABASE_NAME | --check]: a backup put back, all of it or nothing. */
import { readConfig } from '../src/platform/config.ts'
import { whyItStopped, type End, type Head } from '../src/platform/backup/backup-format.ts'
import { filesOf } from '../src/platform/backup/files-back.server.ts'
import { openBeside } from '../src/platform/backup/beside.server.ts'
import { checkFile, restoreBackup } from '../src/platform/backup/restore-backup.server.ts'

const [from = '', flag, ...more] = process.argv.slice(2)
const stop = (sentence: string, code = 2): never => (console.error(sentence), process.exit(code))
if (!from || from.startsWith('-') || more.length > 0 || (flag !== undefined && !/^--(check|over=.+)$/.test(flag)))
  stop('Usage: npm run restore -- FILE [--over=DATABASE_NAME | --check]')

const read = readConfig(process.env)
if (!read.ok) stop(read.reason.join('\n'))
else {
  const config = read.value
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort())
  try {
    const checked = await checkFile(from) // before a database is opened or made
    if (flag === '--check') {
      console.log(`${from} is sound: ${whatIsIn(checked)}`)
      process.exit(0)
    }
    const db = await openBeside(config)
    const restored = await restoreBackup(db, {
      from,
      files: filesOf(config.files),
      over: flag?.replace('--over=', '') ?? null,
      signal: stopped.signal,
    })
    await db.destroy()
    console.log(`Restored and compared: ${whatIsIn(restored)}`)
    if (restored.applied.length > 0) console.log(`Newer in the schema and applied: ${restored.applied.join(', ')}.`)
    console.log('If a server is running on this database, restart it: it still knows the old key for cookies.')
    process.exit(0)
  } catch (error) {
    stop(whyItStopped(error, 'Nothing was written.'), 1)
  }
}

function whatIsIn({ head, end }: { head: Head; end: End['end'] }): string {
  const rows = Object.values(end.tables).reduce((sum, table) => sum + table.rows, 0)
  return `${rows} rows of ${Object.keys(end.tables).length} tables, ${end.files.count} stored files, as of ${head.made_at}.`
}
