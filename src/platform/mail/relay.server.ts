/** Hands a letter to the relay of the settings: one line per letter, secured where the relay can, bounded in time. */
import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { Config } from '#platform/config.ts'
import type { Letter } from './render.ts'

/** Done when the relay took it; throws what `judge` reads. */
export type Carry = (letter: Letter, to: { address: string; messageId: string }) => Promise<void>

/** A try ends within this time, one way or the other: sooner than its row counts as left behind. */
export const LONGEST_TRY_MS = 60_000

export function relayOf({ smtpUrl, mailFrom }: { smtpUrl: string; mailFrom: string }): Carry {
  return async (letter, { address, messageId }) => {
    if (!isAddress(address)) throw Object.assign(new Error('This is no e-mail address'), { code: 'EENVELOPE' })
    const transport = createTransport({
      url: smtpUrl,
      ...(mustBeSecure(smtpUrl) && { requireTLS: true }),
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      dnsTimeout: 10_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    const overdue = new AbortController()
    const clock = setTimeout(() => overdue.abort(), LONGEST_TRY_MS)
    try {
      await transport.sendMail({
        from: mailFrom,
        to: { name: '', address },
        envelope: { from: addressIn(mailFrom), to: [address] },
        messageId,
        ...letter,
        // a mail that comes back brings its head, not what it said
        dsn: { id: messageId, return: 'headers', notify: ['failure'], recipient: address },
        signal: overdue.signal,
      })
    } finally {
      clearTimeout(clock)
      transport.close()
    }
  }
}

/** One address and nothing that a relay could read as two. */
const isAddress = (typed: string): boolean =>
  typed.length <= 254 && /^[^\s\p{Cc}<>@,;:"()[\]\\]+@[^\s\p{Cc}<>@,;:"()[\]\\]+$/u.test(typed)

/** A password never goes over an open line, unless the address of the relay says `ignoreTLS=true`; within one machine there is no line. */
function mustBeSecure(smtpUrl: string): boolean {
  const { protocol, username, hostname, searchParams } = new URL(smtpUrl)
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  return protocol === 'smtp:' && username !== '' && !isHere && searchParams.get('ignoreTLS') !== 'true'
}

/** The same occasion has the same one, so that a mail sent twice is shown once; it says nothing of the occasion. */
export function messageIdOf(key: string, mailFrom: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 40)
  return `<${digest}@${addressIn(mailFrom).split('@')[1]}>`
}

const addressIn = (mailFrom: string): string => /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom

export const senderOf = (config: Pick<Config, 'origin' | 'port'>): string =>
  config.origin ?? `http://localhost:${config.port}`
