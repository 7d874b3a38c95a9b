/** Sends bytes over a line of their own and reads what comes back, whatever it is. */
import { connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Asked } from './fuzz-requests.ts'

export type Answered = { status: number; headers: string; body: string } | { fault: string }

const PATIENCE = 20_000

export function send(port: number, asked: Asked): Promise<Answered> {
  return new Promise((tell) => {
    const chunks: Buffer[] = []
    const line = connect({ port, host: '127.0.0.1' })
    const end = (fault?: string) => {
      line.destroy()
      const read = readAnswer(Buffer.concat(chunks))
      tell(read ?? { fault: fault ?? 'closed without an answer' })
    }
    line.setTimeout(PATIENCE, () => end('no answer in time'))
    line
      .on('data', (chunk) => chunks.push(chunk))
      .once('end', () => end())
      .once('error', (error) => end(error.message))
    for (const part of asked.raw ? [asked.raw] : partsOf(port, asked)) line.write(part)
  })
}

function partsOf(port: number, { method, target, headers, body }: Asked): Buffer[] {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body ? [`content-length: ${body.length}`] : []),
  ]
  return [Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), ...(body && body.length > 0 ? [body] : [])]
}

function readAnswer(all: Buffer): Answered | undefined {
  const cut = all.indexOf('\r\n\r\n')
  const head = all.subarray(0, Math.max(0, cut)).toString('latin1')
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0)
  if (status === 0) return undefined
  const packed = /^transfer-encoding: chunked/im.test(head) ? joined(all.subarray(cut + 4)) : all.subarray(cut + 4)
  try {
    return {
      status,
      headers: head,
      body: unpacked(packed, /^content-encoding: (\w+)/im.exec(head)?.[1]).toString('utf8'),
    }
  } catch (error) {
    return { fault: `${status}, and its body cannot be unpacked: ${(error as Error).message}` }
  }
}

const unpacked = (body: Buffer, how: string | undefined): Buffer =>
  body.length === 0 ? body : how === 'br' ? brotliDecompressSync(body) : how === 'gzip' ? gunzipSync(body) : body

function joined(body: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < body.length;) {
    const line = body.indexOf('\r\n', at)
    const size = parseInt(body.subarray(at, line).toString('latin1'), 16)
    if (line < 0 || !(size > 0)) break
    parts.push(body.subarray(line + 2, line + 2 + size))
    at = line + 2 + size + 2
  }
  return Buffer.concat(parts)
}
