/**
 * One data folder, one server. The embedded database ends with the process that started it, so whoever may start it
 * holds the folder; a command-line tool beside a running server joins instead.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '#platform/config.ts'
import { embeddedAnswers } from './embedded.server.ts'

export type Held = { release(): void }

/** Thrown when the folder is held by someone else: its message is a plain sentence for the operator. */
export class FolderHeld extends Error {}

export async function holdFolder(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
  who: 'server' | 'import' | 'invite' | 'backup' | 'restore',
): Promise<Held> {
  const nothing = { release: () => {} }
  if (config.databaseUrl !== null) return nothing
  if (who !== 'server' && (await embeddedAnswers(resolve(config.dataDir, 'postgres')))) return nothing
  const path = join(resolve(config.dataDir), 'held-by.json')
  mkdirSync(resolve(config.dataDir), { recursive: true })
  const holder = livingHolder(path)
  if (holder)
    throw new FolderHeld(
      `The data folder ${resolve(config.dataDir)} is in use by process ${holder.pid} (${holder.who}). Stop that one first, or set DATA_DIR to another folder. Nothing was changed.`,
    )
  rmSync(path, { force: true })
  take(path, who, config.dataDir)
  return { release: () => rmSync(path, { force: true }) }
}

function take(path: string, who: string, dataDir: string): void {
  try {
    writeFileSync(path, JSON.stringify({ pid: process.pid, who, started: startOf(process.pid) }), { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new FolderHeld(
        `The data folder ${resolve(dataDir)} was taken by another process just now. Nothing was changed.`,
      )
    throw error
  }
}

function livingHolder(path: string): { pid: number; who: string } | null {
  if (!existsSync(path)) return null
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as { pid: number; who: string; started: string | null }
    process.kill(holder.pid, 0)
    return startOf(holder.pid) === holder.started ? holder : null // the number may have passed to another program since
  } catch {
    return null
  }
}

/** When a process began, in ticks of the kernel; null where there is no /proc. */
function startOf(pid: number): string | null {
  const stat = `/proc/${pid}/stat`
  return existsSync(stat) ? (readFileSync(stat, 'utf8').split(') ')[1]?.split(' ')[19] ?? null) : null
}
