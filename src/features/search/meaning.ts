/** What the words of a question mean: by themselves, as terms of the vocabulary, as countries. Pure. */
import { countryNamed } from './countries.ts'
import { spoken, type AskedWord, type Question } from './question.ts'

/** A term that words of the question name, with the label that is shown for it. */
export type Theme = {
  /** `vocabulary/code` */
  slug: string
  label: string
  lang: string
  /**
   * label: its label, whole · synonym: a synonym, whole · hidden: a phrase that is never shown · begins, part: its label
   * begins with the word or holds it · narrower: it lies under a term that was named.
   */
  by: 'label' | 'synonym' | 'hidden' | 'begins' | 'part' | 'narrower'
  /** The label of the term that was named, for one that lies under it. */
  under?: string
}

/** Words `from` to `to` of the question (both counted, from 0) mean this term. */
export type Span = { from: number; to: number; theme: Theme }

/** One thing that is asked for: a word, or words that are a phrase of the vocabulary. */
export type Unit = {
  /** As typed. */
  written: string
  /** Its first and last word in the question, from 0. */
  from: number
  to: number
  /** All the words of one of these ways must stand in an entry. Empty: words alone do not find it. */
  ways: readonly (readonly string[])[]
  themes: readonly Theme[]
  country: string | null
  /** The misspelt word instead of which this one is looked for. */
  insteadOf?: string
}

const LONGEST_PHRASE = 6

/** The question in units, the longest phrases first, from its beginning. */
export function unitsOf(question: Question, spans: readonly Span[]): Unit[] {
  const units: Unit[] = []
  for (let at = 0; at < question.words.length;) {
    const length = longestAt(question, spans, at)
    units.push(unitAt(question, spans, at, length))
    at += length
  }
  return units
}

function longestAt(question: Question, spans: readonly Span[], at: number): number {
  for (let length = Math.min(LONGEST_PHRASE, question.words.length - at); length > 1; length--) {
    const named = spans.some((span) => span.from === at && span.to === at + length - 1 && !isPart(span.theme))
    if (named || countryNamed(spoken(question.words.slice(at, at + length))) !== undefined) return length
  }
  return 1
}

const isPart = (theme: Theme): boolean => theme.by === 'part' || theme.by === 'begins'

function unitAt(question: Question, spans: readonly Span[], at: number, length: number): Unit {
  const words = question.words.slice(at, at + length)
  return {
    written: words.map((word) => word.written).join(' '),
    from: at,
    to: at + length - 1,
    ways: question.silent ? [] : waysOf(words),
    themes: spans.filter((span) => span.from === at && span.to === at + length - 1).map((span) => span.theme),
    country: countryNamed(spoken(words)) ?? null,
  }
}

/** A single compound also run together. */
export function waysOf(words: readonly AskedWord[]): string[][] {
  const joined = words.length === 1 && words[0]?.joined ? [[words[0].joined]] : []
  return unique([...joined, words.flatMap((word) => (word.parts.length > 0 ? [...word.parts] : [word.joined ?? '']))])
}

const unique = (ways: string[][]): string[][] => [...new Map(ways.map((way) => [way.join(' '), way])).values()]
