/**
 * Personal names with risk wording within a few words, in one sentence, nobody else between them. A name is known by its
 * signs: a title, ben or Abu, a given name that many bear; two capitalised words without such a sign only where the
 * risk wording is near. Pure.
 */
import {
  ALSO_WORDS_ARABIC,
  CALLED_ARABIC,
  GIVEN_NAMES,
  GIVEN_NAMES_ARABIC,
  KUNYAS_ARABIC,
  NOT_NAMES,
  NOT_NAMES_ARABIC,
  PARTICLES,
  PLACE_PREPOSITIONS,
  PLACES_LIKE_NAMES,
  SONS_ARABIC,
  SURE_PARTICLES,
  SURELY_CALLED,
  TITLES,
} from './name-signs.ts'
import { anyOf } from './phrases.ts'
import { MANY_PEOPLE, RISK_SUBJECTS, RISK_SUBJECTS_BEFORE, RISK_WORDS } from './risk-words.ts'
import type { Span, TypedText, TypedWord } from './typed-text.ts'

/** Words of the name (the last one included), and how far the risk wording may be. */
type Name = { first: number; last: number; reach: number }
type Risk = { first: number; last: number }

const SURE = 8
const LIKELY = 4
const PERHAPS = 2
const LONGEST = 5

export function namesWithRisk({ plain, words }: TypedText): Span[] {
  const found: Span[] = []
  for (let at = 0; at < words.length; at++) {
    const name = latinName(plain, words, at) ?? arabicName(plain, words, at)
    if (name === undefined) continue
    const [first, last] = [words[name.first], words[name.last]]
    if (first !== undefined && last !== undefined && riskNear(words, name))
      found.push({ from: first.from, to: last.to })
    at = Math.max(at, name.last)
  }
  return found
}

function riskNear(words: readonly TypedWord[], name: Name): boolean {
  const sentence = words[name.first]?.sentence
  for (let here = Math.max(0, name.first - name.reach - 6); here <= name.last + name.reach + 1; here++) {
    if (here >= name.first && here <= name.last) continue
    const risk = riskAt(words, here, sentence)
    if (risk === undefined) continue
    if (risk.first <= name.last && risk.last >= name.first) {
      if (risk.first < name.first && risk.last > name.last) return true
      continue
    }
    const between =
      risk.first > name.last ? words.slice(name.last + 1, risk.first) : words.slice(risk.last + 1, name.first)
    if (between.length <= name.reach && !anyOf(MANY_PEOPLE, between)) return true
  }
  return false
}

function riskAt(words: readonly TypedWord[], at: number, sentence: number | undefined): Risk | undefined {
  if (words[at]?.sentence !== sentence) return undefined
  const took = RISK_WORDS(words, at)
  if (took === 0) return undefined
  const after = words[at + took]?.sentence === sentence ? at + took : words.length
  const before = words[at - 1]?.sentence === sentence ? at - 1 : words.length
  const ofMany = MANY_PEOPLE(words, after) > 0 || MANY_PEOPLE(words, before) > 0
  const ofNobody = took === 1 && (RISK_SUBJECTS(words, after) > 0 || RISK_SUBJECTS_BEFORE(words, before) > 0)
  return ofMany || ofNobody ? undefined : { first: at, last: at + took - 1 }
}

