/**
 * What is not known, over all practices that a reader may see: each gap with how many have it and which come first.
 * Never a verdict on a practice: a gap is a question that somebody could answer. Pure.
 */

/** A practice as the gaps read it. */
export type GapFacts = {
  id: string
  /** 0 to 5 */
  level: number
  direction: string
  /** Something is said of harm. */
  harm: boolean
  /** null: not reported */
  individualWork: boolean | null
  /** Of the six questions of the rights gate, those without an answer. */
  rightsOpen: readonly string[]
  costBand: string | null
  /** An outcome was reported where it began. */
  outcome: boolean
  /** Somebody told what failed or stood in the way. */
  failure: boolean
  conditions: number
  claims: number
  /** Claims that rest on the judgement of a single reviewer. */
  opinions: number
  /** Places that a source names as having taken it up, without a record of what came of it. */
  adoptersUntold: number
  factors: readonly string[]
}

export const GAPS = [
  'effect',
  'described_only',
  'no_comparison',
  'outcome',
  'harm',
  'failure',
  'rights',
  'adopters',
  'opinions',
  'cost',
  'conditions',
] as const
export type GapName = (typeof GAPS)[number]

/** `of`: among how many it could be asked. `amount`: what is counted beside the practices, such as gaps or places. */
export type Gap = { name: GapName; count: number; of: number; amount: number; ids: string[] }

/** As many as a list shows; the rest is a number. */
export const MOST_LISTED = 12
/** Fewer conditions than these cannot be compared (the method's threshold). */
const ENOUGH_CONDITIONS = 5

type Measure = { asked: (facts: GapFacts) => boolean; amount: (facts: GapFacts) => number }
const always = () => true
const one = (has: boolean) => (has ? 1 : 0)

/** Each gap as the amount that a practice has of it: none is 0. */
const MEASURES: Record<GapName, Measure> = {
  effect: { asked: always, amount: ({ direction }) => one(direction === 'not_reported') },
  described_only: { asked: always, amount: ({ level }) => one(level === 0) },
  no_comparison: { asked: ({ direction }) => direction.startsWith('positive'), amount: ({ level }) => one(level < 3) },
  outcome: { asked: always, amount: ({ outcome }) => one(!outcome) },
  harm: { asked: always, amount: ({ harm }) => one(!harm) },
  failure: { asked: always, amount: ({ failure }) => one(!failure) },
  rights: {
    asked: ({ individualWork }) => individualWork !== false,
    amount: ({ rightsOpen, individualWork }) => rightsOpen.length + one(individualWork === null),
  },
  adopters: { asked: always, amount: ({ adoptersUntold }) => adoptersUntold },
  opinions: { asked: ({ claims }) => claims > 0, amount: ({ opinions }) => opinions },
  cost: { asked: always, amount: ({ costBand }) => one(costBand === null) },
  conditions: { asked: always, amount: ({ conditions }) => one(conditions < ENOUGH_CONDITIONS) },
}

/** Gaps that any practice has; each list with those that have most of it first, else in the order given. */
export function gapsIn(practices: readonly GapFacts[]): Gap[] {
  return GAPS.flatMap((name): Gap[] => {
    const { asked, amount } = MEASURES[name]
    const gap: Gap = { name, count: 0, of: 0, amount: 0, ids: [] }
    const first: { id: string; amount: number }[] = []
    for (const facts of practices) {
      if (!asked(facts)) continue
      const has = amount(facts)
      gap.of++
      if (has === 0) continue
      gap.count++
      gap.amount += has
      keep(first, { id: facts.id, amount: has })
    }
    return gap.count === 0 ? [] : [{ ...gap, ids: first.map(({ id }) => id) }]
  })
}

/** Keeps the greatest, in order; among equals those that came first. */
function keep(first: { id: string; amount: number }[], one: { id: string; amount: number }): void {
  const last = first.at(-1)
  if (first.length === MOST_LISTED && last && last.amount >= one.amount) return
  const place = first.findIndex((other) => other.amount < one.amount)
  first.splice(place < 0 ? first.length : place, 0, one)
  if (first.length > MOST_LISTED) first.pop()
}

export type RightsQuestion = { right: string; open: number; of: number }

/** Each question of the rights gate: how many practices with individuals leave it open, the most first. */
export function rightsQuestions(practices: readonly GapFacts[], rights: readonly string[]): RightsQuestion[] {
  const among = practices.filter((facts) => facts.individualWork !== false)
  return rights
    .map((right) => ({
      right,
      open: among.filter((facts) => facts.rightsOpen.includes(right)).length,
      of: among.length,
    }))
    .filter(({ open }) => open > 0)
    .sort((first, second) => second.open - first.open)
}

/** Factors on which no practice rests a condition or a safeguard: asked of cities, used by nothing yet. */
export function unclaimed(practices: readonly GapFacts[], factors: readonly string[]): string[] {
  const claimed = new Set(practices.flatMap((facts) => facts.factors))
  return factors.filter((factor) => !claimed.has(factor))
}
