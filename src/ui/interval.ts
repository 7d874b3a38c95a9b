/**
 * The plot of an interval: an axis from 3 to 97 per cent of the width, a box over the middle 80 per cent, records above it
 * as rings. The better end is where the reading ends. Places along the axis are in per cent, steps between rings in px.
 */
import type { Dir, RingState } from './looks.ts'

export type Records = { better: number; mixed: number; none: number; worse: number }
export type Group = {
  at: string
  rings: { dx: number; state: RingState }[]
  more: { dx: number; count: number } | null
}

const STEP = 18
/** Rings drawn at either end and in the middle; what is more is written as a number. */
const MOST = 4

/** A share between 0 and 1 as a place along the axis. */
export function along(share: number, dir: Dir): number {
  const place = 3 + 94 * share
  return Math.round((dir === 'rtl' ? 100 - place : place) * 10) / 10
}

export function recordGroups(records: Records, dir: Dir): Group[] {
  const forward = dir === 'rtl' ? -1 : 1
  return [
    row([...rings(records.worse, 'no'), ...rings(records.none, 'plain')], along(0, dir), forward, 'end'),
    row(rings(records.mixed, 'part'), along(0.5, dir), forward, 'middle'),
    row(rings(records.better, 'yes'), along(1, dir), -forward, 'end'),
  ].filter((group) => group.rings.length > 0)
}

function row(all: RingState[], at: number, step: number, place: 'end' | 'middle'): Group {
  const shown = all.slice(0, MOST)
  const begin = place === 'end' ? 8 : -((shown.length - 1) * STEP) / 2
  const dx = (index: number) => step * (begin + index * STEP)
  return {
    at: `${at}%`,
    rings: shown.map((state, index) => ({ dx: dx(index), state })),
    more: all.length > MOST ? { dx: dx(MOST) + step * 4, count: all.length - MOST } : null,
  }
}

function rings(count: number, state: RingState): RingState[] {
  return Array.from({ length: count }, () => state)
}