const isGiven = (words: readonly TypedWord[], at: number): boolean => GIVEN_NAMES(words, at) > 0
const isJoined = (plain: string, words: readonly TypedWord[], at: number): boolean =>
  words[at]?.sentence === words[at + 1]?.sentence &&
  /^(?: {1,2}|-|['’]|\. ?)$/.test(plain.slice(words[at]?.to, words[at + 1]?.from))

function latinName(plain: string, words: readonly TypedWord[], at: number): Name | undefined {
  if (!words[at]?.capital && SURE_PARTICLES(words, at) === 0) return undefined
  let last = at
  for (let next = at + 1; next < at + LONGEST && isJoined(plain, words, next - 1); next++) {
    if (words[next]?.capital) last = next
    else if (PARTICLES(words, next) === 0) break
  }
  if (last === at && !words[at]?.capital) return undefined
  const titled =
    TITLES(words, at) > 0 || (at > 0 && TITLES(words, at - 1) > 0 && words[at - 1]?.sentence === words[at]?.sentence)
  let first = at
  while (
    first <= last &&
    (TITLES(words, first) > 0 || (NOT_NAMES(words, first) > 0 && !isGiven(words, first) && first === at))
  )
    first++
  if (first > last) return { first: at, last, reach: -1 }
  return { first, last, reach: reachOf(plain, words, first, last, titled) }
}

function reachOf(plain: string, words: readonly TypedWord[], first: number, last: number, titled: boolean): number {
  const name = words.slice(first, last + 1)
  const places = [0, 1].some((back) => PLACES_LIKE_NAMES(words, first - back) > 0)
  if (
    places ||
    name.some((_word, at) => NOT_NAMES(name, at) > 0 && SURE_PARTICLES(name, at) === 0 && PARTICLES(name, at) === 0)
  )
    return -1
  const given = name.some((_word, at) => isGiven(name, at))
  const sure = titled || name.some((_word, at) => SURE_PARTICLES(name, at) > 0)
  if (name.length > 1) {
    if (given || sure) return SURE
    const before = words[first - 1]?.sentence === words[first]?.sentence ? first - 1 : -1
    if (PLACE_PREPOSITIONS(words, before) > 0) return -1
    return words[first]?.opensSentence ? PERHAPS : LIKELY
  }
  if (titled && (words[first]?.to ?? 0) - (words[first]?.from ?? 0) > 1) return LIKELY
  const aged = /^,? ?\(?\d\d\b/.test(plain.slice(words[last]?.to, (words[last]?.to ?? 0) + 5))
  return given && aged ? SURE : given ? PERHAPS : -1
}

const ARABIC = /^[\u0621-\u064A]/

function arabicName(plain: string, words: readonly TypedWord[], at: number): Name | undefined {
  const word = words[at]
  if (word === undefined || !ARABIC.test(word.word)) return undefined
  const called = CALLED_ARABIC(words, at)
  if (called > 0 && SURELY_CALLED(words, at) > 0) return goesOn(plain, words, at + called, at + called, 2)
  if (PLACES_LIKE_NAMES(words, at) > 0) return undefined
  if (KUNYAS_ARABIC(words, at) > 0) return goesOn(plain, words, at, at + 1, 2)
  const given = GIVEN_NAMES_ARABIC(words, at)
  if (given === 0) return undefined
  const next = at + given
  const follows = isJoined(plain, words, next - 1)
  if (follows && SONS_ARABIC(words, next) > 0) return goesOn(plain, words, at, next + 1, 2)
  if (follows && GIVEN_NAMES_ARABIC(words, next) > 0)
    return goesOn(plain, words, at, next + GIVEN_NAMES_ARABIC(words, next) - 1, 1)
  const before = words[at - 1]?.sentence === word.sentence && CALLED_ARABIC(words, at - 1) > 0
  const alone = ALSO_WORDS_ARABIC(words, at) > 0
  if (alone && !before) return undefined
  if (follows && looksLikeSurname(words, next)) return { first: at, last: next, reach: SURE }
  return { first: at, last: next - 1, reach: before ? SURE : PERHAPS }
}

/** A name that surely goes to `last` takes up to `more` words that look like parts of it. */
function goesOn(
  plain: string,
  words: readonly TypedWord[],
  first: number,
  last: number,
  more: number,
): Name | undefined {
  if (words[last] === undefined || words[last]?.sentence !== words[first]?.sentence) return undefined
  let end = last
  for (let added = 0; added < more && isJoined(plain, words, end); added++) {
    if (SONS_ARABIC(words, end + 1) > 0) end += 2
    else if (GIVEN_NAMES_ARABIC(words, end + 1) > 0) end += GIVEN_NAMES_ARABIC(words, end + 1)
    else if (looksLikeSurname(words, end + 1)) end++
    else break
  }
  return { first, last: Math.min(end, words.length - 1), reach: SURE }
}

const looksLikeSurname = (words: readonly TypedWord[], at: number): boolean =>
  /^(?:ال.{2,}ي|ال.{3,}|بن.{2,}|ابو.{2,})$/.test(words[at]?.word ?? '') &&
  NOT_NAMES_ARABIC(words, at) === 0 &&
  RISK_WORDS(words, at) === 0 &&
  !/^الم.*ين$|ات$/.test(words[at]?.word ?? '')
