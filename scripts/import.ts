/** npm run import -- practices|cities|vocabulary|answers|adoptions FILE [--apply]: tells every row's fate; writes only with --apply. */
import { readFileSync } from 'node:fs'
import { readConfig } from '../src/platform/config.ts'
import { openDatabase } from '../src/platform/database/pool.server.ts'
import { migrate } from '../src/platform/database/migrate.server.ts'
import { holdFolder } from '../src/platform/database/folder-lock.server.ts'
import { importFile, isImportKind, IMPORTS } from '../src/features/adaptations/sample-content.server.ts'
import type { RowFate } from '../src/features/registry/import.ts'

const [kind = '', path = '', ...flags] = process.argv.slice(2)
const stop = (sentence: string): never => (console.error(sentence), process.exit(2))
if (!isImportKind(kind) || !path || flags.some((flag) => flag !== '--apply'))
  stop(`Usage: npm run import -- ${Object.keys(IMPORTS).join('|')} FILE [--apply]`)

const read = readConfig(process.env)
if (!read.ok) stop(read.reason.join('\n'))
else {
  const config = read.value
  const file = readFile(path)
  const folder = await holdFolder(config, 'import')
  const db = await openDatabase(config)
  await migrate(db)
  const apply = flags.includes('--apply')
  const fates = isImportKind(kind)
    ? await importFile(db, { demonstration: config.demonstration }, { kind, file, apply })
    : []
  tell(fates, apply)
  await db.destroy()
  folder.release()
  process.exit(fates.some((fate) => fate.fate === 'refused') ? 1 : 0)
}

function readFile(from: string): unknown {
  try {
    return JSON.parse(readFileSync(from, 'utf8')) as unknown
  } catch (error) {
    return stop(
      error instanceof SyntaxError
        ? `${from} is not JSON: ${error.message}`
        : `${from} cannot be read: ${(error as Error).message}`,
    )
  }
}

function tell(fates: RowFate[], apply: boolean): void {
  for (const { row, id, fate, faults } of fates) {
    console.log(`${String(row).padStart(5)}  ${fate.padEnd(9)}  ${id}`)
    for (const fault of faults) console.log(`${' '.repeat(18)}row ${row}, ${fault.field}: ${fault.says}`)
  }
  const count = (fate: RowFate['fate']) => fates.filter((each) => each.fate === fate).length
  console.log(
    `\n${fates.length} rows: ${count('new')} new, ${count('changed')} changed, ${count('unchanged')} unchanged, ${count('refused')} refused.`,
  )
  if (count('refused') > 0) console.log('Nothing was written: mend the refused rows and run it again.')
  else if (apply) console.log('Written.')
  else console.log('Nothing was written: this was a dry run. Add --apply to write.')
}
