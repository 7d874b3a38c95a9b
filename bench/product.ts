/** The built product as a process of its own, on the loopback, in a folder that goes when the bench ends. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const PORT = Number(process.env['BENCH_PORT'] ?? 3120)
export const ORIGIN = `http://127.0.0.1:${PORT}`
const LONGEST_START = 300_000 // the first one may build

export type Product = {
  url: string
  dataDir: string
  /** From the call to the first answer that it is ready. */
  seconds: number
  /** Statements sent to the database since the start. */
  statements(): Promise<number>
  /** Megabytes: the web process, and PostgreSQL with all its own, what they share counted once. */
  memory(): { web: number; database: number }
  /** What it wrote last: read when something is wrong. */
  said(): string
  stop(): Promise<void>
  /** Ends the process as a power cut would, and the embedded database with it where that is asked. */
  kill(database: boolean): Promise<void>
}

export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sc-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export async function startProduct(dataDir: string, env: Record<string, string> = {}): Promise<Product> {
  const began = performance.now()
  const url = ORIGIN
  const child = spawn(
    process.execPath,
    ['--import', new URL('./heard-statements.ts', import.meta.url).href, 'scripts/start.ts'],
    {
      env: { ...process.env, PORT: String(PORT), HOST: '127.0.0.1', DATA_DIR: dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-20_000)))
  process.once('exit', () => child.kill('SIGTERM'))
  await ready(url, child, () => said)
  return {
    url,
    dataDir,
    seconds: (performance.now() - began) / 1000,
    said: () => said,
    statements: () => countOf(child),
    memory: () => ({ web: megabytes('VmRSS', `/proc/${child.pid}/status`), database: databaseMemory(dataDir) }),
    stop: () => stopped(child),
    kill: (database) => killed(child, database ? join(dataDir, 'postgres/cluster/postmaster.pid') : null),
  }
}

/** Of a session as one of the invented people, as the button of the demonstration begins it. */
export async function cookieOf(product: Product, person: string): Promise<string> {
  const entered = await fetch(`${product.url}/en/sign-in?/as`, {
    method: 'post',
    body: new URLSearchParams({ person }),
    headers: { origin: product.url },
    redirect: 'manual',
  })
  const cookie = /session=[^;]+/.exec(entered.headers.get('set-cookie') ?? '')?.[0]
  if (cookie === undefined) throw new Error(`${person} was not let in: ${entered.status}`)
  return cookie
}

async function ready(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (const until = Date.now() + LONGEST_START; Date.now() < until; await wait(20)) {
    if (child.exitCode !== null) throw new Error(`the product did not start:\n${said()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.status === 200) return
  }
  throw new Error(`the product was not ready in time:\n${said()}`)
}

const countOf = (child: ChildProcess) =>
  new Promise<number>((tell) => {
    child.once('message', (count) => tell(count as number))
    child.send('how many?')
  })

const stopped = (child: ChildProcess) =>
  new Promise<void>((tell) => {
    if (child.exitCode !== null) return tell()
    child.once('exit', () => tell())
    child.kill('SIGTERM')
  })

const killed = (child: ChildProcess, postmaster: string | null) =>
  new Promise<void>((tell) => {
    child.once('exit', () => tell())
    if (postmaster) process.kill(Number(readFileSync(postmaster, 'utf8').split('\n')[0]), 'SIGKILL')
    child.kill('SIGKILL')
  })

const megabytes = (name: string, file: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024

/** Proportional: a page that ten processes share counts a tenth in each. */
function databaseMemory(dataDir: string): number {
  const server = readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0] ?? ''
  const pids = readdirSync('/proc').filter((name) => name === server || parentOf(name) === server)
  return pids.reduce((sum, pid) => sum + proportional(pid), 0)
}

function parentOf(pid: string): string | undefined {
  try {
    return /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] : undefined
  } catch {
    return undefined // it ended meanwhile
  }
}

function proportional(pid: string): number {
  try {
    return megabytes('Pss', `/proc/${pid}/smaps_rollup`)
  } catch {
    return 0
  }
}
