/** Units of a question as full-text queries of PostgreSQL. Words are letters and digits alone, so quoting is safe. Pure. */
import { ownStem, rootForm, stemLexeme, typedForms } from '#base/words.ts'
import type { Kind } from '#features/registry/item.ts'
import type { Unit } from './meaning.ts'

/** Stems by typed word, in all languages that have a dictionary. */
export type Stems = ReadonlyMap<string, readonly string[]>

/** exact: under one of its forms · stem: another form of the word · prefix: a word that begins so. */
export const GRADES = ['exact', 'stem', 'prefix'] as const
export type Grade = (typeof GRADES)[number]

/** Shorter beginnings match too much to say anything. */
const SHORTEST_PREFIX = 3

/** Facts begin with §: no word that people type can hold it. */
export const fact = {
  kind: (kind: FoundKind) => `§kind/${kind}`,
  in: (language: string) => `§in/${language}`,
  term: (slug: string) => `§${slug}`,
  country: (code: string) => `§country/${code}`,
}

/** What has a page of its own to be found; glossary entries are terms with a name of their own. */
export type FoundKind = Exclude<Kind, 'adaptation' | 'hub'> | 'glossary'
export const FOUND_KINDS = [
  'practice',
  'city',
  'organisation',
  'term',
  'glossary',
] as const satisfies readonly FoundKind[]

/** Facts that answer the unit instead of its words. */
export const factsOf = (unit: Unit): string[] => [
  ...unit.themes.map((theme) => fact.term(theme.slug)),
  ...(unit.country === null ? [] : [fact.country(unit.country)]),
]

/** Matches an entry that answers the unit in any way; null: nothing can. */
export function sieveOf(unit: Unit, stems: Stems): string | null {
  const words = unit.ways.map((way) =>
    all(way.map((word) => any(GRADES.flatMap((grade) => lexemes(word, grade, stems))))),
  )
  return or([...words, ...factsOf(unit).map(quoted)])
}

/** Matches a part of an entry that holds the words of the unit at this grade or better; null: it has no words. */
export const wordsQuery = (unit: Unit, grade: Grade, stems: Stems): string | null =>
  or(
    unit.ways.map((way) =>
      all(
        way.map((word) =>
          any(GRADES.slice(0, GRADES.indexOf(grade) + 1).flatMap((each) => lexemes(word, each, stems))),
        ),
      ),
    ),
  )

function lexemes(word: string, grade: Grade, stems: Stems): string[] {
  if (grade === 'exact') return typedForms(word).map(quoted)
  if (grade === 'stem')
    return [...new Set([ownStem(word), ...typedForms(word).flatMap((form) => stems.get(form) ?? [])])].map((stem) =>
      quoted(stemLexeme(stem)),
    )
  return beginnings(word).map((beginning) => `${quoted(beginning)}:*`)
}

/** radicaliz begins a word that is kept as radicalis, المتطر one that is kept as متطرف. */
const beginnings = (word: string): string[] =>
  [...new Set([word, ...(/iz$|^[\u0621-\u064A]/.test(word) ? [rootForm(word)] : [])])].filter(
    (each) => [...each].length >= SHORTEST_PREFIX,
  )

const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, '')}'`
const any = (alternatives: string[]): string => `(${[...new Set(alternatives)].join(' | ')})`
const all = (needed: string[]): string => `(${needed.join(' & ')})`
const or = (alternatives: string[]): string | null => (alternatives.length === 0 ? null : any(alternatives))

/** Matches nothing: there is no such fact. */
export const NEVER = `'§none'`

/** Entries that answer all of the units, or, of several, all but one, or any. */
export const everyOf = (sieves: readonly string[]): string => all([...sieves])
export const anyOf = (sieves: readonly string[]): string => any([...sieves])
export const allButOneOf = (sieves: readonly string[]): string =>
  any(sieves.map((_, left) => all(sieves.filter((_sieve, at) => at !== left))))
