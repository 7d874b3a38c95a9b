/** Whom practices are laid out for: a city's answers as this reader sees them, or what this browser's visitor answered. Pure. */
import type { CityAnswer } from '#features/cities/city-answer.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { answersThatCount, type City, type GivenAnswer } from './city-answers.ts'
import type { Factors } from './factor-scale.ts'
import { answerOf } from './vocabulary-scales.ts'

/** An answer that counts, with all that a page says of it. */
export type DatedAnswer = GivenAnswer & {
  /** Ids of steps or options, in the order of the factor. */
  readonly steps: readonly string[]
  /** null: the visitor of this browser. */
  readonly respondent: string | null
  readonly date: string
  readonly how: string | null
  readonly old: boolean
}

export type ComparedCity = City<DatedAnswer>

type Given = {
  factor: string
  respondent: string | null
  state: CityAnswer['state']
  value: readonly string[]
  date: string
  how: string | null
}

/** `id`: slug of the city; '' for a visitor, who is no city and so no evidence for or against anything. */
export function comparedCity(
  id: string,
  given: readonly Given[],
  world: { vocabulary: Vocabulary; scales: Factors; today: string },
): ComparedCity {
  const entries = given.map(({ value, respondent, ...rest }) => ({
    ...rest,
    respondent: respondent ?? '',
    value: answerOf(world.scales.get(rest.factor), value),
    steps: inOrderOfFactor(world.vocabulary, rest.factor, value),
  }))
  const groupOf = (factor: string) => world.vocabulary.factors.get(factor)?.group ?? ''
  const counting = answersThatCount(entries, groupOf, world.today)
  const answers = [...counting].map(([factor, list]): [string, DatedAnswer[]] => [
    factor,
    list.map(({ value, steps, respondent, date, how, old }) => ({
      value,
      steps,
      respondent: respondent || null,
      date,
      how,
      old,
    })),
  ])
  return { id, answers: new Map(answers) }
}

const inOrderOfFactor = (vocabulary: Vocabulary, factor: string, value: readonly string[]): string[] =>
  (vocabulary.factors.get(factor)?.steps ?? []).filter((step) => value.includes(step))
