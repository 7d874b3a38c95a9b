import fc from 'fast-check'
import type { AdoptionRecord, Practice } from '../assess.ts'
import { acceptedBits, type Claim, type Role, type Test } from '../claim.ts'
import type { City, GivenAnswer } from '../city-answers.ts'
import { everyBit, positionsIn, sizeOf, type Answer, type Factor, type Factors } from '../factor-scale.ts'
import type { RecordOutcome } from '../record-weight.ts'

/** Random but valid worlds: scales, claims, answers and records as they come from the rooms of the product. */
export type SourcedClaim = Claim & { readonly source: string }
export type SourcedAnswer = GivenAnswer & {
  readonly respondent: string
  readonly date: string
  readonly source: string
}
export type TestRecord = AdoptionRecord & { readonly changes: readonly string[] }
export type TestPractice = Practice<SourcedClaim, TestRecord>
export type TestCity = City<SourcedAnswer>
export type World = { readonly factors: Factors; readonly practice: TestPractice; readonly city: TestCity }

export const RUNS = 2000

/** Checks a fact on thousands of random cases. */
export function holds<T extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  fact: (...values: T) => boolean | void,
  runs = RUNS,
): void {
  fc.assert(
    fc.property(...(arbitraries as [fc.Arbitrary<unknown>]), fact as (...values: unknown[]) => boolean | void),
    {
      numRuns: runs,
    },
  )
}

const GROUPS = ['gov', 'tru', 'srv', 'leg']
const RESPONDENTS = ['administration', 'civil_society', 'police']
export const CITIES = ['amal', 'Brno', 'çorum', 'دار', 'espoo', 'here']

const aScale = (id: string, group: string): fc.Arbitrary<Factor> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.integer({ min: 2, max: 6 }).map((steps): Factor => ({ id, group, type: 'ordinal', steps })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ type: fc.constantFrom('one_of' as const, 'some_of' as const), size: fc.integer({ min: 2, max: 5 }) })
        .map(({ type, size }): Factor => ({ id, group, type, options: OPTIONS.slice(0, size) })),
    },
  )

const OPTIONS = ['radio', 'print', 'talk', 'net', 'walls']

/** Nine scales in four groups. */
export const someFactors: fc.Arbitrary<Factors> = fc
  .tuple(...Array.from({ length: 9 }, (_, i) => aScale(`f${i}`, GROUPS[i % GROUPS.length]!)))
  .map((factors) => new Map(factors.map((factor) => [factor.id, factor])))

export const answerTo = (factor: Factor): fc.Arbitrary<Answer> => {
  if (factor.type === 'ordinal') return fc.nat(sizeOf(factor) - 1)
  if (factor.type === 'one_of') return fc.constantFrom(...factor.options)
  return fc.subarray([...factor.options])
}

const sourcedAnswersTo = (factor: Factor, max: number): fc.Arbitrary<SourcedAnswer[]> =>
  fc
    .array(answerTo(factor), { maxLength: max })
    .map((values) =>
      values.map((value, i) => ({ value, respondent: RESPONDENTS[i]!, date: `2026-0${i + 1}-01`, source: `s${i}` })),
    )

/** Of each factor none, one or several answers. */
export const someAnswers = (factors: Factors, max = 2): fc.Arbitrary<Map<string, SourcedAnswer[]>> =>
  fc.tuple(...[...factors.values()].map((factor) => sourcedAnswersTo(factor, max))).map((lists) => {
    const ids = [...factors.keys()]
    return new Map(
      lists.map((list, i): [string, SourcedAnswer[]] => [ids[i]!, list]).filter(([, list]) => list.length > 0),
    )
  })

/** One answer to every factor. */
export const fullAnswers = (factors: Factors): fc.Arbitrary<Map<string, SourcedAnswer[]>> =>
  fc.tuple(...[...factors.values()].map(answerTo)).map((values) => {
    const ids = [...factors.keys()]
    return new Map(values.map((value, i) => [ids[i]!, [oneAnswer(value)]]))
  })

export const oneAnswer = (value: Answer, respondent = 'administration'): SourcedAnswer => ({
  value,
  respondent,
  date: '2026-05-01',
  source: 'survey',
})

/** Some steps, never none and never all. */
const testOn = (factor: Factor): fc.Arbitrary<Test> => {
  const top = sizeOf(factor) - 1
  const every: (number | string)[] = factor.type === 'ordinal' ? positionsIn(everyBit(factor)) : [...factor.options]
  const anyOf = fc.subarray(every, { minLength: 1, maxLength: top }).map((any_of): Test => ({ any_of }))
  if (factor.type !== 'ordinal') return anyOf
  return fc.oneof(
    fc.integer({ min: 1, max: top }).map((at_least): Test => ({ at_least })),
    fc.integer({ min: 0, max: top - 1 }).map((at_most): Test => ({ at_most })),
    anyOf,
  )
}

