/** A question as a page asks it: its words in the reader's language, its choices, and what was chosen before. Pure. */
import type { Language } from '#platform/language/languages.ts'
import { say, stepLabel, type FactorType, type Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { mostChoices, NOT_KNOWN, RATHER_NOT } from './answer-form.ts'

export type AskedQuestion = {
  readonly factor: string
  readonly label: string
  readonly question: string
  readonly help: string
  readonly why: string
  readonly type: FactorType
  readonly sensitive: boolean
  readonly choices: readonly { readonly id: string; readonly label: string }[]
  readonly most: number
  /** Ids of choices, `_not_known` and `_rather_not_say` among them. */
  readonly chosen: readonly string[]
}

type Before = { state: 'answered' | 'not_known' | 'rather_not_say'; value: readonly string[] }

/** undefined: there is no such factor. */
export function askedQuestion(
  vocabulary: Vocabulary,
  language: Language,
  code: string,
  before?: Before,
): AskedQuestion | undefined {
  const factor = vocabulary.factors.get(code)
  if (!factor) return undefined
  return {
    factor: code,
    label: say(factor.label, language),
    question: say(factor.question, language),
    help: say(factor.help, language),
    why: say(factor.why, language),
    type: factor.type,
    sensitive: factor.sensitive,
    choices: factor.steps.map((id) => ({ id, label: stepLabel(factor, id, language) })),
    most: mostChoices(factor),
    chosen: chosenOf(before),
  }
}

function chosenOf(before: Before | undefined): readonly string[] {
  if (!before) return []
  if (before.state === 'answered') return before.value
  return [before.state === 'not_known' ? NOT_KNOWN : RATHER_NOT]
}
