/** What a report on content is, and what somebody may write into one. Pure. */
import { done, refused, type Outcome } from '#base/outcome.ts'

export const REPORT_KINDS = ['personal_data', 'safety', 'stigma', 'wrong_fact', 'other'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

export const DECISIONS = ['upheld', 'not_upheld', 'no_action_possible'] as const
export type Decision = (typeof DECISIONS)[number]

export const APPEAL_FROM = ['reporter', 'owner'] as const
export type AppealFrom = (typeof APPEAL_FROM)[number]

export const LONGEST_WORDS = 4_000
export const LONGEST_EMAIL = 254

export type ReportFault = 'kind_missing' | 'words_missing' | 'too_long' | 'email_wrong'
export type Typed = { kind: string; words: string; email: string }
export type Said = { kind: ReportKind; words: string; email: string | null }

/** The address is optional; one that cannot be one is said, since nobody would hear back. */
export function readReport(typed: Typed): Outcome<Said, ReportFault> {
  const kind = REPORT_KINDS.find((each) => each === typed.kind)
  const [words, email] = [typed.words.trim(), typed.email.trim().toLowerCase()]
  if (!kind) return refused('kind_missing')
  if (words === '') return refused('words_missing')
  if (words.length > LONGEST_WORDS) return refused('too_long')
  if (email !== '' && (email.length > LONGEST_EMAIL || !/^[^\s@<>",]+@[^\s@<>",]+\.[^\s@<>",]+$/.test(email)))
    return refused('email_wrong')
  return done({ kind, words, email: email === '' ? null : email })
}

/** Only what may harm somebody is hidden or struck out before it is decided. */
export const actsAtOnce = (kind: ReportKind): kind is 'personal_data' | 'safety' =>
  kind === 'personal_data' || kind === 'safety'

/** Reasons are asked for: whoever reads them was not there. */
export const areReasons = (typed: string): boolean => typed.trim() !== '' && typed.trim().length <= LONGEST_WORDS