const claimOn = (factor: Factor, role: fc.Arbitrary<Role>): fc.Arbitrary<SourcedClaim> =>
  fc.record({
    factor: fc.constant(factor.id),
    test: testOn(factor),
    role,
    basis: fc.constantFrom('reviewer_judgement', 'reported_by_owner', 'from_study'),
    reviewers: fc.constantFrom(1, 2),
    source: fc.constant(`source of ${factor.id}`),
  })

const aConditionRole = fc.constantFrom<Role>('helps', 'important', 'important', 'important', 'necessary')

/** Mostly described well enough, at times not; some factors bear a condition and a safeguard. */
export const someClaims = (factors: Factors): fc.Arbitrary<SourcedClaim[]> => {
  const all = [...factors.values()]
  const conditionsOn = fc.oneof(
    { weight: 5, arbitrary: fc.subarray(all, { minLength: 5 }) },
    { weight: 1, arbitrary: fc.subarray(all, { maxLength: 4 }) },
  )
  const claims = (on: readonly Factor[], role: fc.Arbitrary<Role>) =>
    fc.tuple(...on.map((factor) => claimOn(factor, role)))
  return fc
    .tuple(
      conditionsOn.chain((on) => claims(on, aConditionRole)),
      fc.subarray(all, { maxLength: 2 }).chain((on) => claims(on, fc.constant<Role>('safeguard'))),
    )
    .map(([conditions, safeguards]) => [...conditions, ...safeguards])
}

export const aRecord = (factors: Factors, id: string): fc.Arbitrary<TestRecord> =>
  fc.record({
    id: fc.constant(id),
    city: fc.constantFrom(...CITIES),
    period: fc.constantFrom('2020', '2021'),
    outcome: fc.constantFrom<RecordOutcome | null>(
      'better',
      'better',
      'mixed',
      'no_difference',
      'worse',
      'unclear',
      null,
    ),
    level: fc.integer({ min: 0, max: 4 }),
    independent: fc.boolean(),
    answersThen: someAnswers(factors, 1),
    changes: fc.constant([`change of ${id}`]),
  })

export const someRecords = (factors: Factors, max = 4): fc.Arbitrary<TestRecord[]> =>
  fc
    .integer({ min: 0, max })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => aRecord(factors, `r${i}`))))

export const aWorld = (records = 0): fc.Arbitrary<World> =>
  someFactors.chain((factors) =>
    fc
      .tuple(someClaims(factors), someAnswers(factors), someRecords(factors, records))
      .map(([claims, answers, list]) => ({
        factors,
        practice: { id: 'p', claims, records: list },
        city: { id: 'here', answers },
      })),
  )

/** Several practices over the same scales, with dates and terms as a list has them. */
export const aList = (most = 6, records = 0) =>
  someFactors.chain((factors) =>
    fc
      .tuple(
        fc.integer({ min: 1, max: most }).chain((count) =>
          fc.tuple(
            ...Array.from({ length: count }, (_, i) =>
              fc.record({
                id: fc.constant<string>(`p${i}`),
                claims: someClaims(factors),
                records: someRecords(factors, records),
                date: fc.constantFrom<string[]>('2026-01-01', '2026-02-01', '2026-03-01'),
                terms: fc.subarray(['challenges/hate', 'challenges/rumours', 'target_groups/young_people']),
              }),
            ),
          ),
        ),
        fc.oneof(someAnswers(factors), someAnswers(factors, 1)),
      )
      .map(([practices, answers]) => ({ factors, practices, city: { id: 'here', answers } })),
  )

/** A valid list in another order. */
export const shuffled = <T>(list: readonly T[], seed: number): T[] => {
  const out = [...list]
  let state = seed * 2654435761 + 1
  for (let i = out.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = state % (i + 1)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}

export const withAnswers = (
  city: TestCity,
  ...more: [factor: string, answers: readonly SourcedAnswer[]][]
): TestCity => ({
  id: city.id,
  answers: new Map([...city.answers, ...more]),
})

/** Every answer that a factor can have, for trying them all. */
export function everyAnswer(factor: Factor): Answer[] {
  if (factor.type === 'ordinal') return positionsIn(everyBit(factor))
  if (factor.type === 'one_of') return [...factor.options]
  return Array.from({ length: 2 ** factor.options.length }, (_, bits) =>
    positionsIn(bits).map((i) => factor.options[i]!),
  )
}

export const meets = (claim: Claim, factor: Factor, answer: Answer): boolean => {
  const accepted = positionsIn(acceptedBits(claim, factor))
  if (typeof answer === 'number') return accepted.includes(answer)
  const names = factor.type === 'ordinal' ? [] : accepted.map((i) => factor.options[i])
  return (typeof answer === 'string' ? [answer] : answer).some((option) => names.includes(option))
}
