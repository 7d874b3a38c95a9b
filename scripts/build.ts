/** Builds the product; with --if-older only when the sources are newer than the build. */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const BUILT = 'build/handler.js'
const SOURCES = ['src', 'static', 'project.inlang', 'vite.config.ts', 'package-lock.json']

/** True when there is no build, or when any source is newer than it. */
export function buildIsOlder(): boolean {
  const built = changedAt(BUILT)
  return built === 0 || SOURCES.some((source) => newest(source) > built)
}

/** By the Node that runs this, not by whatever the system calls so. */
export function build(): void {
  for (const words of [['scripts/prepare.ts'], ['node_modules/vite/bin/vite.js', 'build']]) {
    const done = spawnSync(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] })
    if (done.status !== 0) throw new Error(`The build stopped at "${words.join(' ')}".`)
  }
}

const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  // What the preparation writes itself does not make a build old.
  if (path === 'src/paraglide' || path === join('static', 'fonts')) return 0
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!process.argv.includes('--if-older') || buildIsOlder()) build()
}
