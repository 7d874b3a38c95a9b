/** Hours in which a person is left alone, by the clock of their own zone, also on the days on which it is put forward or back. Pure. */

/** Minutes of the day; a span may run over midnight. The form offers half hours. */
export type Quiet = { from: number; until: number }

const QUARTER_MS = 15 * 60_000
/** Two days: where the one quarter that is not quiet falls into the hour that is not there, it is the next day's. */
const MOST_QUARTERS = 2 * 96 + 8

export type Local = { day: string; minute: number; weekday: number }

const clocks = new Map<string, Intl.DateTimeFormat>()
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const options = {
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  const made = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone })
  clocks.set(zone, made)
  return made
}

/** What clock and calendar show there. `weekday`: 1 is Monday. */
export function localOf(at: Date, zone: string): Local {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: string) => parts.get(type as Intl.DateTimeFormatPartTypes) ?? ''
  const day = `${part('year')}-${part('month')}-${part('day')}`
  return { day, minute: Number(part('hour')) * 60 + Number(part('minute')), weekday: weekdayOf(day) }
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

const isWithin = ({ from, until }: Quiet, minute: number): boolean =>
  from < until ? minute >= from && minute < until : minute >= from || minute < until

export const isQuiet = (at: Date, zone: string, quiet: Quiet | null): boolean =>
  quiet !== null && isWithin(quiet, localOf(at, zone).minute)

/** The first moment from now on that is not quiet: `at` itself, or the first quarter of an hour at which the clock there shows the end. Every zone lies whole quarters from the next. */
export function endOfQuiet(at: Date, zone: string, quiet: Quiet | null): Date {
  if (!isQuiet(at, zone, quiet)) return at
  const quarter = Math.ceil(at.getTime() / QUARTER_MS) * QUARTER_MS
  for (let step = 0; step < MOST_QUARTERS; step++) {
    const moment = new Date(quarter + step * QUARTER_MS)
    if (!isQuiet(moment, zone, quiet)) return moment
  }
  return at
}

/** For a mail: nothing where it may go at once. */
export function afterQuiet(now: Date, zone: string, quiet: Quiet | null): { notBefore?: Date } {
  const end = endOfQuiet(now, zone, quiet)
  return end > now ? { notBefore: end } : {}
}

/** The moment at which the clock there first shows this minute of this day; where it is put forward over it, the first moment after. */
export function momentOf(day: string, minute: number, zone: string): Date {
  const noon = Date.parse(`${day}T12:00:00Z`)
  for (let at = noon - 28 * 3_600_000; at <= noon + 28 * 3_600_000; at += QUARTER_MS) {
    const local = localOf(new Date(at), zone)
    if (local.day === day && local.minute >= minute) return new Date(at)
    if (local.day > day) return new Date(at)
  }
  return new Date(noon)
}
