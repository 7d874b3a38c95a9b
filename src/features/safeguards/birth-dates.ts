/** A full date beside a word of birth. A year alone is a cohort; a project may be born too. Pure. */
import { BIRTH_LABELS, BIRTH_WORDS, BORN_THINGS } from './date-signs.ts'
import { datesIn } from './number-runs.ts'
import { anyOf } from './phrases.ts'
import { type Span, type TypedText, type TypedWord, wordsAfter, wordsBefore } from './typed-text.ts'

const BEFORE = 6
const BEHIND = 4

export function birthDates(text: TypedText): Span[] {
  return datesIn(text).filter(({ from, to }) => {
    const before = wordsBefore(text, from, BEFORE)
    return bornBefore(before) || anyOf(BIRTH_LABELS, wordsAfter(text, to, BEHIND))
  })
}

const bornBefore = (before: readonly TypedWord[]): boolean => anyOf(BIRTH_WORDS, before) && !anyOf(BORN_THINGS, before)
