/** What a fresh clone needs before types, tests or a build: fonts, messages, the framework's own types. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { compileMessages } from './messages.ts'

if (existsSync('scripts/fonts.ts')) (await import(new URL('./fonts.ts', import.meta.url).href)).layFonts()
await compileMessages()
const sync = spawnSync('svelte-kit sync', { stdio: 'inherit', shell: true })
process.exit(sync.status ?? 1)
