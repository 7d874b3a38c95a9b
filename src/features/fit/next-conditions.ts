import { barriersIn, supportsIn, unknownIn } from './compiled-answers.ts'
import { NATURE, type Index } from './compiled-index.ts'
import type { Discovery } from './discover.ts'
import { positionsIn } from './factor-scale.ts'
import { HALF_STEPS, IN_THE_CITYS_HANDS } from './method.ts'
import { GATE, LINE, lineOf, LINES, TIERS_SHOWN, type Tier } from './tiers.ts'

export type NextCondition = {
  readonly factor: string
  /** Practices that it stands in the way of, by id. */
  readonly inTheWayOf: readonly string[]
  /** Those that a better tier would take in if it alone were met. */
  readonly wouldLift: readonly { readonly practice: string; readonly from: Tier; readonly to: Tier }[]
  /** Positions of steps or options that all the lifted practices accept (without any, all it stands in the way of). Empty: they ask different things. */
  readonly enough: readonly number[]
}

export type NextConditions = {
  /** Of tiers 2 and 3; those that lift most first. */
  readonly conditions: readonly NextCondition[]
  /** Safeguards not met that the city can put in place itself, on a line of their own, above. */
  readonly safeguards: readonly NextCondition[]
}

/**
 * What a strategy works on: each condition not met here, and the practices it holds back.
 * `inOurHands` says which safeguards a city can put in place itself.
 */
export function nextConditions(
  discovery: Discovery,
  inOurHands: (factor: string) => boolean = (factor) => IN_THE_CITYS_HANDS.has(factor),
): NextConditions {
  const conditions = new HeldBack(discovery.index)
  const safeguards = new HeldBack(discovery.index)
  for (const practice of discovery.order) {
    const line = discovery.lines[practice]!
    const book = line === LINE.safeguardNotMet ? safeguards : HOLDS_BACK.includes(LINES[line]!.tier) ? conditions : null
    if (book) eachUnmet(discovery, practice, book)
  }
  return {
    conditions: conditions.listed(),
    safeguards: safeguards.listed().filter(({ factor }) => inOurHands(factor)),
  }
}

const HOLDS_BACK: readonly Tier[] = ['2', '3']

/** In tier X the safeguards that put it there, elsewhere the conditions that are barriers. */
function eachUnmet(discovery: Discovery, practice: number, book: HeldBack): void {
  const { index, table, lines } = discovery
  const line = lines[practice]!
  for (let claim = index.start[practice]!; claim < index.start[practice + 1]!; claim++) {
    const kind = index.kind[claim]!
    const unmet =
      line === LINE.safeguardNotMet
        ? (table.gates[kind]! & GATE.safeguardNotMet) !== 0
        : index.kinds.nature[kind]! < NATURE.safeguard && barriersIn(table.packed[kind]!) > 0
    if (unmet) book.add(practice, kind, line, lineIfMet(discovery, practice, claim))
  }
}

/** The line that the practice would stand on if this claim alone were met. */
function lineIfMet({ index, table, sums }: Discovery, practice: number, met: number): number {
  const { start, kind, kinds, whole } = index
  let gates = index.gates[practice]!
  for (let claim = start[practice]!; claim < start[practice + 1]!; claim++) {
    if (claim !== met) gates |= table.gates[kind[claim]!]!
  }
  const sum = sums[practice]!
  const its = table.packed[kind[met]!]!
  const gained = kinds.weight[kind[met]!]! * HALF_STEPS - supportsIn(its)
  const barriers = barriersIn(sum) - barriersIn(its)
  return lineOf(gates, supportsIn(sum) + gained, barriers, unknownIn(sum), whole[practice]!)
}

type Entry = { practice: number; accepted: number; from: Tier; to: Tier }

class HeldBack {
  readonly #entries = new Map<number, Entry[]>()
  readonly #index: Index

  constructor(index: Index) {
    this.#index = index
  }

  add(practice: number, kind: number, from: number, to: number): void {
    const factor = this.#index.kinds.factor[kind]!
    const entry = {
      practice,
      accepted: this.#index.kinds.accepted[kind]!,
      from: LINES[from]!.tier,
      to: LINES[to]!.tier,
    }
    const list = this.#entries.get(factor)
    if (list) list.push(entry)
    else this.#entries.set(factor, [entry])
  }

  listed(): NextCondition[] {
    return [...this.#entries]
      .sort(([a], [b]) => a - b)
      .map(([factor, entries]) => this.#condition(factor, entries))
      .sort((a, b) => b.wouldLift.length - a.wouldLift.length || b.inTheWayOf.length - a.inTheWayOf.length)
  }

  #condition(factor: number, entries: readonly Entry[]): NextCondition {
    const idOf = ({ practice }: Entry): string => this.#index.practices[practice]!.id
    const lifted = entries.filter(isLifted).sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
    const enough = (lifted.length > 0 ? lifted : entries).reduce((bits, { accepted }) => bits & accepted, -1)
    return {
      factor: this.#index.factors[factor]!.id,
      inTheWayOf: entries.map(idOf).sort(),
      wouldLift: lifted.map((entry) => ({ practice: idOf(entry), from: entry.from, to: entry.to })),
      enough: positionsIn(enough),
    }
  }
}

const isLifted = ({ from, to }: Entry): boolean => TIERS_SHOWN.indexOf(to) < TIERS_SHOWN.indexOf(from)
