/** Writes the table types from the migrated schema: `npm run codegen` after a new migration. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../src/platform/database/embedded.server.ts'
import { migrate } from '../src/platform/database/migrate.server.ts'
import { openDatabase } from '../src/platform/database/pool.server.ts'

const OUT = 'src/platform/database/schema.ts'
const folder = mkdtempSync(join(tmpdir(), 'sc-gen-'))
const { host } = await startEmbedded(join(folder, 'postgres'), ['fsync=off'])
const db = await openDatabase({ databaseUrl: null, dataDir: folder, poolSize: 1 })
await migrate(db)
await db.destroy()
const url = `postgres://app@localhost/postgres?host=${encodeURIComponent(host)}`
const words = [
  'kysely-codegen',
  '--dialect',
  'postgres',
  '--url',
  `"${url}"`,
  '--out-file',
  OUT,
  '--numeric-parser',
  'number',
  '--date-parser',
  'string',
]
const made = spawnSync(words.join(' '), { shell: true, stdio: 'inherit' })
writeFileSync(OUT, `// Made by \`npm run codegen\` from the migrations. Do not edit.\n${readFileSync(OUT, 'utf8')}`)
rmSync(folder, { recursive: true, force: true })
process.exit(made.status ?? 1)
