/** Use case: every question about a place, by part, with what this browser answered. */
import { labelOf, say, stepLabel } from '#features/vocabulary/vocabulary.ts'
import { askedQuestion, type AskedQuestion } from './asked-question.ts'
import { findCompared, type Asking } from './compared.server.ts'
import { shownCompared } from './worth-a-look.server.ts'
import type { VisitorAnswer } from './visitor.queries.server.ts'

export type OwnQuestion = {
  readonly factor: string
  readonly label: string
  readonly question: string
  /** null: not answered. */
  readonly answer: {
    readonly state: VisitorAnswer['state']
    readonly words: readonly string[]
    readonly day: string
  } | null
  /** Of ordinal factors. */
  readonly scale: { readonly steps: number; readonly answers: readonly number[] } | null
  /** The form, where the address asks for it. */
  readonly asked: AskedQuestion | null
}

export type OwnGroup = {
  readonly code: string
  readonly label: string
  readonly told: number
  readonly questions: readonly OwnQuestion[]
}

/** One query. Parts and questions in the order of the vocabulary. A seat makes no difference: these are the browser's own. */
export async function ownAnswers(asking: Asking, ask: string | null) {
  const compared = await findCompared({ ...asking, seat: null }, null)
  const told = new Map(compared.own.map((answer) => [answer.factor, answer]))
  const questions = [...asking.vocabulary.factors.values()].map((factor) => ({
    group: factor.group,
    question: ownQuestion(asking, factor.code, told.get(factor.code), ask),
  }))
  const byGroup = Map.groupBy(questions, ({ group }) => group)
  return {
    compared: shownCompared(asking, compared),
    groups: [...byGroup].map(([code, list]): OwnGroup => ({
      code,
      label: labelOf(asking.vocabulary, 'factor_groups', code, asking.language),
      told: list.filter(({ question }) => question.answer !== null).length,
      questions: list.map(({ question }) => question),
    })),
  }
}

function ownQuestion(
  { vocabulary, language }: Asking,
  code: string,
  answer: VisitorAnswer | undefined,
  ask: string | null,
): OwnQuestion {
  const factor = vocabulary.factors.get(code)
  return {
    factor: code,
    label: say(factor?.label, language),
    question: say(factor?.question, language),
    answer: answer
      ? { state: answer.state, words: answer.value.map((step) => stepLabel(factor, step, language)), day: answer.day }
      : null,
    scale:
      factor?.type === 'ordinal'
        ? {
            steps: factor.steps.length,
            answers: (answer?.value ?? []).map((step) => factor.steps.indexOf(step)).filter((place) => place >= 0),
          }
        : null,
    asked: code === ask ? (askedQuestion(vocabulary, language, code, answer) ?? null) : null,
  }
}
