/** Which word a misspelt one may have meant. Pure. */
import { compoundsIn, rootForm } from '#base/words.ts'
import { distance, errorsForgiven } from '#base/spelling.ts'
import type { AskedWord } from './question.ts'

/** The word under which spellings of what was typed are looked up. */
export const spelledWord = (word: AskedWord): string => rootForm(word.joined ?? word.parts.join(''))

/** Those of the words that lie near enough, the nearest first. */
export function nearest(typed: string, words: readonly string[]): { word: string; errors: number }[] {
  const most = errorsForgiven(typed)
  if (most === 0) return []
  return words
    .map((word) => ({ word, errors: distance(typed, word, most) }))
    .filter(({ errors }) => errors > 0 && errors <= most)
    .sort((a, b) => a.errors - b.errors || (a.word < b.word ? -1 : 1))
}

export type Candidate = { word: string; errors: number; own: boolean; titled: boolean; texts: string }

/** Fewest errors; then in the reader's language, then in a title, then with the first letter as typed, then by the alphabet. */
export function likeliest(typed: string, candidates: readonly Candidate[]): Candidate | undefined {
  const rank = (each: Candidate) => [
    each.errors,
    each.own ? 0 : 1,
    each.titled ? 0 : 1,
    each.word[0] === typed[0] ? 0 : 1,
  ]
  return [...candidates].sort((a, b) => {
    const [one, other] = [rank(a), rank(b)]
    const at = one.findIndex((value, index) => value !== other[index])
    return at === -1 ? (a.word < b.word ? -1 : 1) : (one[at] ?? 0) - (other[at] ?? 0)
  })[0]
}

/** The word as people write it, with its accents and its article; without what is written together with it, if it stands so anywhere. */
export function writtenIn(texts: string, word: string): string {
  const standing = compoundsIn(texts).flatMap(({ parts, joined, start, end }) => [
    ...parts.filter((part) => rootForm(part.word) === word),
    ...(joined !== null && rootForm(joined) === word ? [{ word: joined, start, end }] : []),
  ])
  const best =
    standing.find((each) => each.word === word) ?? standing.find((each) => each.word === `ال${word}`) ?? standing[0]
  return best === undefined ? word : texts.slice(best.start, best.end).toLocaleLowerCase()
}
