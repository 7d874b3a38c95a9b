/** When a person's digest is due: the last morning, in their own zone, on which one could have gone out. Pure. */
import { localOf, momentOf } from './quiet-hours.ts'

export type Every = 'day' | 'week'
/** `weekday`: 1 is Monday; of a weekly digest alone. */
export type DigestRhythm = { every: Every; weekday: number }

/** A digest is written at eight; in quiet hours it waits for their end. */
const DIGEST_MINUTE = 8 * 60
const DAY_MS = 86_400_000

/** `key` names the period: one digest at most. `begunAt`: what was told before it is in it. */
export type Period = { key: string; begunAt: Date }

export function periodOf(now: Date, zone: string, { every, weekday }: DigestRhythm): Period {
  const today = localOf(now, zone)
  const sinceDay = every === 'day' ? 0 : (today.weekday - weekday + 7) % 7
  const tooEarly = sinceDay === 0 && today.minute < DIGEST_MINUTE
  const day = dayBefore(today.day, tooEarly ? (every === 'day' ? 1 : 7) : sinceDay)
  return { key: `${every}:${day}`, begunAt: momentOf(day, DIGEST_MINUTE, zone) }
}

/** When the next one is written. */
export function nextDigest(now: Date, zone: string, rhythm: DigestRhythm): Date {
  const { key } = periodOf(now, zone, rhythm)
  return momentOf(dayBefore(key.split(':')[1] ?? '', rhythm.every === 'day' ? -1 : -7), DIGEST_MINUTE, zone)
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)
