import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess } from './assess.ts'
import { acceptedBits, isSafeguard, restsSafeguard, type Claim } from './claim.ts'
import { answersThatCount, type AnswerEntry } from './city-answers.ts'
import { conditionFinding, isMet, satisfactionOf, type Share } from './conditions.ts'
import { positionsIn, type Factor, type Factors } from './factor-scale.ts'
import {
  answerTo,
  aWorld,
  everyAnswer,
  holds,
  meets,
  oneAnswer,
  withAnswers,
  type TestCity,
  type World,
} from './testing/random-cases.ts'

/** Properties 1–5, 8–10, 17 and 21 of the method: safeguards, conditions and tiers. */

const value = ({ num, den }: Share): number => num / den
const finding = ({ practice, city, factors }: World) => assess(practice, city, factors)
const conditionsOf = (world: World) => world.practice.claims.filter((claim) => !isSafeguard(claim))
const aSeed = fc.nat(1_000_000)
const pick = <T>(list: readonly T[], seed: number): T | undefined => list[seed % Math.max(1, list.length)]
const isOpen = (city: TestCity, factor: string): boolean => (city.answers.get(factor) ?? []).length === 0

test('1. the four parts sum to one, and the listed parts sum to the bar', () => {
  holds([aWorld()], (world) => {
    const { bar, conditions } = finding(world)
    const { supports, barriers, differs, unknown } = bar
    expect(supports.num + barriers.num + differs.num + unknown.num).toBe(supports.den)

    const listed = Object.values(conditions).flat()
    expect(listed.map(({ claim }) => claim.factor).sort()).toEqual(
      conditionsOf(world)
        .map(({ factor }) => factor)
        .sort(),
    )
    if (listed.length === 0) return
    for (const part of ['supports', 'barriers', 'differs', 'unknown'] as const) {
      expect(listed.reduce((sum, { parts }) => sum + parts[part], 0)).toBe(bar[part].num)
    }
    expect(listed.reduce((sum, { parts }) => sum + parts.whole, 0)).toBe(supports.den)
  })
})

test('1. each condition stands in the list that its answers put it in', () => {
  holds([aWorld()], (world) => {
    for (const claim of conditionsOf(world)) {
      const factor = world.factors.get(claim.factor)!
      const given = world.city.answers.get(claim.factor) ?? []
      const s = given.map((answer) => satisfactionByHand(claim, factor, answer.value))
      const [low, high] = [Math.min(...s), Math.max(...s)]
      const state = conditionFinding(claim, factor, world.city).state
      if (s.length === 0) expect(state).toBe('not_known')
      else if (low < high) expect(state).toBe('answers_differ')
      else expect(state).toBe(low === 1 ? 'supports' : low === 0 ? 'in_the_way' : 'partly')
    }
  })
})

/** The formula as it stands in the method, without bits. */
function satisfactionByHand(claim: Claim, factor: Factor, answer: unknown): number {
  const accepted = positionsIn(acceptedBits(claim, factor))
  if (factor.type !== 'ordinal') return meets(claim, factor, answer as string) ? 1 : 0
  const d = Math.min(...accepted.map((step) => Math.abs(step - (answer as number))))
  return Math.max(0, 1 - d / 2)
}

test('2. the range is a range within nothing and all', () => {
  holds([aWorld()], (world) => {
    const [low, high] = finding(world).range.map(value)
    expect(low).toBeGreaterThanOrEqual(0)
    expect(high).toBeGreaterThanOrEqual(low!)
    expect(high).toBeLessThanOrEqual(1)
    const { supports, differs, unknown } = finding(world).bar
    expect(value({ num: supports.num + differs.num + unknown.num, den: supports.den })).toBe(high)
  })
})

test('3. a first answer to an unknown never widens the range, and the new range lies in the old', () => {
  let tried = 0
  holds([aWorld(), aSeed], (world, seed) => {
    const open = pick(
      [...world.factors.keys()].filter((id) => isOpen(world.city, id)),
      seed,
    )
    if (open === undefined) return
    const before = finding(world).range.map(value)
    for (const answer of everyAnswer(world.factors.get(open)!)) {
      tried++
      const after = finding({ ...world, city: withAnswers(world.city, [open, [oneAnswer(answer)]]) }).range.map(value)
      expect(after[0]).toBeGreaterThanOrEqual(before[0]!)
      expect(after[1]).toBeLessThanOrEqual(before[1]!)
    }
  })
  expect(tried).toBeGreaterThan(2000)
})

