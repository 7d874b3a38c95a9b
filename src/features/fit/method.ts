/**
 * Every convention of the method in one place, with its version. They are agreements, not discoveries: the method page
 * prints them from here, and whoever changes one raises the version, so that kept findings can say so.
 * Weights and thresholds stay whole numbers: the sums of (a), (b) and the tiers are reckoned without rounding.
 */
export const METHOD_VERSION = 1

/** What a condition weighs in the bar, by its role. */
export const ROLE_WEIGHT = { helps: 1, important: 2, necessary: 3 } as const

/** One step away from what is asked counts half, two count nothing: s = max(0, 1 − d/2), reckoned in half-steps. */
export const HALF_STEPS = 2

/** A ≥ .6 "mostly supports" and tier 1; B ≥ .6 "mostly barriers"; A + D + U ≥ .6 tier 2. */
export const MOSTLY = { num: 3, den: 5 } as const

/** κ ≥ .5: enough answers for a word. */
export const KNOWN_ENOUGH = { num: 1, den: 2 } as const

/** Fewer conditions or groups than this: not yet described well enough to compare. */
export const DESCRIBED_WELL_ENOUGH = { factors: 5, groups: 3 } as const

/** A reviewer's judgement bears a safeguard when two named it independently. A report or a study bears it alone. */
export const REVIEWERS_TO_REST_ON = 2

/** Of a factor that only a safeguard claims, in the likeness of places. */
export const SAFEGUARD_LIKENESS_WEIGHT = 3

/** ω: what a record weighs by its level of evidence, 0 to 4. */
export const EVIDENCE_WEIGHT = [0, 0.1, 0.3, 0.6, 0.9] as const

/** ι of a self-reported record; an independent one has 1. */
export const SELF_REPORTED = 0.5

/** h: how fast a record loses weight as the places differ. */
export const LIKENESS_WIDTH = 0.25

/** Records of one city are scaled down together when they sum to more. */
export const CITY_LIMIT = 1

/** The middle 80 % is shown: a tenth is left out at either end. */
export const TAIL = 0.1

/** Below this nothing is stated about what happened elsewhere. */
export const STATED_FROM = { weight: 1, cities: 2, level: 1 } as const

/** The words of the interval: lower end at or above, upper end at or below. */
export const MORE_OFTEN = 0.5

/** What an open factor counts once a practice has its word, against w/W before: 1 in 10. */
export const LATER_QUESTION = 10

/** Questions shown at once. */
export const QUESTIONS_SHOWN = 3

/** Fewer practices than this under the reader's concerns: all practices count. */
export const CONCERN_PRACTICES = 5

/** A weight is halved, or raised by half, one at a time: these many halves of itself. */
export const STABILITY_HALVES = [1, 3] as const

/** Cities like ours: shared visible answers needed, and differing factors shown. */
export const SIMILAR_FROM_SHARED = 3
export const DIFFERING_SHOWN = 4

/** An answer grows old after two years; what changes fast after one. */
export const OLD_AFTER_YEARS = 2
export const OLD_AFTER_ONE_YEAR = { groups: ['thr'], factors: ['gov.leadership'] } as const

/**
 * Factors that a city can put in place by its own decision (a convention, open to debate): only safeguards on these
 * are offered as next steps, since trust, law and violence are not switched on by a plan.
 */
export const IN_THE_CITYS_HANDS: ReadonlySet<string> = new Set([
  'gov.coordination',
  'gov.plan',
  'gov.independent_host',
  'tru.youth_voice',
  'tru.police_open',
  'srv.evaluation',
  'srv.protection',
  'srv.skills',
  'srv.staff',
  'leg.sharing_rules',
  'leg.remedy',
])
