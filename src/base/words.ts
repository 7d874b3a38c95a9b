/**
 * Words as a search knows them. Stored texts and typed questions are cut by the same knife, so that accents, Arabic
 * letter forms, articles, British and American endings and hyphens make no difference. Pure.
 */
import { normalise } from './normalise.ts'

/** A word where it stands in a text: `text.slice(start, end)` is how people wrote it, `word` how it is searched. */
export type WrittenWord = { word: string; start: number; end: number }

/** Words that belong together by hyphen, stroke or dot, e.g. anti-rumour, P/CVE: one by one, and run together. */
export type Compound = { parts: WrittenWord[]; joined: string | null; start: number; end: number }

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*/gu
const JOINER = /^[-\u2010\u2011/.&·]$/
const LONGEST = 40
const MOST_PARTS = 5

/** All words of a text in their order, those joined by a hyphen kept together. */
export function compoundsIn(text: string): Compound[] {
  const compounds: Compound[] = []
  for (const match of text.matchAll(WORD)) {
    const written = { word: plain(match[0]), start: match.index, end: match.index + match[0].length }
    if (written.word === '') continue
    const before = compounds.at(-1)
    const tied =
      before !== undefined && before.parts.length < MOST_PARTS && JOINER.test(text.slice(before.end, written.start))
    if (tied) compounds[compounds.length - 1] = tie(before, written)
    else compounds.push({ parts: [written], joined: null, start: written.start, end: written.end })
  }
  return compounds
}

const plain = (written: string): string =>
  normalise(written)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, LONGEST)

const tie = (compound: Compound, next: WrittenWord): Compound => {
  const parts = [...compound.parts, next]
  return {
    parts,
    joined: parts
      .map((part) => part.word)
      .join('')
      .slice(0, LONGEST),
    start: compound.start,
    end: next.end,
  }
}

/** A single letter says nothing alone: an elided article, an initial. */
export const tells = (word: string): boolean => [...word].length > 1

/** The one form that stands for a word: without the Arabic article and what is written together with it, with one English ending. */
export const rootForm = (word: string): string => (ARABIC.test(word) ? withoutArticle(word) : withOneEnding(word))

/** Under these forms a typed word is looked for. */
export const typedForms = (word: string): string[] => [...new Set([word, rootForm(word)])]

/** The stem of an Arabic word, what is written behind it left out; other words as they are, their stems come from dictionaries. */
export function ownStem(word: string): string {
  if (!ARABIC.test(word)) return word
  return SUFFIXES.reduce(
    (left, suffix) =>
      left.endsWith(suffix) && left.length - suffix.length >= 3 ? left.slice(0, -suffix.length) : left,
    rootForm(word),
  )
}

/** Under these forms a stored word can be found; a single و ب ل ف ك before a long enough rest may be a word of its own. */
export function storedForms(word: string): string[] {
  const [first = '', rest = ''] = [word.slice(0, 1), word.slice(1)]
  const loose = ARABIC.test(word) && ((first === 'و' && rest.length >= 3) || (/[بلفك]/.test(first) && rest.length >= 4))
  return loose ? [...new Set([...typedForms(word), rest, rootForm(rest)])] : typedForms(word)
}

/** Stems stand beside the words under a mark of their own: peace and safety share a stem in Arabic and are two words. */
export const stemLexeme = (stem: string): string => `~${stem}`

/** Every form under which a text can be found, Arabic stems included. */
export function formsOf(text: string): string[] {
  const forms = new Set<string>()
  for (const compound of compoundsIn(text)) {
    if (compound.joined !== null && tells(compound.joined)) forms.add(compound.joined).add(rootForm(compound.joined))
    for (const { word } of compound.parts) if (tells(word)) for (const form of storedForms(word)) forms.add(form)
  }
  return [...forms, ...new Set([...forms].filter((form) => ARABIC.test(form)).map((form) => stemLexeme(ownStem(form))))]
}

/** A phrase as its words stand for it, in order; letters that stand alone are run together (R&R, P.A.T.H.). */
export function phraseWords(text: string): string[] {
  return compoundsIn(text).flatMap(({ parts, joined }) => {
    const told = parts.filter((part) => tells(part.word)).map((part) => rootForm(part.word))
    return told.length === 0 && joined !== null ? [joined] : told
  })
}

const ARABIC = /^[\u0621-\u064A]/
/** In the order in which they are taken off (after Larkey's light stemmer). */
const SUFFIXES = ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'ه', 'ي']

/** والشباب، بالشباب، للشباب، الشباب: شباب. What is left must be a word. */
const withoutArticle = (word: string): string =>
  /^(?:[وف]?[بك]?ال|[وف]?لل)([\u0621-\u064A]{2,})$/.exec(word)?.[1] ?? word

/** radicalization, neighbor, program, center as the British write them, or both in a third way: it is never shown. */
function withOneEnding(word: string): string {
  if (word.length < 5) return word
  return word
    .replace(/iz(?=(?:e|ed|er|ers|es|ing|ation|ations|ational)?$)/, 'is')
    .replace(/our(?=(?:s|ed|ing|er|ers|able|al|hood|hoods|ful)?$)/, 'or')
    .replace(/ogramme(?=s?$)/, 'ogram')
    .replace(/^(def|off|lic)ence/, '$1ense')
    .replace(/tre(?=s?$)/, 'ter')
}