test('4. an answer one step nearer to what a condition accepts never lowers A or raises B', () => {
  let tried = 0
  holds(
    [aWorld(), aSeed],
    (world, seed) => {
      const claim = pick(
        conditionsOf(world).filter(
          ({ factor }) => world.factors.get(factor)!.type === 'ordinal' && !isOpen(world.city, factor),
        ),
        seed,
      )
      if (!claim) return
      const given = world.city.answers.get(claim.factor)!
      const which = seed % given.length
      const from = given[which]!.value as number
      const accepted = positionsIn(acceptedBits(claim, world.factors.get(claim.factor)!))
      const nearest = accepted.reduce((a, b) => (Math.abs(b - from) < Math.abs(a - from) ? b : a))
      if (nearest === from) return
      tried++
      const nearer = given.map((answer, i) => (i === which ? oneAnswer(from + Math.sign(nearest - from)) : answer))
      const [before, after] = [
        finding(world),
        finding({ ...world, city: withAnswers(world.city, [claim.factor, nearer]) }),
      ]
      expect(after.bar.supports.num).toBeGreaterThanOrEqual(before.bar.supports.num)
      expect(after.bar.barriers.num).toBeLessThanOrEqual(before.bar.barriers.num)
    },
    6000,
  )
  expect(tried).toBeGreaterThan(1000)
})

test('5. an answer that the practice does not claim changes nothing in its finding', () => {
  const strange: Factor = { id: 'f9', group: 'inf', type: 'ordinal', steps: 5 }
  holds([aWorld(3), aSeed], (world, seed) => {
    const factors: Factors = new Map([...world.factors, [strange.id, strange]])
    const claimed = new Set(world.practice.claims.map(({ factor }) => factor))
    const unclaimed = [...factors.keys()].filter((id) => !claimed.has(id))
    const changed = unclaimed.map((id): [string, ReturnType<typeof oneAnswer>[]] => {
      const every = everyAnswer(factors.get(id)!)
      return [id, [oneAnswer(every[seed % every.length]!)]]
    })
    const before = finding({ ...world, factors })
    expect(finding({ ...world, factors, city: withAnswers(world.city, ...changed) })).toEqual(before)
  })
})

test('8. no answers: all unknown, tier 4, no word', () => {
  holds([aWorld()], (world) => {
    const { bar, tier, word, coverage } = finding({ ...world, city: { id: 'here', answers: new Map() } })
    const { supports, barriers, differs, unknown } = bar
    expect([supports, barriers, differs, unknown].map(value)).toEqual([0, 0, 0, 1])
    expect({ tier, word, known: value(coverage) }).toEqual({ tier: '4', word: null, known: 0 })
  })
})

test('9. blank, "not known" and "would rather not say" give the same', () => {
  holds([aWorld(3), fc.constantFrom('not_known' as const, 'rather_not_say' as const)], (world, state) => {
    const given: AnswerEntry[] = [...world.city.answers].flatMap(([factor, answers]) =>
      answers.map(({ value, respondent, date }) => ({ factor, respondent, date, value, state: 'answered' as const })),
    )
    const silent = [...world.factors.keys()]
      .filter((factor) => isOpen(world.city, factor))
      .map((factor): AnswerEntry => ({ factor, respondent: 'administration', date: '2026-05-01', value: null, state }))
    const with_ = (entries: AnswerEntry[]) =>
      assess(
        world.practice,
        { id: 'here', answers: answersThatCount(entries, () => 'gov', '2026-11-20') },
        world.factors,
      )
    expect(with_([...given, ...silent])).toEqual(with_(given))
  })
})

