import { bitsKnown, type City } from './city-answers.ts'
import { NATURE, type Index } from './compiled-index.ts'
import { halfSteps } from './conditions.ts'
import { HALF_STEPS } from './method.ts'
import { GATE } from './tiers.ts'

/**
 * What one city's answers say to every kind of claim. Supports, barriers and unknown (in half-steps × weight) are packed
 * in one whole number, ten bits each, so that a practice is summed by one addition a claim.
 */
export type AnswerTable = {
  /** Answers to each factor as bits; empty: not known. */
  readonly here: readonly (readonly number[])[]
  readonly packed: Int32Array
  readonly gates: Uint8Array
  /** 1: no answer to its factor. */
  readonly open: Uint8Array
}

const FIELD = 1023
export const supportsIn = (packed: number): number => packed & FIELD
export const barriersIn = (packed: number): number => (packed >>> 10) & FIELD
export const unknownIn = (packed: number): number => packed >>> 20
export const pack = (supports: number, barriers: number, unknown: number): number =>
  supports | (barriers << 10) | (unknown << 20)

export function answerTable(index: Index, city: City): AnswerTable {
  const here = index.factors.map((factor) => bitsKnown(factor, city.answers))
  const { factor, accepted, weight, nature } = index.kinds
  const count = factor.length
  const [packed, gates, open] = [new Int32Array(count), new Uint8Array(count), new Uint8Array(count)]
  for (let kind = 0; kind < count; kind++) {
    const answers = here[factor[kind]!]!
    const ordinal = index.factors[factor[kind]!]!.type === 'ordinal'
    let [low, high] = [HALF_STEPS, 0]
    for (const bits of answers) {
      const s = halfSteps(ordinal, accepted[kind]!, bits)
      low = Math.min(low, s)
      high = Math.max(high, s)
    }
    const unknown = answers.length === 0
    open[kind] = unknown ? 1 : 0
    const w = weight[kind]!
    packed[kind] = unknown ? pack(0, 0, w * HALF_STEPS) : pack(w * low, w * (HALF_STEPS - high), 0)
    gates[kind] = gatesOf(nature[kind]!, unknown, low, high)
  }
  return { here, packed, gates, open }
}

function gatesOf(nature: number, unknown: boolean, low: number, high: number): number {
  if (nature === NATURE.condition || (!unknown && low === HALF_STEPS)) return 0
  if (unknown || nature === NATURE.oneReviewerAsks) return GATE.notAllMet
  if (nature === NATURE.safeguard) return GATE.notAllMet | GATE.safeguardNotMet
  return high < HALF_STEPS ? GATE.notAllMet | GATE.necessaryNotMet : GATE.notAllMet
}
