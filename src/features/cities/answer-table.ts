/** Answers of a city as a table in the reader's language: by group, each factor once, differing respondents side by side. Pure. */
import type { Language } from '#platform/language/languages.ts'
import type { Label } from '#features/registry/item.ts'
import type { Translated } from '#features/registry/translated.ts'
import { labelOf, say, stepLabel, type Factor, type Vocabulary } from '#features/vocabulary/vocabulary.ts'
import type { CityAnswer } from './city-answer.ts'

/** An answer that counts, marked where it has grown old. */
export type CountingAnswer = CityAnswer & { old: boolean }

export type AnswerLine = {
  respondent: string
  /** One step or option, or several where the factor takes several. */
  words: string
  /** On a scale with an order: where it stands, from 0. */
  places: readonly number[]
  /** `YYYY-MM-DD` */
  date: string
  old: boolean
  how: string | null
  confidence: string | null
  label: Label
  note: { text: string; lang: string } | null
}

export type FactorLine = {
  code: string
  slug: string
  label: string
  /** Steps of its scale; 0 where it has no order. */
  steps: number
  answers: AnswerLine[]
  /** Respondents say different things: shown beside each other, never averaged. */
  differ: boolean
}

export type AnswerTable = {
  groups: { code: string; label: string; factors: FactorLine[] }[]
  /** Questions with an answer that this reader may see, of all questions. */
  answered: number
  asked: number
  /** The other questions: nobody answered, or not for this reader; which of the two is not told. */
  open: { slug: string; label: string }[]
}

/** `answers` by factor, as the rule of what counts gives them. Factors that the vocabulary does not hold are left out. */
export function tableOf(
  answers: ReadonlyMap<string, readonly CountingAnswer[]>,
  vocabulary: Vocabulary,
  language: Language,
): AnswerTable {
  const factors = [...vocabulary.factors.values()]
  const told = factors.filter((factor) => answers.has(factor.code))
  const groups = [...Map.groupBy(told, (factor) => factor.group)].map(([code, members]) => ({
    code,
    label: labelOf(vocabulary, 'factor_groups', code, language),
    factors: members.map((factor) => lineOf(factor, answers.get(factor.code) ?? [], vocabulary, language)),
  }))
  const open = factors
    .filter((factor) => !answers.has(factor.code))
    .map((factor) => ({ slug: factor.slug, label: say(factor.label, language) }))
  return { groups, answered: told.length, asked: factors.length, open }
}

function lineOf(
  factor: Factor,
  given: readonly CountingAnswer[],
  vocabulary: Vocabulary,
  language: Language,
): FactorLine {
  const lines = given.map((answer): AnswerLine => {
    const chosen = factor.steps.filter((step) => answer.value.includes(step))
    return {
      respondent: labelOf(vocabulary, 'respondent_kinds', answer.respondent, language),
      words: chosen.map((step) => stepLabel(factor, step, language)).join(language === 'ar' ? '؛ ' : '; '),
      places: factor.type === 'ordinal' ? chosen.map((step) => factor.steps.indexOf(step)) : [],
      date: answer.date,
      old: answer.old,
      how: answer.how,
      confidence: answer.confidence,
      label: answer.label,
      note: noteIn(answer.note, language),
    }
  })
  return {
    code: factor.code,
    slug: factor.slug,
    label: say(factor.label, language),
    steps: factor.type === 'ordinal' ? factor.steps.length : 0,
    answers: lines,
    differ: new Set(lines.map((line) => line.words)).size > 1,
  }
}

/** In the reader's language, else in English, else in the first there is. */
export function noteIn(note: Translated | null, language: Language): AnswerLine['note'] {
  const lang = [language, 'en', ...Object.keys(note ?? {})].find((each) => note?.[each])
  return lang === undefined ? null : { text: note?.[lang] ?? '', lang }
}
