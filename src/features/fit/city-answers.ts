import { bitsOf, type Answer, type Factor } from './factor-scale.ts'
import { OLD_AFTER_ONE_YEAR, OLD_AFTER_YEARS } from './method.ts'

/** An answer that counts. Callers add respondent, date, source …; findings hand back the very same object. */
export type GivenAnswer = { readonly value: Answer }

/** For each factor the answers that count, one for each kind of respondent; a factor left out is not known. */
export type Answers<A extends GivenAnswer = GivenAnswer> = ReadonlyMap<string, readonly A[]>

/** A place as this reader may see it. */
export type City<A extends GivenAnswer = GivenAnswer> = { readonly id: string; readonly answers: Answers<A> }

/** Answers to one factor, as bits. Empty: not known. A value that the scale does not hold is no answer. */
export function bitsKnown(factor: Factor, answers: Answers): number[] {
  const known: number[] = []
  for (const answer of answers.get(factor.id) ?? []) {
    const bits = bitsOf(factor, answer.value)
    if (bits !== undefined) known.push(bits)
  }
  return known
}

/** One line of the book of answers. Dates are days, "2026-03-01"; `at` breaks the tie of two on one day. */
export type AnswerEntry = {
  readonly factor: string
  readonly respondent: string
  readonly state: 'answered' | 'not_known' | 'rather_not_say'
  readonly value: Answer | null
  readonly date: string
  readonly at?: string
}

export type CountingAnswer<E extends AnswerEntry> = E & { readonly value: Answer; readonly old: boolean }

/**
 * The newest answer of each kind of respondent, those that are answers at all. "Not known" and "would rather not say"
 * are alike: nothing, never low. An old answer counts, and is marked. `today` is a day, "2026-11-20".
 */
export function answersThatCount<E extends AnswerEntry>(
  entries: readonly E[],
  groupOf: (factor: string) => string,
  today: string,
): Map<string, CountingAnswer<E>[]> {
  const counting = new Map<string, CountingAnswer<E>[]>()
  for (const entry of newestOfEach(entries)) {
    if (entry.state !== 'answered' || entry.value === null) continue
    const old = entry.date < tooOldBefore(entry.factor, groupOf(entry.factor), today)
    const answer = { ...entry, value: entry.value, old }
    counting.set(entry.factor, [...(counting.get(entry.factor) ?? []), answer])
  }
  return counting
}

/** In order of factor and respondent, whatever the order they came in. */
function newestOfEach<E extends AnswerEntry>(entries: readonly E[]): E[] {
  const newest = new Map<string, E>()
  for (const entry of entries) {
    const key = `${entry.factor} ${entry.respondent}`
    const other = newest.get(key)
    if (!other || moment(entry) > moment(other)) newest.set(key, entry)
  }
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
}

const moment = (entry: AnswerEntry): string => `${entry.date} ${entry.at ?? ''}`

function tooOldBefore(factor: string, group: string, today: string): string {
  const fast: readonly string[] = [...OLD_AFTER_ONE_YEAR.groups, ...OLD_AFTER_ONE_YEAR.factors]
  const years = fast.includes(group) || fast.includes(factor) ? 1 : OLD_AFTER_YEARS
  return `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}${today.slice(4)}`
}
