/** A relay on this machine for tests: keeps what it took, refuses what it is told to refuse. */
import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Taken = { from: string; to: string[]; raw: string }
export type Refusal = { code: number; said: string }

export type LocalRelay = {
  url: string
  port: number
  taken: Taken[]
  /** By step; null: taken. */
  refuse: { sender?: Refusal; recipient?: (address: string) => Refusal | null; message?: Refusal }
  /** Called when a sender is named, before anything of the message has come. */
  beforeAnything: () => Promise<void> | void
  /** Called when a message has come and is kept, before the relay says that it took it. */
  beforeThanks: () => Promise<void> | void
  /** Every open line breaks, without a word. */
  breakLines: () => void
  close: () => Promise<void>
}

export async function localRelay({
  port = 0,
  password,
}: { port?: number; password?: string } = {}): Promise<LocalRelay> {
  const relay: Omit<LocalRelay, 'url' | 'port' | 'close' | 'breakLines'> = {
    taken: [],
    refuse: {},
    beforeAnything: () => {},
    beforeThanks: () => {},
  }
  const lines = new Set<Socket>()
  const server = new SMTPServer({
    disabledCommands: password === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    authOptional: password === undefined,
    allowInsecureAuth: true,
    size: 100_000,
    logger: false,
    onAuth: (given, _session, answer) =>
      given.password === password ? answer(null, { user: 'us' }) : answer(refusal({ code: 535, said: '5.7.8 No' })),
    onMailFrom: (_address, _session, answer) => {
      void (async () => {
        await relay.beforeAnything()
        answer(refusal(relay.refuse.sender))
      })()
    },
    onRcptTo: ({ address }, _session, answer) => answer(refusal(relay.refuse.recipient?.(address))),
    onData: (stream, { envelope }, answer) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        void (async () => {
          if (stream.sizeExceeded) return answer(refusal({ code: 552, said: '5.3.4 Message too big' }))
          if (relay.refuse.message) return answer(refusal(relay.refuse.message))
          relay.taken.push({
            from: envelope.mailFrom ? envelope.mailFrom.address : '',
            to: envelope.rcptTo.map(({ address }) => address),
            raw: Buffer.concat(parts).toString('utf8'),
          })
          await relay.beforeThanks()
          answer(null)
        })()
      })
    },
  })
  server.server.on('connection', (line: Socket) => lines.add(line))
  server.on('error', () => {}) // a line that breaks is what some tests are about
  await new Promise<void>((go) => server.listen(port, '127.0.0.1', go))
  const at = (server.server.address() as AddressInfo).port
  return Object.assign(relay, {
    port: at,
    url: `smtp://${password === undefined ? '' : `us:${password}@`}127.0.0.1:${at}`,
    breakLines: () => lines.forEach((line) => line.destroy()),
    close: () => new Promise<void>((go) => server.close(() => go())),
  })
}

const refusal = (said?: Refusal | null): Error | null =>
  said ? Object.assign(new Error(said.said), { responseCode: said.code }) : null

/** The value of a head line as sent, folded lines joined. */
export function headOf({ raw }: Taken, name: string): string | undefined {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]
}

/** Words of a head line in their letters: `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=` undone. */
export const decoded = (said: string): string =>
  said
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, way: string, text: string) =>
      way.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : quoted(text.replaceAll('_', ' ')),
    )

/** The part of a mail of this media type, in its letters. */
export function partOf({ raw }: Taken, type: string): { head: string; body: string } {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? ''
  const part = raw.split(`--${boundary}`).find((each) => each.includes(`Content-Type: ${type}`)) ?? ''
  const [head = '', ...rest] = part.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  return { head, body: /base64/.test(head) ? Buffer.from(body, 'base64').toString() : quoted(body) }
}

const quoted = (text: string): string =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString()
