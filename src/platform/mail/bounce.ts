/** A mail that came back (RFC 3464): which one, to whom, for good or for now. Pure; whatever is no such report gives null. */

export type Bounce = { address: string; messageId: string | null; forGood: boolean; said: string }

const LONGEST = 1_000_000

export function readBounce(raw: string): Bounce | null {
  const text = raw
    .slice(0, LONGEST)
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(text)?.[1]?.trim()
  const action = field('Action')?.toLowerCase()
  const status = field('Status') ?? ''
  const address = /^(?:rfc822|utf-8)\s*;\s*<?([^\s<>;]+@[^\s<>;]+?)>?$/i.exec(
    field('Original-Recipient') ?? field('Final-Recipient') ?? '',
  )?.[1]
  if (!/report-type="?delivery-status/i.test(text) || !address || (action !== 'failed' && action !== 'delayed'))
    return null
  return {
    address: address.toLowerCase(),
    messageId: idOfReturned(text),
    forGood: action === 'failed' && status.startsWith('5.') && status !== '5.2.2' && !/^5\.[34567]\./.test(status),
    said: (field('Diagnostic-Code') ?? status).slice(0, 500),
  }
}

/** The report has an id of its own in its head; the one of the mail that came back stands further down. */
const idOfReturned = (text: string): string | null =>
  [...text.matchAll(/^(?:X-Original-)?Message-ID:[ \t]*(<[^<>\s]+>)/gim)].at(-1)?.[1] ?? null
