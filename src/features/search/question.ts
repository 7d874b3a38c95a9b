/** What somebody typed, read calmly: bounded, cut into words, without those that say nothing. Pure. */
import { compoundsIn, phraseWords, rootForm, tells, type Compound } from '#base/words.ts'
import { isStopWord, withoutStopWords } from '#platform/language/stop-words.ts'

export const LONGEST_QUESTION = 200
export const MOST_WORDS = 12

/** A word of the question: as typed, its parts as searched, and run together where it was a compound. */
export type AskedWord = { written: string; parts: readonly string[]; joined: string | null }

export type Question = {
  /** What is shown in the box again. */
  asked: string
  words: readonly AskedWord[]
  /** None of the words says anything: only whole phrases and names are looked for. */
  silent: boolean
  /** It was longer than is searched. */
  shortened: boolean
}

/** Never fails: whatever cannot be searched is left out. */
export function readQuestion(typed: string): Question {
  const clean = typed
    .replace(/[\p{Cc}\p{Cs}\uFFFD]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const asked = [...clean].slice(0, LONGEST_QUESTION).join('').trim()
  const all = compoundsIn(asked).flatMap((compound) => askedWord(asked, compound) ?? [])
  const telling = all.filter((word) => !word.parts.every((part) => isStopWord(rootForm(part))))
  const silent = telling.length === 0
  const words = unique(silent ? all : telling)
  return {
    asked,
    words: words.slice(0, MOST_WORDS),
    silent,
    shortened: asked.length < clean.length || words.length > MOST_WORDS,
  }
}

function askedWord(asked: string, compound: Compound): AskedWord | null {
  const told = compound.parts.map((part) => part.word).filter(tells)
  const parts = compound.joined === null ? told : withoutStopWords(told)
  if (parts.length === 0 && compound.joined === null) return null
  return { written: asked.slice(compound.start, compound.end), parts, joined: compound.joined }
}

const unique = (words: AskedWord[]): AskedWord[] => [
  ...new Map(words.map((word) => [word.joined ?? word.parts.join(' '), word])).values(),
]

/** The words that a phrase is compared by: those of the question, or of a title. */
export const phraseKey = (text: string): string => withoutStopWords(phraseWords(text)).join(' ')

/** The words of the question in the places that a phrase would have them. */
export const spoken = (words: readonly AskedWord[]): string[] =>
  words.flatMap((word) => (word.parts.length > 0 ? word.parts.map(rootForm) : [word.joined ?? '']))
