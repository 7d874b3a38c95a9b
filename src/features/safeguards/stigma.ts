/**
 * Questions to the person who writes, before publishing; never a verdict. Does a wording tie a threat to a religion, a
 * nation or a people; is a group defined by who it is, not by what it needs; is one form of violence alone named? Pure.
 */
import { AGAINST, AIMED_AT, FORMS, GROUPS, IDENTITIES, NEEDS, THREAT_WORDS } from './identity-words.ts'
import { anyOf, type Phrases } from './phrases.ts'
import { readTyped, type Span, type TypedWord } from './typed-text.ts'

export const STIGMA_QUESTIONS = ['threat_tied_to_identity', 'group_by_identity', 'one_form_only'] as const
export type StigmaQuestion = (typeof STIGMA_QUESTIONS)[number]

/** Which words, where in the text as typed, and which question they raise. */
export type Prompt = Span & { words: string; question: StigmaQuestion }

/** Words, from and to (the last one included). */
type Words = { first: number; last: number }

export function stigmaPrompts(text: string): Prompt[] {
  const { words, typedFrom, typedTo } = readTyped(text)
  const tied = threatsTied(words).map((found) => ({ ...found, question: 'threat_tied_to_identity' as const }))
  const grouped = groupsByIdentity(words).map((found) => ({ ...found, question: 'group_by_identity' as const }))
  const alone = oneFormOnly(words).map((found) => ({ ...found, question: 'one_form_only' as const }))
  const prompts = [...tied, ...grouped, ...alone]
    .flatMap(({ first, last, question }) => {
      const [from, to] = [typedFrom(words[first]?.from ?? 0), typedTo(words[last]?.to ?? 0)]
      return [{ from, to, words: text.slice(from, to), question }]
    })
    .toSorted((one, other) => one.from - other.from || rank(one.question) - rank(other.question))
  return prompts.reduce<Prompt[]>(
    (kept, prompt) => ((kept.at(-1)?.to ?? 0) <= prompt.from ? (kept.push(prompt), kept) : kept),
    [],
  )
}

const rank = (question: StigmaQuestion): number => STIGMA_QUESTIONS.indexOf(question)

/** Between the two at most so many words, as in: a threat that comes from refugees. */
const BETWEEN = 3
/** Against, anti, victims: looked for so many words before. */
const BEFORE = 3

/** Islamic terrorism; radicalised Muslims; but not: violence against Muslims. */
function threatsTied(words: readonly TypedWord[]): Words[] {
  return pairs(words, THREAT_WORDS, IDENTITIES, BETWEEN).filter(({ first, last }) => {
    const around = words.slice(Math.max(0, first - BEFORE), last + 1)
    return !anyOf(
      AGAINST,
      around.filter((word) => word.sentence === words[first]?.sentence),
    )
  })
}

/** A programme for young Muslims; but not where the sentence says what they need. */
function groupsByIdentity(words: readonly TypedWord[]): Words[] {
  return pairs(words, GROUPS, IDENTITIES, 1).filter(({ first }) => {
    const own = sentenceAround(words, first)
    const aim = words.slice(Math.max(own.first, first - 6), first)
    return (anyOf(AIMED_AT, aim) || aimedTogether(words, first)) && !anyOf(NEEDS, words.slice(own.first, own.last + 1))
  })
}

/** In Arabic, for is written together with its noun: للشباب المسلم. */
const aimedTogether = (words: readonly TypedWord[], at: number): boolean => /^لل../.test(words[at]?.word ?? '')

const LONGEST_SENTENCE = 60

function sentenceAround(words: readonly TypedWord[], at: number): Words {
  const sentence = words[at]?.sentence
  let [first, last] = [at, at]
  while (at - first < LONGEST_SENTENCE && words[first - 1]?.sentence === sentence && first > 0) first--
  while (last - at < LONGEST_SENTENCE && words[last + 1]?.sentence === sentence) last++
  return { first, last }
}

/** Both in one sentence, in either order, with few words between. */
function pairs(words: readonly TypedWord[], one: Phrases, other: Phrases, most: number): Words[] {
  const found: Words[] = []
  for (let at = 0; at < words.length; at++) {
    const partner = one(words, at) > 0 ? other : other(words, at) > 0 ? one : undefined
    if (partner === undefined) continue
    const took = Math.max(one(words, at), other(words, at))
    for (let next = at + took; next <= at + took + most && words[next]?.sentence === words[at]?.sentence; next++) {
      const partnerTook = partner(words, next)
      if (partnerTook === 0) continue
      found.push({ first: at, last: next + partnerTook - 1 })
      at = next
      break
    }
  }
  return found
}

/** The first place where the one form is named, where no other is. */
function oneFormOnly(words: readonly TypedWord[]): Words[] {
  const firsts = Object.values(FORMS).flatMap((form) => {
    const at = words.findIndex((_word, index) => form(words, index) > 0)
    return at < 0 ? [] : [{ first: at, last: at + form(words, at) - 1, other: form === FORMS.other }]
  })
  const [only] = firsts
  return firsts.length === 1 && only !== undefined && !only.other ? [{ first: only.first, last: only.last }] : []
}
