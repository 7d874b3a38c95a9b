import type { Parts } from './conditions.ts'
import { STABILITY_HALVES } from './method.ts'
import { LINE, LINES, lineOf } from './tiers.ts'

/**
 * Does this one weight, halved or raised by half, put the practice into another tier?
 * Reckoned in doubled units, so that half a weight is still a whole number.
 */
export function tierDependsOn(gates: number, line: number, sum: Parts, claim: Parts): boolean {
  return tierMoves(
    gates,
    line,
    sum.supports,
    sum.barriers,
    sum.unknown,
    sum.whole,
    claim.supports,
    claim.barriers,
    claim.unknown,
    claim.whole,
  )
}

/** The same over plain numbers: sums of the practice, then the parts of one claim. */
export function tierMoves(
  gates: number,
  line: number,
  supports: number,
  barriers: number,
  unknown: number,
  whole: number,
  itsSupports: number,
  itsBarriers: number,
  itsUnknown: number,
  itsWhole: number,
): boolean {
  if (line <= LINE.necessaryNotMet) return false // no weight decides these
  const tier = LINES[line]?.tier
  for (const halves of STABILITY_HALVES) {
    const more = halves - 2
    const moved = lineOf(
      gates,
      2 * supports + more * itsSupports,
      2 * barriers + more * itsBarriers,
      2 * unknown + more * itsUnknown,
      2 * whole + more * itsWhole,
    )
    if (LINES[moved]?.tier !== tier) return true
  }
  return false
}
