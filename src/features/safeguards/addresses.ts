/**
 * Streets with a house number, and streets where someone is said to live. An address of a public house, given as such,
 * is left alone. Pure.
 */
import {
  HOUSES_ARABIC,
  LIVING,
  NOT_A_HOUSE,
  NOT_A_STREET,
  STREET_ENDING,
  STREETS_ARABIC,
  STREETS_BEFORE,
  STREETS_BEHIND,
} from './address-signs.ts'
import { PRIVATE_WORDS, PUBLIC_WORDS } from './number-signs.ts'
import { anyOf } from './phrases.ts'
import { type Span, type TypedText, type TypedWord, wordsAfter, wordsBefore } from './typed-text.ts'

/** Words, from and to (the last one included), and whether a house number is among them. */
type Found = { first: number; last: number; house: boolean }

export function addresses(text: TypedText): Span[] {
  const { words } = text
  const found: Span[] = []
  for (let at = 0; at < words.length; at++) {
    const street = nameFirst(text, at) ?? nameLast(text, at) ?? arabic(text, at) ?? together(text, at)
    if (street === undefined) continue
    const [first, last] = [words[street.first], words[street.last]]
    if (first === undefined || last === undefined) continue
    const before = wordsBefore(text, first.from, 8)
    const after = wordsAfter(text, last.to, 5)
    const lived = anyOf(LIVING, before.slice(-6))
    const spared = anyOf(PUBLIC_WORDS, [...before, ...after]) && !lived && !anyOf(PRIVATE_WORDS, [...before, ...after])
    if ((street.house || lived) && !spared) found.push({ from: first.from, to: last.to })
  }
  return found
}

const HOUSE = /^\d{1,4}[a-z]?$/
const YEAR = /^(?:19|20)\d\d$/

/** 12 Example Street, Flat 3b, 12 Old Mill Road. `at` is the street word. */
function nameFirst({ plain, words }: TypedText, at: number): Found | undefined {
  const street = words[at]
  if (!street?.capital || STREETS_BEHIND(words, at) === 0 || NOT_A_STREET(words, at + 1) > 0) return undefined
  let first = at
  while (at - first < 4 && words[first - 1]?.capital && near(plain, words, first - 1, street.sentence)) first--
  if (first === at) return undefined
  const number = words[first - 1]
  const house =
    number !== undefined &&
    HOUSE.test(number.word) &&
    !YEAR.test(number.word) &&
    near(plain, words, first - 1, street.sentence) &&
    !countsSteps(words, first - 2, street)
  return { first: house ? first - 1 : first, last: at, house }
}

/** 12 bis, rue de la République. `at` is the street word. */
function nameLast({ plain, words }: TypedText, at: number): Found | undefined {
  const street = words[at]
  if (street === undefined || STREETS_BEFORE(words, at) === 0) return undefined
  let last = at
  for (let next = at + 1; next <= at + 6 && near(plain, words, next - 1, street.sentence); next++) {
    if (words[next]?.sentence !== street.sentence) break
    if (words[next]?.capital) last = next
    else if (!/^(?:de|du|des|la|le|les|l|d|el|al|a|et|aux|au)$/.test(words[next]?.word ?? '')) break
  }
  if (last === at) return undefined
  const bis = /^(?:bis|ter|quater|[a-d])$/.test(words[at - 1]?.word ?? '') ? 1 : 0
  const number = words[at - 1 - bis]
  const house =
    number !== undefined &&
    number.sentence === street.sentence &&
    HOUSE.test(number.word) &&
    !YEAR.test(number.word) &&
    street.from - number.to <= 6 &&
    !countsSteps(words, at - 2 - bis, street)
  return { first: house ? at - 1 - bis : at, last, house }
}

/** شارع الحمراء، بناية 12، الطابق 3. `at` is the street word. */
function arabic({ words }: TypedText, at: number): Found | undefined {
  const street = words[at]
  if (street === undefined || STREETS_ARABIC(words, at) === 0) return undefined
  const before = words[at - 1]
  if (before !== undefined && before.sentence === street.sentence && HOUSE.test(before.word) && !YEAR.test(before.word))
    return { first: at - 1, last: inSentence(words, at + 1, street) ? at + 1 : at, house: true }
  let last = -1
  for (let next = at + 1; next <= at + 9 && inSentence(words, next, street); next++) {
    const number = words[next]?.word ?? ''
    if (!HOUSE.test(number) || YEAR.test(number)) continue
    if (next === at + 2 || HOUSES_ARABIC(words, next - 1) > 0) last = next
  }
  if (last > 0) return { first: at, last, house: true }
  return inSentence(words, at + 1, street) ? { first: at, last: at + 1, house: false } : undefined
}

/** Karl-Marx-Straße 12. `at` is the street word. */
function together({ plain, words }: TypedText, at: number): Found | undefined {
  const street = words[at]
  const number = words[at + 1]
  if (street === undefined || number === undefined || street.to - street.from < 6) return undefined
  if (!STREET_ENDING.test(street.word) || !HOUSE.test(number.word) || YEAR.test(number.word)) return undefined
  if (!near(plain, words, at, street.sentence) || number.sentence !== street.sentence) return undefined
  let first = at
  while (at - first < 3 && words[first - 1]?.capital && plain.slice(words[first - 1]?.to, words[first]?.from) === '-')
    first--
  return street.capital || first < at ? { first, last: at + 1, house: true } : undefined
}

/** One or two signs to the next word, in the same sentence. */
const near = (plain: string, words: readonly TypedWord[], at: number, sentence: number): boolean =>
  words[at]?.sentence === sentence && /^(?:[ '’-]|, |\. )$/.test(plain.slice(words[at]?.to, words[at + 1]?.from))

const inSentence = (words: readonly TypedWord[], at: number, street: TypedWord): boolean =>
  words[at]?.sentence === street.sentence

/** Phase 2 Youth Street: the number is of the phase. */
const countsSteps = (words: readonly TypedWord[], at: number, street: TypedWord): boolean =>
  inSentence(words, at, street) && NOT_A_HOUSE(words, at) > 0
