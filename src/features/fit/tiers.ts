import { DESCRIBED_WELL_ENOUGH, KNOWN_ENOUGH, MOSTLY } from './method.ts'

export type Tier = '1' | '2' | '3' | '4' | 'X'
export type Because =
  | 'safeguard_not_met'
  | 'not_described_well_enough'
  | 'necessary_not_met'
  | 'too_little_known'
  | 'supported'
  | 'open_questions'
  | 'barriers'
export type Word = 'mostly_supports' | 'mostly_barriers' | 'mixed'

/** The order in which a list shows the tiers. */
export const TIERS_SHOWN: readonly Tier[] = ['1', '2', '3', '4', 'X']

/** The table of tiers: the first line that is true. */
export const LINES: readonly { readonly tier: Tier; readonly because: Because }[] = [
  { tier: 'X', because: 'safeguard_not_met' },
  { tier: '4', because: 'not_described_well_enough' },
  { tier: '3', because: 'necessary_not_met' },
  { tier: '4', because: 'too_little_known' },
  { tier: '1', because: 'supported' },
  { tier: '2', because: 'open_questions' },
  { tier: '3', because: 'barriers' },
]

/** Numbers of the lines above, for those who reckon many practices at once. */
export const LINE = {
  safeguardNotMet: 0,
  notDescribed: 1,
  necessaryNotMet: 2,
  tooLittleKnown: 3,
  supported: 4,
  openQuestions: 5,
  barriers: 6,
} as const

/** What stands before the weights, as bits that can be joined. */
export const GATE = {
  safeguardNotMet: 1,
  notDescribed: 2,
  necessaryNotMet: 4,
  /** A safeguard or a necessary condition is not met, or not known. */
  notAllMet: 8,
} as const

/**
 * The line of the table that a practice stands on. Supports, barriers, unknown and whole in the same whole units:
 * thresholds are compared by cross-multiplying, so the order of claims has no effect.
 */
export function lineOf(gates: number, supports: number, barriers: number, unknown: number, whole: number): number {
  if (gates & GATE.safeguardNotMet) return LINE.safeguardNotMet
  if (gates & GATE.notDescribed) return LINE.notDescribed
  if (gates & GATE.necessaryNotMet) return LINE.necessaryNotMet
  if (!isKnownEnough(unknown, whole)) return LINE.tooLittleKnown
  if (!(gates & GATE.notAllMet) && isMostly(supports, whole)) return LINE.supported
  return isMostly(whole - barriers, whole) ? LINE.openQuestions : LINE.barriers
}

/** No word where a safeguard is not met, too little is known, or the practice is not described well enough. */
export function wordOf(gates: number, supports: number, barriers: number, unknown: number, whole: number): Word | null {
  if (gates & (GATE.safeguardNotMet | GATE.notDescribed) || !isKnownEnough(unknown, whole)) return null
  if (isMostly(supports, whole)) return 'mostly_supports'
  return isMostly(barriers, whole) ? 'mostly_barriers' : 'mixed'
}

/** A vague entry must not beat an honest one. */
export const isDescribed = (factors: number, groups: number): boolean =>
  factors >= DESCRIBED_WELL_ENOUGH.factors && groups >= DESCRIBED_WELL_ENOUGH.groups

/** A share in tenths, halves up: .85 is 9. */
export const tenthsOf = (num: number, den: number): number => (den === 0 ? 0 : Math.floor((20 * num + den) / (2 * den)))

/** κ = 1 − U ≥ .5 */
const isKnownEnough = (unknown: number, whole: number): boolean =>
  (whole - unknown) * KNOWN_ENOUGH.den >= whole * KNOWN_ENOUGH.num && whole > 0

const isMostly = (part: number, whole: number): boolean => part * MOSTLY.den >= whole * MOSTLY.num
