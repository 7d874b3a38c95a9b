/** Weights of the four parts of a bar, in one unit of any size. */
export type Weights = { yes: number; both: number; no: number; open: number }
export type Part = { kind: keyof Weights; x: string; width: string }

const ORDER = ['yes', 'both', 'no', 'open'] as const

/**
 * Where each part of the bar begins and how wide it is, in per cent of the whole, cut to a tenth. Parts of no weight are
 * left out; with no weight at all, all is open. Edges are rounded, not widths, so that parts always touch.
 */
export function barParts(weights: Weights): Part[] {
  const total = ORDER.reduce((sum, kind) => sum + weights[kind], 0)
  if (total <= 0) return [{ kind: 'open', x: '0%', width: '100%' }]
  let reached = 0
  return ORDER.filter((kind) => weights[kind] > 0).map((kind) => {
    const from = tenths(reached / total)
    reached += weights[kind]
    return { kind, x: percent(from), width: percent(tenths(reached / total) - from) }
  })
}

function tenths(share: number): number {
  return Math.round(share * 1000)
}

function percent(value: number): string {
  return `${value / 10}%`
}
