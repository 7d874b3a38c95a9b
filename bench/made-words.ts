/**
 * Words for a made world, in three languages that say the same: sentences of the sample, mixed anew. A common word
 * stands in one thing of twenty, a rare one in a handful, as in real content; made names stand in one.
 */
import { readFileSync } from 'node:fs'
import { oneOf, someOf } from './measure.ts'

export const SPOKEN = ['en', 'fr', 'ar'] as const
export type Spoken = Record<(typeof SPOKEN)[number], string>

export type MadeWords = {
  /** A name that nothing else bears. */
  name(number: number): Spoken
  title(chance: () => number): Spoken
  sentences(count: number, chance: () => number): Spoken
}

export function wordsOfSample(folder = 'sample'): MadeWords {
  const practices = read(folder, 'practices.json')
  const vocabulary = read(folder, 'vocabulary.json')
  const sentences = spokenIn(practices).filter((text) => text.en.length > 40)
  const heads = spokenIn(vocabulary).filter((text) => text.en.length < 40)
  return {
    name: nameOf,
    title: (chance) => joined(someOf(heads, 2, chance), ' · '),
    sentences: (count, chance) =>
      joined(
        Array.from({ length: count }, () => oneOf(sentences, chance)),
        ' ',
      ),
  }
}

const read = (folder: string, file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as unknown

/** Every text of a document that stands in all three languages. */
function spokenIn(document: unknown): Spoken[] {
  if (typeof document !== 'object' || document === null) return []
  const text = document as Record<string, unknown>
  if (SPOKEN.every((language) => typeof text[language] === 'string')) return [text as Spoken]
  return Object.values(text).flatMap(spokenIn)
}

const joined = (texts: readonly Spoken[], between: string): Spoken => ({
  en: texts.map((text) => text.en).join(between),
  fr: texts.map((text) => text.fr).join(between),
  ar: texts.map((text) => text.ar).join(between),
})

const LATIN = ['ba', 'de', 'ki', 'lo', 'mu', 'na', 'pe', 'ri', 'so', 'tu', 'va', 'ze', 'cha', 'dro', 'fli', 'gue']
const ARABIC = ['با', 'دي', 'كي', 'لو', 'مو', 'نا', 'في', 'ري', 'سو', 'تو', 'وا', 'زي', 'شا', 'درو', 'فلي', 'غي']

/** Syllables by the digits of a number that was stirred, so that neighbours do not look alike. */
function nameOf(number: number): Spoken {
  const stirred = (number * 40_503 + 9_973) % 1_048_576
  const digits = [16, 12, 8, 4, 0].map((bits) => (stirred >> bits) & 15)
  const latin = digits.map((digit) => LATIN[digit]).join('')
  const name = `${latin.charAt(0).toUpperCase()}${latin.slice(1)}`
  return { en: name, fr: name, ar: digits.map((digit) => ARABIC[digit]).join('') }
}
