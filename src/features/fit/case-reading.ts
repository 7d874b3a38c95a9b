import { claimedTwice, whyRefused, type Claim, type ClaimFault, type Role, type Test } from './claim.ts'
import type { Answers, GivenAnswer } from './city-answers.ts'
import { MOST_CLAIMS } from './compiled-index.ts'
import { bitsOf, sizeOf, whyNoScale, type Answer, type Factor, type Factors, type ScaleFault } from './factor-scale.ts'
import type { RecordFacts, RecordOutcome } from './record-weight.ts'

/** Something in a case is not as the format says; the message goes into one sentence with the case's name. */
export class CaseFault extends Error {}

export type Read = Readonly<Record<string, unknown>>

/** A record as cases give it: with S₋. */
export type GivenRecord = RecordFacts & { readonly S: number }

export function namedIn(given: unknown): string | undefined {
  const name = typeof given === 'object' && given !== null && 'name' in given ? given.name : undefined
  return typeof name === 'string' ? name : undefined
}

export function readObject(given: unknown, what: string): Read {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new CaseFault(`${what} is not an object`)
  return given as Read
}

export function readFactors(given: unknown): Factors {
  return new Map(
    Object.entries(readObject(given, '"factors"')).map(([id, scale]) => [id, readFactor(id, scale)] as const),
  )
}

function readFactor(id: string, given: unknown): Factor {
  const { type, steps, options, group } = readObject(given, `the factor ${id}`)
  if (typeof group !== 'string') throw new CaseFault(`the factor ${id} has no group`)
  const factor = scaleOf(id, group, type, steps, options)
  const fault = whyNoScale(factor)
  if (fault) throw new CaseFault(`the factor ${id} ${SCALE_FAULTS[fault]} (${sizeOf(factor)})`)
  return factor
}

function scaleOf(id: string, group: string, type: unknown, steps: unknown, options: unknown): Factor {
  if (type === 'ordinal' && (typeof steps === 'number' || isTexts(steps))) return { id, group, type, steps }
  if ((type === 'one_of' || type === 'some_of') && isTexts(options)) return { id, group, type, options }
  throw new CaseFault(`the factor ${id} is neither ordinal with steps nor one_of or some_of with options`)
}

const SCALE_FAULTS: Record<ScaleFault, string> = {
  too_few_steps: 'has fewer than two steps or options',
  too_many_steps: 'has too many steps or options',
  step_named_twice: 'names a step or option twice',
}

/** `of`: the practice, where a case has several. */
export function readClaims(given: unknown, factors: Factors, of?: string): Claim[] {
  const where = of === undefined ? '' : ` of ${of}`
  if (!Array.isArray(given)) throw new CaseFault(`the claims${where} are not a list`)
  if (given.length > MOST_CLAIMS) throw new CaseFault(`the claims${where} are more than ${MOST_CLAIMS}`)
  const claims = given.map((claim) => readClaim(claim, factors, where))
  const [twice] = claimedTwice(claims)
  if (twice !== undefined) {
    throw new CaseFault(`the claims${where} hold more than one condition or more than one safeguard on ${twice}`)
  }
  return claims
}

function readClaim(given: unknown, factors: Factors, where: string): Claim {
  const { factor, test, value, role, basis = null, reviewers = null } = readObject(given, `a claim${where}`)
  if (typeof factor !== 'string') throw new CaseFault(`a claim${where} names no factor`)
  const named = `the claim on ${factor}${where}`
  if (basis !== null && typeof basis !== 'string') throw new CaseFault(`${named} has a basis that is not text`)
  if (reviewers !== null && typeof reviewers !== 'number')
    throw new CaseFault(`${named} has reviewers that are no number`)
  const claim = { factor, test: readTest(test, value, named), role: role as Role, basis, reviewers }
  const fault = whyRefused(claim, factors.get(factor))
  if (fault) throw new CaseFault(`${named} ${CLAIM_FAULTS[fault]}`)
  return claim
}

function readTest(test: unknown, value: unknown, named: string): Test {
  if (test === 'at_least' && isStep(value)) return { at_least: value }
  if (test === 'at_most' && isStep(value)) return { at_most: value }
  if (test === 'any_of' && Array.isArray(value) && value.every(isStep)) return { any_of: value }
  throw new CaseFault(`${named} has no test at_least or at_most with a step, or any_of with a list`)
}

const CLAIM_FAULTS: Record<ClaimFault, string> = {
  unknown_factor: 'names an unknown factor',
  unknown_role: 'has a role that is not helps, important, necessary or safeguard',
  test_does_not_fit_scale: 'has a test that only an ordinal factor can have',
  unknown_step: 'names a step or option that its factor does not have',
  every_answer_meets_it: 'is met by every answer',
  no_answer_meets_it: 'is met by no answer',
}

/** `where`: the key that they stand under. A factor with an empty list, or null, is not known. */
export function readAnswers(given: unknown, factors: Factors, where: string): Answers {
  const answers = new Map<string, GivenAnswer[]>()
  for (const [id, values] of Object.entries(readObject(given, `"${where}"`))) {
    const factor = factors.get(id)
    if (!factor) throw new CaseFault(`"${where}" answers an unknown factor, ${id}`)
    if (values === null) continue
    if (!Array.isArray(values)) throw new CaseFault(`the answers to ${id} are not a list`)
    answers.set(
      id,
      values.map((value) => ({ value: readAnswer(value, factor) })),
    )
  }
  return answers
}

function readAnswer(given: unknown, factor: Factor): Answer {
  if (!isStep(given) && !isTexts(given))
    throw new CaseFault(`an answer to ${factor.id} is neither a step nor an option`)
  if (bitsOf(factor, given) === undefined) {
    throw new CaseFault(`the answer ${JSON.stringify(given)} to ${factor.id} is not on its scale`)
  }
  return given
}

export function readRecords(given: unknown): GivenRecord[] {
  if (!Array.isArray(given)) throw new CaseFault('the records are not a list')
  const records = given.map(readRecord)
  const twice = records.find(({ id }, i) => records.findIndex((other) => other.id === id) < i)
  if (twice) throw new CaseFault(`two records have the id ${twice.id}`)
  return records
}

function readRecord(given: unknown): GivenRecord {
  const { id, city, period, outcome, level, independent, S } = readObject(given, 'a record')
  if (typeof id !== 'string') throw new CaseFault('a record has no id')
  const wrong = (what: string) => new CaseFault(`the record ${id} ${what}`)
  if (typeof city !== 'string') throw wrong('has no city')
  if (typeof period !== 'string' && typeof period !== 'number') throw wrong('has no period')
  if (outcome !== null && !OUTCOMES.includes(outcome as RecordOutcome)) {
    throw wrong(`has an outcome that is not one of ${OUTCOMES.join(', ')}`)
  }
  if (!LEVELS.includes(level as number)) throw wrong('has a level that is not 0, 1, 2, 3 or 4')
  if (typeof independent !== 'boolean') throw wrong('does not say whether it is independent')
  if (typeof S !== 'number' || S < 0 || S > 1) throw wrong('has no likeness S between 0 and 1')
  const told = outcome as RecordOutcome | null
  return { id, city, period: String(period), outcome: told, level: level as number, independent, S }
}

const OUTCOMES: readonly RecordOutcome[] = ['better', 'mixed', 'no_difference', 'worse', 'unclear']
const LEVELS: readonly number[] = [0, 1, 2, 3, 4]

const isStep = (given: unknown): given is number | string => typeof given === 'number' || typeof given === 'string'
const isTexts = (given: unknown): given is string[] =>
  Array.isArray(given) && given.every((text) => typeof text === 'string')
