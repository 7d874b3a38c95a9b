/**
 * A text as a screening reads it: without what nobody sees (joiners, tatweel, marks of direction), digits as 0–9,
 * cut into words and sentences, each place known in the text as it was typed. Pure.
 */
import { normalise, westernDigit } from '#base/normalise.ts'

/** Two places in `plain`; `to` is the first that no longer belongs. */
export type Span = { from: number; to: number }

export type TypedWord = {
  /** one spelling, as a search knows it */
  word: string
  /** the same, and in Arabic without the article or a letter written together with it */
  forms: readonly string[]
  from: number
  to: number
  sentence: number
  opensSentence: boolean
  capital: boolean
  /** ends in é as typed: arrêté, not arrête */
  acute: boolean
}

export type TypedText = {
  plain: string
  words: readonly TypedWord[]
  /** a place in `plain` as a place in the text that was typed */
  typedFrom: (from: number) => number
  typedTo: (to: number) => number
}

export function readTyped(text: string): TypedText {
  const { plain, starts, ends } = withoutUnseen(text)
  return {
    plain,
    words: wordsIn(text, plain, ends),
    typedFrom: (from) => starts[from] ?? text.length,
    typedTo: (to) => ends[to - 1] ?? 0,
  }
}

const UNSEEN = /[\u0640\u115F\u1160\u3164\uFFA0\p{Cf}\p{Mn}\p{Me}]/u
const ACCENT = /[\p{Mn}\p{Me}]/u
const LINE = /[\n\r\u2028\u2029\u0085]/
const CONTROL = /\p{Cc}/u

function withoutUnseen(text: string) {
  let plain = ''
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const sign of text) {
    const after = at + sign.length
    for (const part of partsOf(sign)) {
      if (UNSEEN.test(part)) {
        if (ACCENT.test(part) && ends.length > 0) ends[ends.length - 1] = after
        continue
      }
      const seen = LINE.test(part)
        ? '\n'
        : CONTROL.test(part)
          ? ' '
          : part.replace(/[٠-٩۰-۹]/, westernDigit).replace(/[‐‑‒–—−]/, '-')
      for (let unit = 0; unit < seen.length; unit++) {
        starts.push(at)
        ends.push(after)
      }
      plain += seen
    }
    at = after
  }
  return { plain, starts, ends }
}

/** A letter and its accents; a whole greeting in one sign stays one. */
function partsOf(sign: string): string {
  const parts = sign < '\u0080' ? sign : sign.normalize('NFKD')
  return parts.length > MOST_PARTS ? sign : parts
}
const MOST_PARTS = 4

const LONGEST_WORD = 40
const WORD = /[\p{L}\p{N}]+/gu
const STOP = /[.!?؟؛;](?=\s|$)|[!?؟؛;]/
/** After these a dot ends no sentence. */
const SHORTENED = new Set(
  'm mr mrs ms mme mlle dr pr prof st ste tel no nr art av ave bd blvd rd sh cf etc fam tlf ext ت د'.split(' '),
)

function wordsIn(text: string, plain: string, ends: readonly number[]): TypedWord[] {
  const words: TypedWord[] = []
  let sentence = 0
  const known = new Map<string, { word: string; forms: string[] }>()
  const spelt = (written: string) => {
    const before = known.get(written)
    if (before !== undefined) return before
    const word = normalise(written.slice(0, LONGEST_WORD))
    const spelling = { word, forms: formsOf(word) }
    known.set(written, spelling)
    return spelling
  }
  for (const match of plain.matchAll(WORD)) {
    const [from, to] = [match.index, match.index + match[0].length]
    const before = words.at(-1)
    const opensSentence = before === undefined || endsSentence(plain.slice(before.to, from), before)
    if (before !== undefined && opensSentence) sentence++
    const { word, forms } = spelt(match[0])
    const last = ends[to - 1] ?? text.length
    words.push({
      word,
      forms,
      from,
      to,
      sentence,
      opensSentence,
      capital: /^\p{Lu}/u.test(match[0]),
      acute: /[éÉE]$/.test(text.slice(Math.max(0, last - 4), last).normalize('NFC')),
    })
  }
  return words
}

function endsSentence(between: string, before: TypedWord): boolean {
  const line = between.indexOf('\n')
  if (line >= 0 && !/:\s*$/.test(between.slice(Math.max(0, line - 8), line))) return true
  const stop = STOP.exec(between.slice(0, 200))
  if (stop === null) return between.length > 200
  return stop[0] !== '.' || stop.index > 0 || !(SHORTENED.has(before.word) || /^\p{L}$/u.test(before.word))
}

const ARABIC = /^[\u0621-\u064A]/
function formsOf(word: string): string[] {
  if (!ARABIC.test(word) || word.length < 4) return [word]
  const bare = [/^[وف](?=..)/, /^[وف]?[بلك](?=...)/, /^(?:[وف]?[بك]?ال|[وف]?لل)(?=..)/]
  return [...new Set([word, ...bare.map((written) => word.replace(written, ''))])]
}

/** The words of its sentence that stand right before a word that begins at a place, the nearest last; at most `most`. */
export function wordsBefore({ words }: TypedText, at: number, most: number): TypedWord[] {
  const end = firstWordFrom(words, at)
  const sentence = words[end]?.sentence
  return words.slice(Math.max(0, end - most), end).filter((each) => each.sentence === sentence)
}

/** The words of its sentence that follow a word that ends at a place, the nearest first; at most `most`. */
export function wordsAfter({ words }: TypedText, at: number, most: number): TypedWord[] {
  const begin = firstWordFrom(words, at)
  const sentence = words[begin - 1]?.sentence
  return words.slice(begin, begin + most).filter((each) => each.sentence === sentence)
}

/** Halving: there may be many words and many questions. */
export function firstWordFrom(words: readonly TypedWord[], at: number): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle]?.from ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
