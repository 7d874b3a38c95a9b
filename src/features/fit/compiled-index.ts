import { acceptedBits, claimedTwice, isSafeguard, restsSafeguard, weightOf, type Claim } from './claim.ts'
import type { Factor, Factors } from './factor-scale.ts'
import { HALF_STEPS } from './method.ts'
import { newestFirst } from './order.ts'
import { GATE, isDescribed } from './tiers.ts'

// `!` in the files of the compiled index: the loops stay inside arrays whose lengths were set here.

/** A practice of a list. `terms`: its concerns, target groups and types, as "vocabulary/id". */
export type ListedPractice = {
  readonly id: string
  readonly claims: readonly Claim[]
  /** Of publication, "2026-03-01". */
  readonly date?: string
  readonly terms?: readonly string[]
}

/**
 * Claims of many practices as typed arrays. It holds no answer and no record, so one index serves every reader who may
 * see these practices; make it anew when a claim changes.
 */
export type Index = {
  /** By id. */
  readonly factors: readonly Factor[]
  readonly factorNumbers: ReadonlyMap<string, number>
  /** Practices, newest first, then by id: the order in which ties are shown. */
  readonly practices: readonly ListedPractice[]
  readonly numbers: ReadonlyMap<string, number>
  readonly byTerm: ReadonlyMap<string, readonly number[]>
  /** Claims of practice i are start[i] to start[i + 1], by factor, a condition before a safeguard. */
  readonly start: Int32Array
  /** Each claim is one of the kinds below: many practices ask the same. */
  readonly kind: Int32Array
  /** Σ w in half-steps × weight. */
  readonly whole: Int32Array
  /** GATE.notDescribed or nothing. */
  readonly gates: Uint8Array
  readonly kinds: Kinds
}

export type Kinds = {
  readonly factor: Int32Array
  readonly accepted: Int32Array
  readonly weight: Uint8Array
  readonly nature: Uint8Array
}

export const NATURE = { condition: 0, necessary: 1, safeguard: 2, oneReviewerAsks: 3 } as const

/** More claims than this would overflow the packed sums; the vocabulary has about fifty factors. */
export const MOST_CLAIMS = 150

/** Throws RangeError on claims that should have been refused: an unknown factor or step, or two of a kind on a factor. */
export function compileIndex(given: readonly ListedPractice[], factors: Factors): Index {
  const known = [...factors.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const factorNumbers = new Map(known.map((factor, number) => [factor.id, number]))
  const practices = [...given].sort((a, b) =>
    newestFirst({ id: a.id, date: a.date ?? '' }, { id: b.id, date: b.date ?? '' }),
  )
  const kinds = new KindBook(known, factorNumbers)
  const start = new Int32Array(practices.length + 1)
  const kind: number[] = []
  const whole = new Int32Array(practices.length)
  const gates = new Uint8Array(practices.length)
  practices.forEach((practice, i) => {
    refuseOddClaims(practice)
    const conditions = practice.claims.filter((claim) => !isSafeguard(claim))
    whole[i] = HALF_STEPS * conditions.reduce((sum, claim) => sum + weightOf(claim), 0)
    gates[i] = describedWell(conditions, factors) ? 0 : GATE.notDescribed
    for (const number of practice.claims.map((claim) => kinds.numberOf(claim)).sort(kinds.inOrder)) kind.push(number)
    start[i + 1] = kind.length
  })
  return {
    factors: known,
    factorNumbers,
    practices,
    numbers: new Map(practices.map((practice, i) => [practice.id, i])),
    byTerm: byTerm(practices),
    start,
    kind: Int32Array.from(kind),
    whole,
    gates,
    kinds: kinds.asArrays(),
  }
}

/** Numbers for what is asked: factor, accepted steps, weight and nature. */
class KindBook {
  readonly #numbers = new Map<string, number>()
  readonly #rows: { factor: number; accepted: number; weight: number; nature: number }[] = []
  readonly #factors: readonly Factor[]
  readonly #factorNumbers: ReadonlyMap<string, number>

  constructor(factors: readonly Factor[], factorNumbers: ReadonlyMap<string, number>) {
    this.#factors = factors
    this.#factorNumbers = factorNumbers
  }

  numberOf(claim: Claim): number {
    const factor = this.#factorNumbers.get(claim.factor)
    if (factor === undefined) throw new RangeError(`No factor ${claim.factor}`)
    const accepted = acceptedBits(claim, this.#factors[factor]!)
    const row = { factor, accepted, weight: weightOf(claim), nature: natureOf(claim) }
    const key = `${factor} ${accepted} ${row.weight} ${row.nature}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#rows.length)
    return this.#rows.push(row) - 1
  }

  inOrder = (a: number, b: number): number =>
    this.#rows[a]!.factor - this.#rows[b]!.factor || this.#rows[a]!.nature - this.#rows[b]!.nature

  asArrays(): Kinds {
    return {
      factor: Int32Array.from(this.#rows, (row) => row.factor),
      accepted: Int32Array.from(this.#rows, (row) => row.accepted),
      weight: Uint8Array.from(this.#rows, (row) => row.weight),
      nature: Uint8Array.from(this.#rows, (row) => row.nature),
    }
  }
}

function natureOf(claim: Claim): number {
  if (isSafeguard(claim)) return restsSafeguard(claim) ? NATURE.safeguard : NATURE.oneReviewerAsks
  return claim.role === 'necessary' ? NATURE.necessary : NATURE.condition
}

function refuseOddClaims(practice: ListedPractice): void {
  const [twice] = claimedTwice(practice.claims)
  if (twice !== undefined) throw new RangeError(`${practice.id} has two claims of a kind on ${twice}`)
  if (practice.claims.length > MOST_CLAIMS) throw new RangeError(`${practice.id} has too many claims`)
}

function describedWell(conditions: readonly Claim[], factors: Factors): boolean {
  const groups = new Set(conditions.map((claim) => factors.get(claim.factor)?.group))
  return isDescribed(new Set(conditions.map((claim) => claim.factor)).size, groups.size)
}

function byTerm(practices: readonly ListedPractice[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  practices.forEach(({ terms = [] }, i) => {
    for (const term of new Set(terms)) {
      const list = found.get(term)
      if (list) list.push(i)
      else found.set(term, [i])
    }
  })
  return found
}
