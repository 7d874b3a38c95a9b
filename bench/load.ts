/** A process of its own that asks one address as fast as it can and prints what it saw as JSON: node bench/load.ts '{"url":…}' */
import autocannon from 'autocannon'
import { pathToFileURL } from 'node:url'
import { spawn } from 'node:child_process'
import { percentile } from './measure.ts'

export const CONNECTIONS = 8

export type Load = { url: string; seconds: number; headers: Record<string, string> }
export type Seen = { perSecond: number; p50: number; p95: number; statuses: Record<string, number>; errors: number }

async function press({ url, seconds, headers }: Load): Promise<Seen> {
  const times: number[] = []
  const statuses: Record<string, number> = {}
  const running = autocannon({ url, connections: CONNECTIONS, duration: seconds, headers })
  running.on('response', (_, status, __, time) => {
    times.push(time)
    statuses[status] = (statuses[status] ?? 0) + 1
  })
  const { errors, timeouts, duration } = await running
  return {
    perSecond: times.length / duration,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    statuses,
    errors: errors + timeouts,
  }
}

/** Starts the process and waits for what it saw. */
export function loadOf(load: Load): Promise<Seen> {
  return new Promise((tell, fail) => {
    const child = spawn(process.execPath, [new URL(import.meta.url).pathname, JSON.stringify(load)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.once('error', fail)
    child.once('close', (code) =>
      code === 0 ? tell(JSON.parse(said) as Seen) : fail(new Error(`the load ended with ${code}`)),
    )
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(JSON.stringify(await press(JSON.parse(process.argv[2] ?? '{}') as Load)))
