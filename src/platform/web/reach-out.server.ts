/**
 * Asks a server whose address somebody typed: only over TLS, never in our own network, for so long and so much and no
 * further, and wherever it leads elsewhere is not followed. What is refused is said by its reason.
 */
import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns'
import { request as requestPlainly } from 'node:http'
import { request as requestSafely } from 'node:https'
import { BlockList, isIP } from 'node:net'

export type ReachFault = 'insecure' | 'private' | 'slow' | 'too_large' | 'no_such_name' | 'certificate' | 'down'

export class NotReached extends Error {
  readonly reason: ReachFault
  constructor(reason: ReachFault, cause?: unknown) {
    super(`not reached: ${reason}`, { cause })
    this.name = 'NotReached'
    this.reason = reason
  }
}

/** `nearby`: origins that the operator has named; they may be private, and plain. */
export type Reach = { nearby: readonly string[]; ms?: number; bytes?: number }

const MS = 8_000
const BYTES = 256 * 1024

type Asked = { method?: string; headers?: Record<string, string>; body?: unknown }

export const reachOut =
  ({ nearby, ms = MS, bytes = BYTES }: Reach) =>
  async (address: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Response> => {
    const url = new URL(address)
    const near = nearby.includes(url.origin)
    if (!near) refuseUnsafe(url)
    const signal = AbortSignal.timeout(ms)
    try {
      return await ask(url, { method, headers, body: textOf(body), near, bytes, signal })
    } catch (error) {
      throw error instanceof NotReached ? error : new NotReached(whyNot(error, signal), error)
    }
  }

function refuseUnsafe(url: URL): void {
  if (url.protocol !== 'https:') throw new NotReached('insecure')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && !isPublicAddress(host)) throw new NotReached('private')
}

function textOf(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new TypeError('only forms and texts are sent')
}

type Whole = Required<Pick<Asked, 'method' | 'headers'>> & {
  body: string | undefined
  near: boolean
  bytes: number
  signal: AbortSignal
}

function ask(url: URL, { method, headers, body, near, bytes, signal }: Whole): Promise<Response> {
  const request = url.protocol === 'https:' ? requestSafely : requestPlainly
  return new Promise((resolve, reject) => {
    const asking = request(
      url,
      { method, headers, signal, agent: false, ...(near ? {} : { lookup: publicOnly }) },
      (answer) => {
        const pieces: Buffer[] = []
        let size = 0
        answer.on('error', reject)
        answer.on('aborted', () => reject(new NotReached(signal.aborted ? 'slow' : 'down')))
        answer.on('data', (piece: Buffer) => {
          size += piece.length
          if (size > bytes) asking.destroy(new NotReached('too_large'))
          else pieces.push(piece)
        })
        answer.on('end', () => {
          try {
            resolve(responseOf(answer.statusCode ?? 502, answer.headers, Buffer.concat(pieces)))
          } catch (error) {
            reject(error) // a status that no answer has would else end the process
          }
        })
      },
    )
    asking.on('error', reject)
    asking.on('close', () => reject(new NotReached('down'))) // counts where nothing was answered before
    asking.end(body)
  })
}

const WITHOUT_BODY = [204, 205, 304]

function responseOf(status: number, headers: NodeJS.Dict<string | string[]>, body: Buffer): Response {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(', ')] as [string, string]],
  )
  return new Response(WITHOUT_BODY.includes(status) ? null : new Uint8Array(body), { status, headers: kept })
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/** Looked up and checked in one: what was checked is what is connected to, whatever the name says a moment later. */
function publicOnly(host: string, options: LookupOptions, found: Found): void {
  lookUp(host, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, [])
    if (!addresses.every(({ address }) => isPublicAddress(address))) return found(new NotReached('private'), [])
    const [first] = addresses
    if (options.all || !first) return found(null, addresses)
    found(null, first.address, first.family)
  })
}

const closed = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(net, bits, 'ipv4')
/** Addresses of the sixth version that lead into the fourth, or nowhere. */
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed.addSubnet(net, bits, 'ipv6')
const open = new BlockList()
open.addSubnet('2000::', 3, 'ipv6')

export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !closed.check(address, 'ipv4')
  return version === 6 && open.check(address, 'ipv6') && !closed.check(address, 'ipv6')
}

function whyNot(error: unknown, signal: AbortSignal): ReachFault {
  if (signal.aborted) return 'slow'
  const code = String((error as { code?: unknown }).code ?? '')
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'no_such_name'
  return /CERT|SIGNATURE|TLS|SSL|ALTNAME|EPROTO/.test(code) ? 'certificate' : 'down'
}
