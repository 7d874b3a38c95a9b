/** The small drawing of lineage, 144 × 48: sources before, this place, adopters after. Laid out from left to right. */
import type { RingState } from './looks.ts'

export type GlyphInput = {
  /** how many places it was learned from */
  sources: number
  /** how many took it up from here */
  adopters: number
  /** what came of it here; plain where it began or nothing is told */
  here?: RingState | undefined
  /** not taken up, only being looked at: dotted thread, dotted ring */
  compared?: boolean | undefined
}
export type Dot = { x: number; y: number; open: boolean }
export type GlyphDrawing = { thread: string; dotted: boolean; dots: Dot[]; here: { x: number; y: number } }

export const GLYPH = { width: 144, height: 48 }
const START = 9
const END = 135
const MIDDLE = 72
const LEVEL = 24
/** Heights of one to six small rings. */
const HEIGHTS: readonly (readonly number[])[] = [
  [],
  [24],
  [18, 30],
  [13, 24, 35],
  [8, 18, 30, 40],
  [5, 14, 24, 34, 43],
  [5, 13, 20, 28, 35, 43],
]
/** Six sources are shown one by one; of adopters five, since there the number stands beside. The last is open if there are more. */
const MOST = { sources: 6, adopters: 5 }

export function layGlyph({ sources, adopters, compared = false }: GlyphInput): GlyphDrawing {
  const x = sources === 0 ? (adopters === 0 && !compared ? 12 : START) : adopters === 0 ? END : MIDDLE
  const before = heights(sources, MOST.sources)
  const after = heights(adopters, MOST.adopters)
  return {
    thread: before.map((y) => curve(START, y, x, LEVEL)).join('') + after.map((y) => curve(x, LEVEL, END, y)).join(''),
    dotted: compared,
    dots: [...dots(START, before, sources), ...dots(END, after, adopters)],
    here: { x, y: LEVEL },
  }
}

function heights(count: number, most: number): readonly number[] {
  return HEIGHTS[Math.max(0, Math.min(count, most))] ?? []
}

function dots(x: number, ys: readonly number[], count: number): Dot[] {
  return ys.map((y, index) => ({ x, y, open: count > ys.length && index === ys.length - 1 }))
}

/** Both handles at half way. */
function curve(x1: number, y1: number, x2: number, y2: number): string {
  const half = Math.round((x1 + x2) / 2)
  return `M${x1} ${y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}`
}
