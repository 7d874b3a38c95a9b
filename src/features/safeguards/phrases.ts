/**
 * Lists of words and phrases, looked up word by word. In a list, `word*` is every word that begins so, `@list` one of
 * the words or phrases of a named list, `…` up to three words between. A word that ends in é is met only where é was typed. Pure.
 */
import { normalise } from '#base/normalise.ts'
import type { TypedWord } from './typed-text.ts'

type Part = { is: 'word' | 'start'; word: string; acute: boolean } | { is: 'list'; name: string } | { is: 'gap' }
export type Lists = Readonly<Record<string, Phrases>>
/** How many words a phrase of the list takes from here; 0: none begins here. */
export type Phrases = (words: readonly TypedWord[], at: number) => number

const MOST_BETWEEN = 3
/** Beginnings of words are looked up by so many letters; shorter ones are not allowed in a list. */
const KEY = 2

/** Phrases are separated by commas or line ends. */
export function phrases(list: string, named: Lists = {}): Phrases {
  const all = list
    .split(/[,\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
    .map(partsOf)
  const byWord = new Map<string, Part[][]>()
  const byStart = new Map<string, Part[][]>()
  const others: Part[][] = []
  for (const phrase of all) {
    const first = phrase[0]
    if (first?.is === 'start')
      byStart.set(first.word.slice(0, KEY), [...(byStart.get(first.word.slice(0, KEY)) ?? []), phrase])
    else if (first?.is === 'word') byWord.set(first.word, [...(byWord.get(first.word) ?? []), phrase])
    else others.push(phrase)
  }
  return (words, at) => {
    let longest = 0
    for (const form of words[at]?.forms ?? []) {
      for (const phrase of byWord.get(form) ?? []) longest = Math.max(longest, taken(phrase, words, at, named))
      for (const phrase of byStart.get(form.slice(0, KEY)) ?? [])
        longest = Math.max(longest, taken(phrase, words, at, named))
    }
    for (const phrase of others) longest = Math.max(longest, taken(phrase, words, at, named))
    return longest
  }
}

const partsOf = (phrase: string): Part[] =>
  phrase.split(/[\s'’]+/).map((part): Part => {
    if (part === '…') return { is: 'gap' }
    if (part.startsWith('@')) return { is: 'list', name: part.slice(1) }
    const word = normalise(part.replace('*', ''))
    return { is: part.endsWith('*') ? 'start' : 'word', word, acute: part.endsWith('é') }
  })

function taken(phrase: readonly Part[], words: readonly TypedWord[], at: number, named: Lists): number {
  const sentence = words[at]?.sentence
  let here = at
  for (let p = 0; p < phrase.length; p++) {
    const part = phrase[p]
    if (part === undefined) return 0
    if (part.is !== 'gap') {
      const took = tookBy(part, words, here, sentence, named)
      if (took === 0) return 0
      here += took
      continue
    }
    const next = phrase[p + 1]
    if (next === undefined || next.is === 'gap') return 0
    let skipped = 0
    while (skipped <= MOST_BETWEEN && tookBy(next, words, here + skipped, sentence, named) === 0) skipped++
    if (skipped > MOST_BETWEEN) return 0
    here += skipped
  }
  return here - at
}

function tookBy(
  part: Exclude<Part, { is: 'gap' }>,
  words: readonly TypedWord[],
  at: number,
  sentence: number | undefined,
  named: Lists,
): number {
  const word = words[at]
  if (word === undefined || word.sentence !== sentence) return 0
  if (part.is === 'list') return named[part.name]?.(words, at) ?? 0
  if (part.is === 'start') return word.forms.some((form) => form.startsWith(part.word)) ? 1 : 0
  return word.forms.includes(part.word) && (!part.acute || word.acute) ? 1 : 0
}

/** Is any phrase of the list among these words? */
export const anyOf = (list: Phrases, words: readonly TypedWord[]): boolean =>
  words.some((_word, at) => list(words, at) > 0)