test('9. an answer taken back is as blank as one never given', () => {
  holds([aWorld(), fc.constantFrom('not_known' as const, 'rather_not_say' as const)], (world, state) => {
    const [first] = world.city.answers
    if (!first) return
    const [factor] = first
    const entry = (value: AnswerEntry['value'], how: AnswerEntry['state'], date: string): AnswerEntry => ({
      factor, respondent: 'police', value, state: how, date,
    }) // prettier-ignore
    const taken = [entry(first[1][0]!.value, 'answered', '2026-01-01'), entry(null, state, '2026-02-01')]
    expect(answersThatCount(taken, () => 'gov', '2026-11-20').size).toBe(0)
  })
})

test('10. with a safeguard not met, no other answer leaves tier X, nor does a second one on the same factor', () => {
  let tried = 0
  holds([aWorld(), aSeed], (world, seed) => {
    const claim = pick(
      world.practice.claims.filter((each) => isSafeguard(each) && restsSafeguard(each)),
      seed,
    )
    if (!claim) return
    const factor = world.factors.get(claim.factor)!
    const bad = everyAnswer(factor).find((answer) => !meets(claim, factor, answer))!
    const good = everyAnswer(factor).find((answer) => meets(claim, factor, answer))!
    const lists = [
      [oneAnswer(bad)],
      [oneAnswer(bad), oneAnswer(good, 'police')],
      [oneAnswer(good, 'police'), oneAnswer(bad)],
    ]
    for (const list of lists) {
      tried++
      const { tier, because, word } = finding({ ...world, city: withAnswers(world.city, [factor.id, list]) })
      expect({ tier, because, word }).toEqual({ tier: 'X', because: 'safeguard_not_met', word: null })
    }
  })
  expect(tried).toBeGreaterThan(1000)
})

test('10. what one reviewer alone asks never puts a practice into tier X, nor lets it into tier 1 while it is not met', () => {
  let tried = 0
  holds([aWorld()], (world) => {
    const claims = world.practice.claims.map((claim) =>
      isSafeguard(claim) ? { ...claim, basis: 'reviewer_judgement', reviewers: 1 } : claim,
    )
    const found = finding({ ...world, practice: { ...world.practice, claims } })
    expect(found.tier).not.toBe('X')
    if (found.safeguards.some(({ state }) => state !== 'met')) {
      tried++
      expect(found.tier).not.toBe('1')
    }
  })
  expect(tried).toBeGreaterThan(300)
})

test('17. removing claims never lifts a practice out of "not yet described well enough"', () => {
  let tried = 0
  holds(
    [aWorld(), aSeed],
    (world, seed) => {
      if (finding(world).because !== 'not_described_well_enough') return
      tried++
      const claims = world.practice.claims.filter((_, i) => (seed >> i) % 2 === 0)
      expect(finding({ ...world, practice: { ...world.practice, claims } }).because).toBe('not_described_well_enough')
    },
    6000,
  )
  expect(tried).toBeGreaterThan(400)
})

test('17. removing an answered condition never lifts a practice out of tier 4', () => {
  let tried = 0
  holds(
    [aWorld(), aSeed],
    (world, seed) => {
      if (finding(world).tier !== '4') return
      const answered = conditionsOf(world).filter(({ factor }) => !isOpen(world.city, factor))
      const gone = pick(answered, seed)
      if (!gone) return
      tried++
      const claims = world.practice.claims.filter((claim) => claim !== gone)
      expect(finding({ ...world, practice: { ...world.practice, claims } }).tier).toBe('4')
    },
    6000,
  )
  expect(tried).toBeGreaterThan(300)
})

test('21. first answers to open questions never move a practice out of tier 1 or X, nor out of 3 except to X', () => {
  const seen = { '1': 0, X: 0, '3': 0 }
  holds(
    [aWorld().chain((world) => fc.tuple(fc.constant(world), firstAnswers(world)))],
    ([world, first]) => {
      const before = finding(world).tier
      if (before !== '1' && before !== 'X' && before !== '3') return
      seen[before]++
      const after = finding({ ...world, city: withAnswers(world.city, ...first) }).tier
      if (before === '3') expect(['3', 'X']).toContain(after)
      else expect(after).toBe(before)
    },
    8000,
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100)
})

