/** Chance that can be repeated, times, and a table to print them in. */

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const oneOf = <Each>(list: readonly Each[], chance: () => number): Each => {
  const chosen = list[Math.floor(chance() * list.length)]
  if (chosen === undefined) throw new Error('nothing to choose from')
  return chosen
}

/** Several, each once, in the order in which they were drawn. */
export function someOf<Each>(list: readonly Each[], count: number, chance: () => number): Each[] {
  const drawn = new Set<Each>()
  while (drawn.size < Math.min(count, list.length)) drawn.add(oneOf(list, chance))
  return [...drawn]
}

/** The value below which a share of the times lies; nearest rank. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

export const median = (times: readonly number[]): number => percentile(times, 0.5)

/** Milliseconds of each run, one after the other; the first ones warm up and are not counted. */
export async function timesOf(
  runs: number,
  work: (run: number) => unknown,
  warm = Math.min(5, runs),
): Promise<number[]> {
  const times: number[] = []
  for (let run = -warm; run < runs; run++) {
    const began = performance.now()
    await work(run + warm)
    if (run >= 0) times.push(performance.now() - began)
  }
  return times
}

export const ms = (time: number): string => (time < 10 ? time.toFixed(2) : time.toFixed(1))
export const whole = (count: number): string => Math.round(count).toLocaleString('en-GB')
export const ratioOf = (one: number, other: number): string => `${(one / other).toFixed(one / other < 10 ? 2 : 1)}×`

/** Columns set under each other: words at the left, numbers at the right. */
export function printTable(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  console.log([line(heads), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n'))
}
