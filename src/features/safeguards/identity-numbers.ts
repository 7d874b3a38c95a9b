/**
 * Numbers of one person's papers: where a word says so, or where the form of the number can hardly be anything else
 * (with a date or a check that holds). Pure.
 */
import { IDENTITY_WORDS, LINKING_WORDS } from './number-signs.ts'
import type { Span, TypedText, TypedWord } from './typed-text.ts'

const FORMS: readonly { form: RegExp; holds: (digits: string) => boolean }[] = [
  // France, with or without its key
  { form: /[12] ?\d\d ?(?:0[1-9]|1[0-2]) ?(?:\d\d|2[AB]) ?\d{3} ?\d{3}(?: ?\d\d)/g, holds: frenchKey },
  { form: /[12] \d\d (?:0[1-9]|1[0-2]) (?:\d\d|2[AB]) \d{3} \d{3}/g, holds: () => true },
  // United Kingdom
  { form: /[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]/g, holds: () => true },
  // United States
  { form: /(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}/g, holds: () => true },
  // Egypt: century, date of birth, place, series
  { form: /[23]\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{7}/g, holds: () => true },
  // Denmark, Finland and Sweden: a date and four signs
  { form: /(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d-\d{3}[\dA-Z]/g, holds: () => true },
  { form: /(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-\d{4}/g, holds: () => true },
  // Belgium
  { form: /\d\d\.(?:0[1-9]|1[0-2])\.(?:0[1-9]|[12]\d|3[01])-\d{3}\.\d\d/g, holds: () => true },
  // Italy
  { form: /[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z]/g, holds: () => true },
  // Spain
  { form: /\d{8}-?[A-Z]/g, holds: spanishLetter },
]

export function identityNumbers(text: TypedText): Span[] {
  return [...byForm(text.plain), ...byWord(text)]
}

function byForm(plain: string): Span[] {
  return FORMS.flatMap(({ form, holds }) =>
    [...plain.matchAll(form)]
      .map((match) => ({ from: match.index, to: match.index + match[0].length, written: match[0] }))
      .filter(({ from, to, written }) => standsAlone(plain, from, to) && holds(written))
      .map(({ from, to }) => ({ from, to })),
  )
}

const standsAlone = (plain: string, from: number, to: number): boolean =>
  !/[\p{L}\p{N}_+/=-]$|\d[ .,]$/u.test(plain.slice(Math.max(0, from - 2), from)) &&
  !/^[\p{L}\p{N}_/=]|^[ .,-]\d/u.test(plain.slice(to, to + 2))

function frenchKey(written: string): boolean {
  const digits = written.replace(/ /g, '').replace(/2A/, '19').replace(/2B/, '18')
  return digits.length === 15 && 97 - Number(BigInt(digits.slice(0, 13)) % 97n) === Number(digits.slice(13))
}

function spanishLetter(written: string): boolean {
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(written.slice(0, 8)) % 23] === written.at(-1)
}

const MOST_LINKING = 4
const MOST_PARTS = 7

/** A word for the paper, small words, and then a code of five signs with four digits. */
function byWord({ plain, words }: TypedText): Span[] {
  const found: Span[] = []
  for (let at = 0; at < words.length; at++) {
    const took = IDENTITY_WORDS(words, at)
    if (took === 0) continue
    let next = at + took
    for (let linked = 0; linked < MOST_LINKING && !/\d/.test(words[next]?.word ?? ''); linked++) {
      if (LINKING_WORDS(words, next) === 0) break
      next++
    }
    const code = codeFrom(plain, words, next, words[at]?.sentence)
    if (code !== undefined) found.push(code)
  }
  return found
}

function codeFrom(plain: string, words: readonly TypedWord[], at: number, sentence: number | undefined) {
  const first = words[at]
  if (first === undefined || first.sentence !== sentence) return undefined
  let [last, digits, amount] = [at, '', true]
  for (let here = at; here < Math.min(words.length, at + MOST_PARTS); here++) {
    const word = words[here]
    const before = words[here - 1]
    if (word === undefined || word.sentence !== sentence) break
    if (here > at && !/^[ .\-/]$/.test(plain.slice(before?.to, word.from))) break
    const written = plain.slice(word.from, word.to)
    const isCode =
      /\d/.test(written) ||
      (here > at && /^[B-HJ-Z]$/.test(written)) ||
      (/^[A-Z]{1,3}$/.test(written) && /\d/.test(words[here + 1]?.word ?? ''))
    if (!isCode) break
    if (here > at && written.length !== 3) amount = false
    if (here === at && (!/^[1-9]\d{0,2}$/.test(written) || !/^[ ,.]\d{3}\b/.test(plain.slice(word.to, word.to + 5))))
      amount = false
    digits += written.replace(/\D/g, '')
    last = here
  }
  const end = words[last]?.to ?? first.to
  const plural = amount && last - at < 3 && digits.length < 8
  return digits.length >= 4 && end - first.from >= 5 && !plural ? { from: first.from, to: end } : undefined
}
