import { barriersIn, supportsIn, unknownIn } from './compiled-answers.ts'
import { NATURE, type Index } from './compiled-index.ts'
import { halfSteps } from './conditions.ts'
import type { Discovery } from './discover.ts'
import { everyBit, positionsIn } from './factor-scale.ts'
import { HALF_STEPS } from './method.ts'
import { GATE, LINE, lineOf } from './tiers.ts'

/**
 * Would some first answers to these open kinds of claim change the tier of the practice? Instead of trying them all: one that does not meet a safeguard or a
 * necessary condition exists always (no claim accepts everything), and the bar is pushed to either end.
 */
export function couldChangeTier(discovery: Discovery, practice: number, touched: readonly number[]): boolean {
  const { index, gates, lines, sums } = discovery
  const { nature, weight } = index.kinds
  const line = lines[practice]!
  if (line === LINE.safeguardNotMet || line === LINE.supported) return false
  if (touched.some((kind) => nature[kind] === NATURE.safeguard)) return true
  if (line !== LINE.tooLittleKnown && line !== LINE.openQuestions) return false
  if (touched.some((kind) => nature[kind] === NATURE.necessary)) return true

  const whole = index.whole[practice]!
  const sum = sums[practice]!
  const answered = touched.reduce((all, kind) => all + weight[kind]! * HALF_STEPS, 0)
  const unknown = unknownIn(sum) - answered
  const [supports, barriers] = [supportsIn(sum), barriersIn(sum)]
  if (line === LINE.tooLittleKnown) return lineOf(0, supports + answered, barriers, unknown, whole) !== line

  const worst = lineOf(GATE.notAllMet, supports, barriers + answered - leastOf(index, touched), unknown, whole)
  if (worst !== line) return true
  const gatesLeft = openGatesBeside(discovery, practice, touched) ? GATE.notAllMet : gates[practice]! & ~GATE.notAllMet
  return lineOf(gatesLeft, supports + greatestOf(index, touched), barriers, unknown, whole) !== line
}

/** Least support, in half-steps × weight, that answers to these can give. */
function leastOf(index: Index, touched: readonly number[]): number {
  return touched.reduce((sum, kind) => sum + index.kinds.weight[kind]! * leastHalves(index, kind), 0)
}

/** Greatest support that answers can give which also meet whatever one reviewer asks on the same factor. */
function greatestOf(index: Index, touched: readonly number[]): number {
  const { factor, nature, weight } = index.kinds
  return touched.reduce((sum, kind) => {
    const asked = touched.find((other) => factor[other] === factor[kind] && nature[other] === NATURE.oneReviewerAsks)
    return sum + weight[kind]! * (asked === undefined ? HALF_STEPS : greatestHalves(index, kind, asked))
  }, 0)
}

function leastHalves({ kinds, factors }: Index, kind: number): number {
  const factor = factors[kinds.factor[kind]!]!
  const each = positionsIn(everyBit(factor)).map((step) =>
    halfSteps(factor.type === 'ordinal', kinds.accepted[kind]!, 2 ** step),
  )
  return Math.min(...each)
}

function greatestHalves({ kinds, factors }: Index, kind: number, safeguard: number): number {
  const factor = factors[kinds.factor[kind]!]!
  if (factor.type === 'some_of') return HALF_STEPS // one option for each
  const each = positionsIn(kinds.accepted[safeguard]!).map((step) =>
    halfSteps(factor.type === 'ordinal', kinds.accepted[kind]!, 2 ** step),
  )
  return Math.max(...each)
}

/** Is a safeguard or a necessary condition unmet or unknown that these questions do not touch? */
function openGatesBeside({ index, table }: Discovery, practice: number, touched: readonly number[]): boolean {
  for (let claim = index.start[practice]!; claim < index.start[practice + 1]!; claim++) {
    const asked = index.kind[claim]!
    if (table.gates[asked]! & GATE.notAllMet && !touched.includes(asked)) return true
  }
  return false
}
