/** Rows of the answer: what is shown of each thing found, and why it is there, as facts without a language. Pure. */
import type { Language } from '#platform/language/languages.ts'
import { firstSentence } from '#features/practices/first-sentence.ts'
import type { Unit } from './meaning.ts'
import type { Field, Found, Reason } from './relevance.ts'
import { marked, passage, placesIn, seekerOf, wordsFound, type Segment, type Seeker } from './seeker.ts'
import type { FoundKind, Stems } from './sieve.ts'

/** Texts of an item in one language. */
export type Texts = {
  language: string
  title: string
  summary: string
  synonyms: readonly string[]
  body: readonly string[]
}

/** What the page needs of an item: in the reader's language, and in the one that matched. */
export type ItemRow = {
  id: string
  kind: FoundKind
  slug: string
  demonstration: boolean
  shown: { title: string; summary: string; lang: Language; dir: 'ltr' | 'rtl' }
  matched: Texts
  /** Where a practice is from, in the reader's language where that is known. */
  place: { name: string; lang: string } | null
  country: string | null
  /** When a practice ran, as far as its sources say. */
  years: { start: number | null; end: number | null; running: string } | null
}

export type Why = {
  field: Field
  /** As written in the text; as typed where the text does not tell. */
  found: readonly string[]
  typed: readonly string[]
  /** The found words only begin with what was typed. */
  begins: boolean
  theme: Reason['theme']
  /** The misspelt word that this one stands for. */
  insteadOf: string | null
}

export type ResultRow = Omit<ItemRow, 'matched'> & {
  summary: readonly Segment[]
  /** A part of the long text that holds the words, in the language that matched. */
  passage: { segments: readonly Segment[]; lang: string } | null
  why: readonly Why[]
  /** The language that matched, where it is not the one that is shown. */
  matchedIn: string | null
}

const LONGEST_SUMMARY = 260
const LONGEST_PASSAGE = 220
const MOST_WORDS = 3

export function resultRow(item: ItemRow, found: Found, asked: { units: readonly Unit[]; stems: Stems }): ResultRow {
  const { matched, ...row } = item
  const seekers = asked.units.map((unit) => seekerOf(unit, asked.stems))
  const why = reasonsTold(matched, found, asked.units, seekers)
  const inText = seekers.filter((_, at) => found.reasons[at]?.field === 'text')
  const text = inText.length === 0 ? undefined : matched.body.find((part) => wordsFound(part, inText, 1).length > 0)
  const words = why.some((each) => each.field !== 'theme' && each.field !== 'country')
  return {
    ...row,
    summary: marked(sentenceOf(row.shown, seekers), seekers),
    passage:
      text === undefined
        ? null
        : { segments: marked(passage(text, inText, LONGEST_PASSAGE), seekers), lang: matched.language },
    why,
    matchedIn: words && matched.language !== row.shown.lang ? matched.language : null,
  }
}

/** The first sentence; a further part of the summary where only that holds a word that was asked for. */
function sentenceOf(shown: ItemRow['shown'], seekers: readonly Seeker[]): string {
  const first = firstSentence(shown.summary, shown.lang)
  const further = placesIn(first, seekers).length === 0 && placesIn(shown.summary, seekers).length > 0
  return further ? passage(shown.summary, seekers, LONGEST_SUMMARY) : first
}

/** Reasons of one kind together, the first words first. */
function reasonsTold(matched: Texts, found: Found, units: readonly Unit[], seekers: readonly Seeker[]): Why[] {
  const told = new Map<string, Why>()
  for (const [at, unit] of units.entries()) {
    const reason = found.reasons[at]
    if (!reason) continue
    const why = whyOf(matched, reason, unit, seekers[at] ?? { exact: new Set(), stems: [], beginnings: [] })
    const key = [why.field, why.begins, why.insteadOf, why.theme?.slug].join(' ')
    const known = told.get(key)
    told.set(
      key,
      known
        ? {
            ...known,
            found: [...new Set([...known.found, ...why.found])].slice(0, MOST_WORDS),
            typed: [...known.typed, ...why.typed],
          }
        : why,
    )
  }
  return [...told.values()]
}

function whyOf(matched: Texts, reason: Reason, unit: Unit, seeker: Seeker): Why {
  // behind a hidden phrase stands the label of its term, and nothing else
  if (reason.theme?.by === 'hidden')
    return { field: reason.field, theme: reason.theme, insteadOf: null, typed: [], found: [], begins: false }
  const texts: Partial<Record<Field, readonly string[]>> = {
    title: [matched.title],
    synonym: matched.synonyms,
    summary: [matched.summary],
    text: matched.body,
  }
  const words = wordsFound((texts[reason.field] ?? []).join('\n'), [seeker], 2)
  const asTyped = words.length === 0 || unit.ways.some((way) => way.length > 1)
  return {
    field: reason.field,
    theme: reason.theme,
    insteadOf: unit.insteadOf ?? null,
    typed: [unit.written],
    found: asTyped ? [unit.written] : words,
    begins: reason.grade === 'prefix' && !asTyped,
  }
}
