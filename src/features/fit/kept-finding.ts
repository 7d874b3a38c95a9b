import { assess, type AdoptionRecord, type Finding, type Practice } from './assess.ts'
import { isSafeguard, type Claim } from './claim.ts'
import type { City, GivenAnswer } from './city-answers.ts'
import type { Answer, Factors } from './factor-scale.ts'
import { METHOD_VERSION } from './method.ts'

/**
 * A result kept in a plan: the claims, answers and records of its day, not the words made from them, so that whoever
 * reads it is shown a finding made of what they may see. `keptOn` is a day, "2026-03-01".
 */
export type KeptFinding<C extends Claim, A extends GivenAnswer, R extends AdoptionRecord> = {
  readonly keptOn: string
  readonly methodVersion: number
  readonly practice: Practice<C, R>
  readonly city: City<A>
}

export const keepFinding = <C extends Claim, A extends GivenAnswer, R extends AdoptionRecord>(
  practice: Practice<C, R>,
  city: City<A>,
  keptOn: string,
): KeptFinding<C, A, R> => ({ keptOn, methodVersion: METHOD_VERSION, practice, city })

/** What a reader may see of it. */
export type MaySee<C, A, R> = {
  readonly claim: (claim: C) => boolean
  readonly answer: (answer: A) => boolean
  readonly record: (record: R) => boolean
}

/** The kept finding, made anew from what this reader may see of the claims, answers and records of its day. */
export function readKept<C extends Claim, A extends GivenAnswer, R extends AdoptionRecord>(
  kept: KeptFinding<C, A, R>,
  maySee: MaySee<C, A, R>,
  factors: Factors,
): Finding<C, A, R> {
  const { practice, city } = trimmed(kept, maySee)
  return assess(practice, city, factors)
}

/** The same trimmed for the reader, for asking what changed since. */
export function trimmed<C extends Claim, A extends GivenAnswer, R extends AdoptionRecord>(
  kept: KeptFinding<C, A, R>,
  maySee: MaySee<C, A, R>,
): KeptFinding<C, A, R> {
  const { practice, city } = kept
  const answers = [...city.answers].map(([factor, given]): [string, A[]] => [factor, given.filter(maySee.answer)])
  return {
    ...kept,
    practice: {
      id: practice.id,
      claims: practice.claims.filter(maySee.claim),
      records: practice.records.filter(maySee.record),
    },
    city: { id: city.id, answers: new Map(answers) },
  }
}

export type Change = {
  readonly what: 'method' | 'condition' | 'safeguard' | 'answers' | 'record'
  readonly how: 'added' | 'removed' | 'changed'
  /** The factor, or the id of the record; null for the method. */
  readonly of: string | null
  /** The day of what stands there now, where it has one. */
  readonly on: string | null
}

type Dated = { readonly date?: string }

/**
 * What changed since it was kept, by kind and name; nothing when it would come out the same. Both sides must be what the
 * reader may see (`trimmed`, and the input of today).
 */
export function whatChangedSince<
  C extends Claim & Dated,
  A extends GivenAnswer & Dated,
  R extends AdoptionRecord & Dated,
>(kept: KeptFinding<C, A, R>, now: { readonly practice: Practice<C, R>; readonly city: City<A> }): Change[] {
  const conditions = (claims: readonly C[]) => claimLines(claims.filter((claim) => !isSafeguard(claim)))
  const safeguards = (claims: readonly C[]) => claimLines(claims.filter(isSafeguard))
  const method: Change[] = [{ what: 'method', how: 'changed', of: null, on: null }]
  return [
    ...(kept.methodVersion === METHOD_VERSION ? [] : method),
    ...compared('condition', conditions(kept.practice.claims), conditions(now.practice.claims)),
    ...compared('safeguard', safeguards(kept.practice.claims), safeguards(now.practice.claims)),
    ...compared('answers', answerLines(kept.city), answerLines(now.city)),
    ...compared('record', recordLines(kept.practice.records), recordLines(now.practice.records)),
  ]
}

/** What counts of a thing, as text that is equal when the thing is, and its day. */
type Line = { readonly text: string; readonly on: string | null }

function compared(what: Change['what'], then: Map<string, Line>, now: Map<string, Line>): Change[] {
  return [...new Set([...then.keys(), ...now.keys()])].sort().flatMap((of): Change[] => {
    const [before, after] = [then.get(of), now.get(of)]
    if (before?.text === after?.text) return []
    return [{ what, how: !before ? 'added' : after ? 'changed' : 'removed', of, on: after?.on ?? null }]
  })
}

const claimLines = (claims: readonly (Claim & Dated)[]): Map<string, Line> =>
  new Map(claims.map((claim) => [claim.factor, { text: claimText(claim), on: claim.date ?? null }]))

function claimText({ test, role, basis = null, reviewers = null }: Claim): string {
  const asked = 'any_of' in test ? { any_of: [...test.any_of].sort() } : test
  return JSON.stringify([asked, role, basis, reviewers])
}

function answerLines(city: City<GivenAnswer & Dated>): Map<string, Line> {
  const answered = [...city.answers].filter(([, given]) => given.length > 0)
  return new Map(answered.map(([factor, given]) => [factor, { text: answersText(given), on: newestDay(given) }]))
}

const answersText = (given: readonly GivenAnswer[]): string =>
  JSON.stringify(given.map(({ value }) => JSON.stringify(inOneOrder(value))).sort())

const inOneOrder = (value: Answer): Answer => (typeof value === 'object' ? [...new Set(value)].sort() : value)

const newestDay = (given: readonly Dated[]): string | null =>
  given.map(({ date }) => date ?? '').reduce((a, b) => (a > b ? a : b), '') || null

const recordLines = (records: readonly (AdoptionRecord & Dated)[]): Map<string, Line> =>
  new Map(records.map((record) => [record.id, { text: recordText(record), on: record.date ?? null }]))

function recordText(record: AdoptionRecord): string {
  const { city, period, outcome, level, independent, answersThen } = record
  const then = [...answersThen].map(([factor, given]) => `${factor} ${answersText(given)}`).sort()
  return JSON.stringify([city, period, outcome, level, independent, then])
}