/** One answer to some of the open factors. */
function firstAnswers({ factors, city }: World) {
  const open = [...factors.values()].filter(({ id }) => isOpen(city, id))
  return fc
    .subarray(open)
    .chain((some) =>
      fc.tuple(
        ...some.map((factor) =>
          answerTo(factor).map(
            (answer) => [factor.id, [oneAnswer(answer)]] as [string, ReturnType<typeof oneAnswer>[]],
          ),
        ),
      ),
    )
}

test('the tier is the first true line of the table, read as it is written', () => {
  const seen = new Map<string, number>()
  holds(
    [aWorld()],
    (world) => {
      const found = finding(world)
      const [A, U, B] = [found.bar.supports, found.bar.unknown, found.bar.barriers].map(value) as [
        number,
        number,
        number,
      ]
      const D = value(found.bar.differs)
      const states = (claim: Claim) => satisfactionOf(claim, world.factors.get(claim.factor)!, world.city.answers)
      const safeguards = world.practice.claims.filter(isSafeguard)
      const conditions = conditionsOf(world)
      const necessary = conditions.filter(({ role }) => role === 'necessary')
      const unmet = (claim: Claim) => states(claim) !== null && !isMet(states(claim))
      const groups = new Set(conditions.map(({ factor }) => world.factors.get(factor)!.group))
      const e = 1e-9
      const line = safeguards.some((claim) => restsSafeguard(claim) && unmet(claim))
        ? ['X', 'safeguard_not_met']
        : conditions.length < 5 || groups.size < 3
          ? ['4', 'not_described_well_enough']
          : necessary.some((claim) => (states(claim)?.high ?? 2) < 2)
            ? ['3', 'necessary_not_met']
            : 1 - U < 0.5 - e
              ? ['4', 'too_little_known']
              : [...safeguards, ...necessary].every((claim) => isMet(states(claim))) && A >= 0.6 - e
                ? ['1', 'supported']
                : A + D + U >= 0.6 - e
                  ? ['2', 'open_questions']
                  : ['3', 'barriers']
      expect([found.tier, found.because]).toEqual(line)
      const word =
        line[0] === 'X' || line[1] === 'not_described_well_enough' || 1 - U < 0.5 - e
          ? null
          : A >= 0.6 - e
            ? 'mostly_supports'
            : B >= 0.6 - e
              ? 'mostly_barriers'
              : 'mixed'
      expect(found.word).toBe(word)
      seen.set(found.because, (seen.get(found.because) ?? 0) + 1)
    },
    8000,
  )
  expect([...seen.keys()].sort()).toHaveLength(7)
})

test('a tier depends on a weight exactly where halving it or raising it by half, alone, gives another tier', () => {
  let depending = 0
  holds(
    [aWorld()],
    (world) => {
      const found = finding(world)
      if (found.because === 'safeguard_not_met' || found.because === 'not_described_well_enough') {
        expect(found.dependsOnWeightOf).toEqual([])
        return
      }
      const parts = Object.values(found.conditions).flat()
      const allMet =
        found.safeguards.every(({ state }) => state === 'met') && found.necessary.every(({ state }) => state === 'met')
      const tierWith = (which: string, by: number) => {
        const sum = (part: 'supports' | 'barriers' | 'unknown' | 'whole') =>
          parts.reduce((total, each) => total + each.parts[part] * (each.claim.factor === which ? by : 1), 0)
        const W = sum('whole')
        if (found.necessary.some(({ state }) => state === 'not_met')) return '3'
        if (1 - sum('unknown') / W < 0.5 - 1e-9) return '4'
        if (allMet && sum('supports') / W >= 0.6 - 1e-9) return '1'
        return 1 - sum('barriers') / W >= 0.6 - 1e-9 ? '2' : '3'
      }
      const expected = parts
        .map(({ claim }) => claim.factor)
        .filter((id) => [0.5, 1.5].some((by) => tierWith(id, by) !== found.tier))
      expect(found.dependsOnWeightOf).toEqual(expected.sort())
      depending += expected.length
    },
    4000,
  )
  expect(depending).toBeGreaterThan(300)
})
