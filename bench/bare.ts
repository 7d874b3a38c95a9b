/** Builds the bare app once and runs it: the framework with nothing in it. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

const FOLDER = new URL('./bare/', import.meta.url).pathname
const PORT = Number(process.env['BENCH_PORT'] ?? 3120) + 1

export type Bare = { addressOf(bytes: number): string; stop(): void }

export async function startBare(): Promise<Bare> {
  if (!existsSync(`${FOLDER}build/index.js`)) build()
  const url = `http://127.0.0.1:${PORT}`
  const child = spawn(process.execPath, ['build/index.js'], {
    cwd: FOLDER,
    env: { ...process.env, PORT: String(PORT), HOST: '127.0.0.1' },
    stdio: 'ignore',
  })
  process.once('exit', () => child.kill('SIGTERM'))
  for (let tries = 0; tries < 500; tries++, await wait(20)) {
    const answer = await fetch(`${url}/1`).catch(() => undefined)
    if (answer?.ok) return { addressOf: (bytes) => `${url}/${bytes}`, stop: () => void child.kill('SIGTERM') }
  }
  throw new Error('the bare app did not start')
}

function build(): void {
  const vite = new URL('../node_modules/vite/bin/vite.js', import.meta.url).pathname
  const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: FOLDER,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (done.status !== 0) throw new Error('the bare app could not be built')
}
