/** Why a practice stands where it stands in a list: counts of its conditions, and what is named first. Pure. */
import { barriersIn, supportsIn } from './compiled-answers.ts'
import { NATURE } from './compiled-index.ts'
import type { Discovery } from './discover.ts'
import { HALF_STEPS } from './method.ts'
import { GATE } from './tiers.ts'

export type RowReasons = {
  /** How many conditions stand in each part of the bar; partly met ones stand with the barriers. */
  readonly counts: {
    readonly supports: number
    readonly differs: number
    readonly barriers: number
    readonly unknown: number
  }
  /** Factors, by id. */
  readonly safeguardsNotMet: readonly string[]
  readonly safeguardsOpen: readonly string[]
  readonly necessaryNotMet: readonly string[]
  readonly described: { readonly conditions: number; readonly groups: number }
}

/** Throws RangeError for a practice that the index does not hold. */
export function reasonsOf({ index, table }: Discovery, practiceId: string): RowReasons {
  const practice = index.numbers.get(practiceId)
  if (practice === undefined) throw new RangeError(`No practice ${practiceId}`)
  const counts = { supports: 0, differs: 0, barriers: 0, unknown: 0 }
  const named = { safeguardsNotMet: [] as string[], safeguardsOpen: [] as string[], necessaryNotMet: [] as string[] }
  const groups = new Set<string>()
  for (let claim = index.start[practice]!; claim < index.start[practice + 1]!; claim++) {
    const kind = index.kind[claim]!
    const factor = index.factors[index.kinds.factor[kind]!]!
    const nature = index.kinds.nature[kind]!
    const open = table.open[kind] === 1
    const gates = table.gates[kind]!
    if (nature >= NATURE.safeguard) {
      if (gates & GATE.safeguardNotMet) named.safeguardsNotMet.push(factor.id)
      else if (open && nature === NATURE.safeguard) named.safeguardsOpen.push(factor.id)
      continue
    }
    counts[partOf(open, table.packed[kind]!, index.kinds.weight[kind]!)]++
    groups.add(factor.group)
    if (gates & GATE.necessaryNotMet) named.necessaryNotMet.push(factor.id)
  }
  const conditions = counts.supports + counts.differs + counts.barriers + counts.unknown
  return { counts, ...named, described: { conditions, groups: groups.size } }
}

function partOf(open: boolean, packed: number, weight: number): keyof RowReasons['counts'] {
  if (open) return 'unknown'
  const whole = HALF_STEPS * weight
  if (supportsIn(packed) === whole) return 'supports'
  return supportsIn(packed) + barriersIn(packed) < whole ? 'differs' : 'barriers'
}
