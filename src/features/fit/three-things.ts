/** Three useful things that a list already says, whatever was answered and whatever was left blank. Pure. */
import { rowsOf, type Discovery, type Row } from './discover.ts'
import type { NextConditions } from './next-conditions.ts'
import type { NextQuestions } from './next-questions.ts'
import { reasonsOf, type RowReasons } from './row-reasons.ts'

export type Thing =
  /** A practice to read first: supported, open, or with something to put in place. */
  | { readonly kind: 'look'; readonly practice: string; readonly counts: RowReasons['counts'] }
  | { readonly kind: 'first'; readonly practice: string; readonly factors: readonly string[] }
  /** Nothing has a word yet: the practice whose conditions are best known. */
  | { readonly kind: 'nearest'; readonly practice: string; readonly counts: RowReasons['counts'] }
  | { readonly kind: 'safeguard'; readonly factor: string; readonly practices: number }
  | { readonly kind: 'condition'; readonly factor: string; readonly practices: number; readonly opens: number }
  | { readonly kind: 'nothing_in_the_way' }
  | { readonly kind: 'question'; readonly factor: string }
  | { readonly kind: 'no_question_left' }

/** Exactly three while a practice is in view: what to read, what to put in place, what to find out. */
export function threeThings(discovery: Discovery, conditions: NextConditions, { questions }: NextQuestions): Thing[] {
  const look = whatToRead(discovery)
  return look
    ? [
        look,
        whatToPutInPlace(conditions),
        questions[0] ? { kind: 'question', factor: questions[0].factor } : { kind: 'no_question_left' },
      ]
    : []
}

function whatToRead(discovery: Discovery): Thing | undefined {
  const [first] = rowsOf(discovery, 0, 1)
  if (!first) return undefined
  const practice = first.practice.id
  const reasons = reasonsOf(discovery, practice)
  if (first.tier === '1' || first.tier === '2') return { kind: 'look', practice, counts: reasons.counts }
  if (first.tier === '3') return { kind: 'first', practice, factors: reasons.necessaryNotMet }
  const nearest = bestKnown(rowsOf(discovery).filter((row) => row.because === 'too_little_known')) ?? first
  return { kind: 'nearest', practice: nearest.practice.id, counts: reasonsOf(discovery, nearest.practice.id).counts }
}

const unknownShare = ({ bar }: Row): number => bar.unknown.num / bar.unknown.den

const bestKnown = (rows: readonly Row[]): Row | undefined =>
  [...rows].sort((a, b) => unknownShare(a) - unknownShare(b))[0]

function whatToPutInPlace({ conditions, safeguards }: NextConditions): Thing {
  const safeguard = safeguards.find(({ wouldLift }) => wouldLift.length > 0)
  if (safeguard) return { kind: 'safeguard', factor: safeguard.factor, practices: safeguard.wouldLift.length }
  const condition = conditions[0]
  if (!condition) return { kind: 'nothing_in_the_way' }
  return {
    kind: 'condition',
    factor: condition.factor,
    practices: condition.inTheWayOf.length,
    opens: condition.wouldLift.length,
  }
}
