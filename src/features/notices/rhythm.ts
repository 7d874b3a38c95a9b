/** A person's choices as a whole, how a form says them, and what is wrong with it. Pure. */
import type { DigestRhythm } from './digest-period.ts'
import { CHANNELS, FREE_TOPICS, TOPICS, type Choices, type NoticeChannel } from './notice.ts'
import { localOf, type Quiet } from './quiet-hours.ts'

export type Rhythm = DigestRhythm & {
  quiet: Quiet | null
  /** `YYYY-MM-DD`: until the end of the day before nothing goes out but sign-in and safety; null: no pause */
  pausedUntil: string | null
}
export type Wishes = { choices: Choices; rhythm: Rhythm }

export const NO_WISHES: Wishes = {
  choices: {},
  rhythm: { every: 'week', weekday: 1, quiet: null, pausedUntil: null },
}

/** The longest that a form offers: whoever wants less for longer chooses so for good. */
export const LONGEST_PAUSE_DAYS = 366

export const isPaused = ({ pausedUntil }: Rhythm, now: Date, zone: string): boolean =>
  pausedUntil !== null && localOf(now, zone).day < pausedUntil

export type WishesFault = 'quiet_half' | 'quiet_same' | 'pause_unreadable' | 'pause_past' | 'pause_too_long'
export type WishesFaults = Partial<Record<'quiet' | 'pause', WishesFault>>

/** What the form sent; a name that is missing reads as empty. */
export type TypedWishes = Record<string, string>

/** `today`: in the person's own zone. What no page offers is read as what stood there by default. */
export function readWishes(
  typed: TypedWishes,
  today: string,
): { ok: true; wishes: Wishes } | { ok: false; faults: WishesFaults } {
  const quiet = readQuiet(typed['quiet_from'] ?? '', typed['quiet_until'] ?? '')
  const pause = readPause((typed['paused_until'] ?? '').trim(), today)
  const faults: WishesFaults = {
    ...(typeof quiet === 'string' ? { quiet } : {}),
    ...(pause.ok ? {} : { pause: pause.fault }),
  }
  if (typeof quiet === 'string' || !pause.ok) return { ok: false, faults }
  const weekday = Number(typed['weekday'])
  const choices: Choices = {}
  for (const topic of FREE_TOPICS) {
    const channel = CHANNELS.find((each) => each === typed[`topic_${topic}`])
    if (channel && (TOPICS[topic].offers as readonly NoticeChannel[]).includes(channel)) choices[topic] = channel
  }
  const rhythm: Rhythm = {
    every: typed['every'] === 'day' ? 'day' : 'week',
    weekday: Number.isInteger(weekday) && weekday >= 1 && weekday <= 7 ? weekday : 1,
    quiet,
    pausedUntil: pause.until,
  }
  return { ok: true, wishes: { choices, rhythm } }
}

function readQuiet(from: string, until: string): Quiet | null | WishesFault {
  const [begins, ends] = [minuteOf(from), minuteOf(until)]
  if (begins === null && ends === null) return null
  if (begins === null || ends === null) return 'quiet_half'
  return begins === ends ? 'quiet_same' : { from: begins, until: ends }
}

/** `21:30`, on the half hour; null: none. */
export function minuteOf(clock: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):(00|30)$/.exec(clock) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}

export const clockAt = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** What the form offers. */
export const HALF_HOURS: readonly string[] = Array.from({ length: 48 }, (_, at) => clockAt(at * 30))

type Pause = { ok: true; until: string | null } | { ok: false; fault: WishesFault }
function readPause(typed: string, today: string): Pause {
  if (typed === '') return { ok: true, until: null }
  const at = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? Date.parse(`${typed}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== typed)
    return { ok: false, fault: 'pause_unreadable' }
  if (typed <= today) return { ok: false, fault: 'pause_past' }
  const days = (at - Date.parse(`${today}T00:00:00Z`)) / 86_400_000
  return days > LONGEST_PAUSE_DAYS ? { ok: false, fault: 'pause_too_long' } : { ok: true, until: typed }
}
