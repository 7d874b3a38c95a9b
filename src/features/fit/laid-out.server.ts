/** Use case: lays the practices that match the reader's concerns out for one place. */
import { CONCERN_PRACTICES } from './method.ts'
import { findCompared, type Asking, type Compared } from './compared.server.ts'
import { discover, type Discovery } from './discover.ts'
import { nextConditions, type NextConditions } from './next-conditions.ts'
import { nextQuestions, type NextQuestions } from './next-questions.ts'
import { practicesInView, type PracticesInView } from './practices-in-view.server.ts'

export type LaidOut = {
  readonly compared: Compared
  readonly view: PracticesInView
  readonly discovery: Discovery
  readonly questions: NextQuestions
  readonly conditions: NextConditions
  /** Practices that match a concern; where they are too few, all count, and the page says so. */
  readonly matching: number
  readonly fewMatch: boolean
}

/** Four queries at most; none for a visitor without answers while nothing public has changed. */
export async function layOut(
  asking: Asking,
  wanted: { city: string | null; concerns: readonly string[] },
): Promise<LaidOut> {
  const compared = await findCompared(asking, wanted.city)
  const view = await practicesInView(asking.db, asking.actor, asking)
  return { compared, view, ...laidOutFor(view, compared, wanted.concerns) }
}

/** The same over what is already at hand: for what an answer moved. What somebody answered with "not known" is not asked again. */
export function laidOutFor(
  view: PracticesInView,
  { city, own }: Pick<Compared, 'city' | 'own'>,
  concerns: readonly string[],
) {
  const matches = matchesOf(view, concerns)
  const fewMatch = concerns.length > 0 && matches.size < CONCERN_PRACTICES
  const only = concerns.length > 0 && !fewMatch ? { only: matches } : {}
  const discovery = discover(view.index, city, { records: view.records, stability: true, ...only })
  return {
    discovery,
    questions: nextQuestions(discovery, { concerns, skip: new Set(own.map(({ factor }) => factor)) }),
    conditions: nextConditions(discovery),
    matching: matches.size,
    fewMatch,
  }
}

const matchesOf = ({ index }: PracticesInView, concerns: readonly string[]): Set<string> =>
  new Set(
    concerns.flatMap((term) => index.byTerm.get(term) ?? []).map((practice) => index.practices[practice]?.id ?? ''),
  )
