/** npm run backup -- FILE: all of the instance in one file, beside a running server or alone. */
import { readConfig } from '../src/platform/config.ts'
import { WARNING, whyItStopped } from '../src/platform/backup/backup-format.ts'
import { filesOf } from '../src/platform/backup/files-back.server.ts'
import { openBeside } from '../src/platform/backup/beside.server.ts'
import { writeBackup } from '../src/platform/backup/write-backup.server.ts'

const [to = '', ...more] = process.argv.slice(2)
const stop = (sentence: string, code = 2): never => (console.error(sentence), process.exit(code))
if (!to || to.startsWith('-') || more.length > 0) stop('Usage: npm run backup -- FILE')

const read = readConfig(process.env)
if (!read.ok) stop(read.reason.join('\n'))
else {
  const config = read.value
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort())
  try {
    const db = await openBeside(config)
    const { tables, files } = await writeBackup(db, { to, files: filesOf(config.files), signal: stopped.signal })
    await db.destroy()
    const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0)
    console.log(`${to} is written: ${rows} rows of ${Object.keys(tables).length} tables, ${files.count} stored files.`)
    console.log(WARNING)
    process.exit(0)
  } catch (error) {
    stop(whyItStopped(error, 'No file was left behind.'), 1)
  }
}
