/** What somebody chose in answer to a question about a place. Pure. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Factor } from '#features/vocabulary/vocabulary.ts'

/** Choices beside the steps; no step begins with a stroke. */
export const NOT_KNOWN = '_not_known'
export const RATHER_NOT = '_rather_not_say'

export type Chosen = { state: 'answered' | 'not_known' | 'rather_not_say'; value: string[] }
export type AnswerFault = 'missing' | 'unknown_choice' | 'too_many' | 'not_both'
/** What a page may have to say of an answer that was not taken. */
export type SaidFault = AnswerFault | 'not_stored'

/** `typed`: all values of the field, as the form sent them. Chosen twice counts once. */
export function readChosen(factor: Factor, typed: readonly string[]): Outcome<Chosen, AnswerFault> {
  const values = [...new Set(typed.filter((value) => value !== ''))]
  if (values.length === 0) return refused('missing')
  const beside = values.filter((value) => value === NOT_KNOWN || value === RATHER_NOT)
  if (beside.length > 0)
    return values.length > 1
      ? refused('not_both')
      : done({ state: beside[0] === NOT_KNOWN ? ('not_known' as const) : ('rather_not_say' as const), value: [] })
  if (values.some((value) => !factor.steps.includes(value))) return refused('unknown_choice')
  if (values.length > mostChoices(factor)) return refused('too_many')
  return done({ state: 'answered' as const, value: factor.steps.filter((step) => values.includes(step)) })
}

export const mostChoices = (factor: Pick<Factor, 'type' | 'maxChoices' | 'steps'>): number =>
  factor.type === 'some_of' ? (factor.maxChoices ?? factor.steps.length) : 1
