/** Codes of six digits that change every thirty seconds (RFC 6238): which step a typed code belongs to. */
import { createHmac, timingSafeEqual } from 'node:crypto'

const STEP = 30_000
/** One step to either side: a clock half a minute off is no fault of the person. */
const DRIFT = 1

export const stepAt = (now: Date): number => Math.floor(now.getTime() / STEP)

export function codeOf(secret: Buffer, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

/** The step of a typed code, or null: it is none of these minutes, or a step not later than the last one used. */
export function stepOf(
  secret: Buffer,
  typed: string,
  { now, lastStep }: { now: Date; lastStep: number },
): number | null {
  const given = Buffer.from(typed)
  const here = stepAt(now)
  let found: number | null = null
  for (let step = here - DRIFT; step <= here + DRIFT; step++) {
    const right = Buffer.from(codeOf(secret, step))
    if (given.length === right.length && timingSafeEqual(given, right) && step > lastStep) found = step
  }
  return found
}

/** How far a clock is off when a code of another time was typed, in whole minutes; null: it is no code of this hour. */
export function minutesOff(secret: Buffer, typed: string, now: Date): number | null {
  const here = stepAt(now)
  for (let away = DRIFT + 1; away <= 120; away++)
    for (const step of [here - away, here + away])
      if (codeOf(secret, step) === typed) return Math.round(((step - here) * STEP) / 60_000)
  return null
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** As authenticator apps read it. */
export function base32(bytes: Buffer): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export const codeAddress = (secret: Buffer, { issuer, account }: { issuer: string; account: string }): string =>
  `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
