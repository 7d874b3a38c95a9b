import { expect, test } from 'vitest'
import { assess } from './assess.ts'
import { acceptedSteps, isSafeguard, restsSafeguard, type Claim } from './claim.ts'
import { compileIndex } from './compiled-index.ts'
import { isBarrier, satisfactionOf } from './conditions.ts'
import { discover } from './discover.ts'
import { nextConditions } from './next-conditions.ts'
import { TIERS_SHOWN } from './tiers.ts'
import {
  aList,
  holds,
  meets,
  everyAnswer,
  oneAnswer,
  withAnswers,
  type TestCity,
  type TestPractice,
} from './testing/random-cases.ts'
import type { Factor, Factors } from './factor-scale.ts'

type Case = { factors: Factors; practices: readonly TestPractice[]; city: TestCity }

/**
 * What assessing each practice again says, with that one claim met. The claim is put on a twin of its factor, so that
 * meeting it alone touches no safeguard beside it.
 */
function byHand({ factors, practices, city }: Case, held: (claim: Claim, tier: string) => boolean) {
  const inTheWay = new Map<string, string[]>()
  const lifted = new Map<string, { practice: string; from: string; to: string }[]>()
  for (const practice of practices) {
    const { tier } = assess(practice, city, factors)
    for (const claim of practice.claims) {
      const factor = factors.get(claim.factor)!
      const state = satisfactionOf(claim, factor, city.answers)
      if (!held(claim, tier) || state === null || !isUnmet(claim, state)) continue
      inTheWay.set(factor.id, [...(inTheWay.get(factor.id) ?? []), practice.id])
      const to = tierWithMet(practice, claim, factor, { factors, city })
      if (TIERS_SHOWN.indexOf(to) >= TIERS_SHOWN.indexOf(tier)) continue
      lifted.set(factor.id, [...(lifted.get(factor.id) ?? []), { practice: practice.id, from: tier, to }])
    }
  }
  return { inTheWay, lifted }
}

const isUnmet = (claim: Claim, state: { low: number; high: number }): boolean =>
  isSafeguard(claim) ? state.low < 2 : isBarrier(state)

function tierWithMet(
  practice: TestPractice,
  claim: Claim,
  factor: Factor,
  { factors, city }: { factors: Factors; city: TestCity },
) {
  const twin = { ...factor, id: `${factor.id} met` }
  const good = everyAnswer(factor).find((answer) => meets(claim, factor, answer))!
  const claims = practice.claims.map((each) => (each === claim ? { ...each, factor: twin.id } : each))
  return assess(
    { ...practice, claims },
    withAnswers(city, [twin.id, [oneAnswer(good)]]),
    new Map([...factors, [twin.id, twin]]),
  ).tier
}

test('a condition is listed with the practices of tiers 2 and 3 that it holds back, and those that it alone would lift', () => {
  let lifts = 0
  holds([aList(6)], (given) => {
    const { inTheWay, lifted } = byHand(given, (claim, tier) => !isSafeguard(claim) && (tier === '2' || tier === '3'))
    const listed = nextConditions(discover(compileIndex(given.practices, given.factors), given.city)).conditions
    expect(new Map(listed.map(({ factor, inTheWayOf }) => [factor, inTheWayOf]))).toEqual(inTheWay)
    const some = listed.filter(({ wouldLift }) => wouldLift.length > 0)
    expect(new Map(some.map(({ factor, wouldLift }) => [factor, wouldLift]))).toEqual(lifted)
    lifts += some.length
    const sizes = listed.map(({ wouldLift, inTheWayOf }) => wouldLift.length * 1000 + inTheWayOf.length)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  })
  expect(lifts).toBeGreaterThan(200)
})

test('safeguards that the city can put in place stand on a line of their own', () => {
  let lifts = 0
  holds([aList(6)], (given) => {
    const rests = (claim: Claim, tier: string) => isSafeguard(claim) && restsSafeguard(claim) && tier === 'X'
    const { inTheWay, lifted } = byHand(given, rests)
    const found = discover(compileIndex(given.practices, given.factors), given.city)
    const listed = nextConditions(found, () => true).safeguards
    expect(new Map(listed.map(({ factor, inTheWayOf }) => [factor, inTheWayOf]))).toEqual(inTheWay)
    const some = listed.filter(({ wouldLift }) => wouldLift.length > 0)
    expect(new Map(some.map(({ factor, wouldLift }) => [factor, wouldLift]))).toEqual(lifted)
    lifts += some.length
    expect(nextConditions(found, (factor) => factor === 'f0').safeguards).toEqual(
      listed.filter(({ factor }) => factor === 'f0'),
    )
    expect(nextConditions(found).safeguards).toEqual([]) // none of these factors is in a city's hands
  })
  expect(lifts).toBeGreaterThan(200)
})

test('"enough" is what all the practices that it would lift accept', () => {
  holds(
    [aList(6)],
    ({ factors, practices, city }) => {
      for (const { factor, wouldLift, inTheWayOf, enough } of nextConditions(
        discover(compileIndex(practices, factors), city),
      ).conditions) {
        const ids = wouldLift.length > 0 ? wouldLift.map(({ practice }) => practice) : inTheWayOf
        const accepted = practices
          .filter(({ id }) => ids.includes(id))
          .map(({ claims }) =>
            acceptedSteps(
              claims.find((claim) => claim.factor === factor && !isSafeguard(claim))!,
              factors.get(factor)!,
            ),
          )
        expect(enough).toEqual(accepted.reduce((all, steps) => all.filter((step) => steps.includes(step))))
      }
    },
    500,
  )
})
