/** Finds the words of a question in a text as people wrote it, to mark them and to name them. Pure. */
import { compoundsIn, ownStem, rootForm, storedForms, tells, typedForms } from '#base/words.ts'
import type { Unit } from './meaning.ts'
import type { Stems } from './sieve.ts'

/** Where in a text a word of a unit stands: how nearly, and from where to where. */
export type Place = { start: number; end: number; grade: 0 | 1 | 2 }

/** What is sought of one unit. Only what may be shown is sought: words that were typed, never a hidden phrase behind them. */
export type Seeker = { exact: ReadonlySet<string>; stems: readonly string[]; beginnings: readonly string[] }

const SHORTEST_PREFIX = 3

export function seekerOf(unit: Unit, stems: Stems): Seeker {
  const words = [...new Set(unit.ways.flat())]
  return {
    exact: new Set(words.flatMap(typedForms)),
    stems: [
      ...new Set(
        words.flatMap((word) => [ownStem(word), ...typedForms(word).flatMap((form) => stems.get(form) ?? [])]),
      ),
    ],
    beginnings: words.flatMap((word) => [word, rootForm(word)]).filter((word) => [...word].length >= SHORTEST_PREFIX),
  }
}

/** In the order of the text, without overlaps. A compound is one place where it matches run together. */
export function placesIn(text: string, seekers: readonly Seeker[]): Place[] {
  return compoundsIn(text).flatMap(({ parts, joined, start, end }) => {
    const whole = joined === null ? null : gradeOf(joined, seekers)
    const apart = parts.flatMap((part) => {
      const grade = tells(part.word) ? gradeOf(part.word, seekers) : null
      return grade === null ? [] : [{ start: part.start, end: part.end, grade }]
    })
    return whole !== null && apart.length === 0 ? [{ start, end, grade: whole }] : apart
  })
}

function gradeOf(word: string, seekers: readonly Seeker[]): Place['grade'] | null {
  const forms = storedForms(word)
  const grades = seekers.flatMap(({ exact, stems, beginnings }): Place['grade'][] => {
    if (forms.some((form) => exact.has(form))) return [0]
    if (stems.some((stem) => forms.some((form) => ownStem(form) === stem || inflects(form, stem)))) return [1]
    return beginnings.some((beginning) => word.startsWith(beginning) || rootForm(word).startsWith(beginning)) ? [2] : []
  })
  return grades.length === 0 ? null : (Math.min(...grades) as Place['grade'])
}

/** Endings that English and French put behind a stem. */
const ENDINGS =
  /^(?:|s|x|es|e|ed|ing|ings|er|ers|ies|ation|ations|ement|ements|ment|ments|al|ally|ly|ive|ives|ent|ents|ant|ants|ee|ees)$/

function inflects(word: string, stem: string): boolean {
  if (stem.length < 3) return word === stem
  if (word.startsWith(stem)) return ENDINGS.test(word.slice(stem.length))
  return stem.endsWith('i') && (word === `${stem.slice(0, -1)}y` || word === `${stem.slice(0, -1)}ie`)
}

/** The words of the text that match best, each once, as written; at most so many. */
export function wordsFound(text: string, seekers: readonly Seeker[], most: number): string[] {
  const places = placesIn(text, seekers)
  const best = Math.min(...places.map((place) => place.grade))
  const written = places.filter((place) => place.grade === best).map((place) => text.slice(place.start, place.end))
  return [...new Map(written.map((word) => [word.toLocaleLowerCase(), word])).values()].slice(0, most)
}

export type Segment = { text: string; mark: boolean }

/** The text in pieces, words that were asked for apart. */
export function marked(text: string, seekers: readonly Seeker[]): Segment[] {
  const segments: Segment[] = []
  let at = 0
  for (const place of placesIn(text, seekers)) {
    if (place.start > at) segments.push({ text: text.slice(at, place.start), mark: false })
    segments.push({ text: text.slice(place.start, place.end), mark: true })
    at = place.end
  }
  if (at < text.length) segments.push({ text: text.slice(at), mark: false })
  return segments
}

/** At most so many characters of a text, around the first word that was asked for, cut between words; its marks of emphasis and lists left out. */
export function passage(written: string, seekers: readonly Seeker[], most: number): string {
  const text = written
    .replace(/^\s*(?:[-*+]|#+|\d+\.)\s+/gm, '')
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (text.length <= most) return text
  const first = placesIn(text, seekers)[0]?.start ?? 0
  const from = first < most * 0.7 ? 0 : behindSpace(text, first - Math.floor(most * 0.4))
  const to = from + most >= text.length ? text.length : Math.max(text.lastIndexOf(' ', from + most), from + 1)
  return `${from > 0 ? '… ' : ''}${text.slice(from, to).trim()}${to < text.length ? ' …' : ''}`
}

const behindSpace = (text: string, at: number): number => {
  const space = text.indexOf(' ', Math.max(at, 0))
  return space === -1 ? at : space + 1
}
