import { fractionText, fraction, fractionValue } from '#base/fraction.ts'
import { done, refused, type Outcome } from '#base/outcome.ts'
import { assess } from './assess.ts'
import {
  CaseFault,
  namedIn,
  readAnswers,
  readClaims,
  readFactors,
  readObject,
  readRecords,
  type Read,
} from './case-reading.ts'
import type { Claim } from './claim.ts'
import type { Answers, City } from './city-answers.ts'
import { compileIndex } from './compiled-index.ts'
import type { Share } from './conditions.ts'
import { discover, tiersOf } from './discover.ts'
import { weighRecords } from './elsewhere.ts'
import type { Factors } from './factor-scale.ts'
import { likeness, likenessWeights } from './likeness.ts'
import { nextConditions } from './next-conditions.ts'
import { nextQuestions } from './next-questions.ts'
import { inOrder, tiesIn } from './order.ts'

/**
 * The file of worked cases that a researcher recomputes: `{ "cases": [ … ] }` or the bare list. Each case carries its own
 * scales. Returns one result a case, in order, with the keys of that kind's `expect`; exact shares as text.
 * Refused: one sentence for each fault, with the case's name.
 */
export function runCaseFile(text: string): Outcome<unknown[], string[]> {
  const cases = casesIn(text)
  if (!cases.ok) return cases
  const [results, faults]: [unknown[], string[]] = [[], []]
  cases.value.forEach((given, i) => {
    const result = runCase(given, i)
    if (result.ok) results.push(result.value)
    else faults.push(result.reason)
  })
  return faults.length > 0 ? refused(faults) : done(results)
}

function casesIn(text: string): Outcome<unknown[], string[]> {
  let given: unknown
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (fault) {
    return refused([`The file is not JSON: ${fault instanceof Error ? fault.message : String(fault)}.`])
  }
  const cases = typeof given === 'object' && given !== null && 'cases' in given ? given.cases : given
  if (!Array.isArray(cases)) return refused(['The file holds neither a list of cases nor an object with "cases".'])
  return done(cases)
}

function runCase(given: unknown, i: number): Outcome<unknown, string> {
  const name = namedIn(given) ?? `number ${i + 1}`
  try {
    const read = readObject(given, 'The case')
    const kind = read.kind
    if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind)) {
      throw new CaseFault(`the kind ${JSON.stringify(kind ?? null)} is not one of ${Object.keys(KINDS).join(', ')}`)
    }
    return done(KINDS[kind as keyof typeof KINDS](read))
  } catch (fault) {
    if (fault instanceof CaseFault) return refused(`Case "${name}": ${fault.message}.`)
    throw fault
  }
}

const KINDS = {
  assess: assessCase,
  likeness: likenessCase,
  elsewhere: elsewhereCase,
  questions: questionsCase,
  conditions: conditionsCase,
  order: orderCase,
}

function assessCase(read: Read) {
  const factors = readFactors(read.factors)
  const claims = readClaims(read.claims, factors)
  const finding = findingOf(claims, readAnswers(read.answers, factors, 'answers'), factors)
  return {
    supports: shareText(finding.bar.supports),
    barriers: shareText(finding.bar.barriers),
    differs: shareText(finding.bar.differs),
    unknown: shareText(finding.bar.unknown),
    range: finding.range.map(shareText),
    coverage: shareText(finding.coverage),
    tier: finding.tier,
    because: finding.because,
    word: finding.word,
    safeguards: byKey(finding.safeguards.map(({ claim, state }) => [claim.factor, state])),
    necessary: byKey(finding.necessary.map(({ condition, state }) => [condition.claim.factor, state])),
    depends_on_weight_of: finding.dependsOnWeightOf,
  }
}

function likenessCase(read: Read) {
  const factors = readFactors(read.factors)
  const weights = likenessWeights(readClaims(read.claims, factors))
  const here = readAnswers(read.here, factors, 'here')
  const there = readAnswers(read.there, factors, 'there')
  const { low, high } = likeness(weights, here, there, factors)
  return {
    low: fractionText(low),
    high: fractionText(high),
    low_decimal: sixDecimals(fractionValue(low)),
    high_decimal: sixDecimals(fractionValue(high)),
  }
}

function elsewhereCase(read: Read) {
  if (typeof read.city !== 'string') throw new CaseFault('"city" is not the id of the reading city')
  const found = weighRecords(readRecords(read.records), read.city, ({ S }) => S)
  const weighing = found.records.filter(({ setAside }) => setAside === null)
  return {
    alpha: sixDecimals(found.alpha),
    beta: sixDecimals(found.beta),
    n: sixDecimals(found.n),
    low: sixDecimals(found.low),
    high: sixDecimals(found.high),
    stated: found.stated,
    word: found.word,
    worse: found.worse.length,
    weights: Object.fromEntries(weighing.map(({ record, weight }) => [record.id, sixDecimals(weight)])),
  }
}

function questionsCase(read: Read) {
  const discovery = discoveryOf(read)
  const { questions, couldMove } = nextQuestions(discovery)
  return {
    tiers: Object.fromEntries(tiersOf(discovery)),
    top: questions.map(({ factor }) => factor),
    sums: Object.fromEntries(questions.map(({ factor, sum }) => [factor, fractionText(sum)])),
    could_move: couldMove,
  }
}

function conditionsCase(read: Read) {
  const discovery = discoveryOf(read)
  const lifting = nextConditions(discovery).conditions.filter(({ wouldLift }) => wouldLift.length > 0)
  return {
    tiers: Object.fromEntries(tiersOf(discovery)),
    would_lift: byKey(lifting.map(({ factor, wouldLift }) => [factor, wouldLift.map(({ practice }) => practice)])),
  }
}

function orderCase(read: Read) {
  const factors = readFactors(read.factors)
  const city = typeof read.city === 'string' ? read.city : ''
  const items = Object.entries(readObject(read.items, '"items"')).map(([id, given]) => {
    const item = readObject(given, `The item ${id}`)
    const claims = readClaims(item.claims, factors)
    const { tier, supportsTenths } = findingOf(claims, readAnswers(item.answers, factors, 'answers'), factors)
    const { lowTenths } = weighRecords(readRecords(item.records ?? []), city, ({ S }) => S)
    if (item.date !== undefined && typeof item.date !== 'string') throw new CaseFault(`the date of ${id} is not text`)
    return { id, tier, supportsTenths, lowTenths, date: item.date ?? '' }
  })
  const list = inOrder(items)
  return {
    order: list.map(({ id, tier, supportsTenths, lowTenths }) => ({
      id,
      tier,
      supports_tenths: supportsTenths,
      low_tenths: lowTenths,
    })),
    ties: tiesIn(list).map(([first, second]) => [first.id, second.id]),
  }
}

const findingOf = (claims: readonly Claim[], answers: Answers, factors: Factors) =>
  assess({ id: '', claims, records: [] }, cityWith(answers), factors)

function discoveryOf(read: Read) {
  const factors = readFactors(read.factors)
  const practices = Object.entries(readObject(read.practices, '"practices"')).map(([id, claims]) => ({
    id,
    claims: readClaims(claims, factors, id),
  }))
  return discover(compileIndex(practices, factors), cityWith(readAnswers(read.answers, factors, 'answers')))
}

const cityWith = (answers: Answers): City => ({ id: '', answers })

const shareText = ({ num, den }: Share): string => fractionText(fraction(num, den))
const sixDecimals = (value: number): number => Math.round(value * 1e6) / 1e6

const byKey = <T>(entries: [string, T][]): Record<string, T> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))
