/** What a fresh clone needs before types, tests or a build: fonts, messages, the framework's own types. */
import { spawnSync } from 'node:child_process'
import { layFonts } from './fonts.ts'
import { compileMessages } from './messages.ts'

layFonts()
await compileMessages()
const sync = spawnSync(process.execPath, ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'], { stdio: 'inherit' })
process.exit(sync.status ?? 1)
