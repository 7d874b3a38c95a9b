/**
 * What comes first. Lower is better. The title before the terms and places, these before the summary, this before the
 * text, a corrected word after all; the reader's language first; equal things by kind, then by slug. Pure.
 */
import type { Language } from '#platform/language/languages.ts'
import type { Theme, Unit } from './meaning.ts'
import { phraseKey } from './question.ts'
import { fact, FOUND_KINDS, GRADES, type FoundKind, type Grade } from './sieve.ts'

/** Parts of an entry whose words are compared one by one; `text` is all the rest. */
export const FIELDS = ['title', 'synonym', 'summary'] as const
export type Field = (typeof FIELDS)[number] | 'theme' | 'country' | 'text'

/** An entry (one item in one language) that answers the question. */
export type Hit = {
  id: string
  kind: FoundKind
  slug: string
  language: string
  title: string
  /** For each unit its marks, one bit for each field × grade, the title exact first. */
  marks: readonly number[]
  /** For each unit whether the entry answers it at all. */
  answered: readonly boolean[]
  /** Those facts of the entry that were asked for. */
  facts: readonly string[]
  /** For each unit whether the words themselves stand anywhere in the entry, as far as that was looked up. */
  worded: readonly boolean[]
}

/** Why an entry answers a unit: its best place. null: it does not. */
export type Reason = { field: Field; grade: Grade; theme: Theme | null }
export type Found = {
  id: string
  kind: FoundKind
  slug: string
  language: string
  cost: number
  reasons: readonly (Reason | null)[]
}

export type Asked = { units: readonly Unit[]; phrase: string; language: Language }

const COST: Record<Field, number> = { title: 0, synonym: 200, theme: 200, country: 200, summary: 300, text: 400 }
const BY_GRADE: Record<Grade, number> = { exact: 0, stem: 10, prefix: 60 }
const BY_THEME: Record<Theme['by'], number> = { label: 0, begins: 10, synonym: 20, hidden: 20, part: 30, narrower: 60 }
const NOT_ANSWERED = 900
const CORRECTED = 450
const OTHER_LANGUAGE = 75
/** Each further place that answers the same. */
const ALSO = -20
const WHOLE_TITLE = -300
const TITLE_BEGINS = -30
/** The page of the term that was named gathers what carries it. */
const ITSELF = -30
/** Pages that explain rather than lead on come a little later; lists of the house's own words, even where one is the word itself. */
const EXPLAINS: [RegExp, number][] = [
  [/^factors\//, 40],
  [
    /^(claim_|respondent_|visibility|outcomes|direction|evidence_|adaptation_|roles_|resource_|frame_|factor_groups)/,
    300,
  ],
]

/** One row for each item, in its best language, best first. */
export function ranked(asked: Asked, hits: readonly Hit[]): Found[] {
  const best = new Map<string, Found>()
  for (const hit of hits) {
    const found = judged(asked, hit)
    const known = best.get(hit.id)
    if (
      known === undefined ||
      found.cost < known.cost ||
      (found.cost === known.cost && found.language < known.language)
    )
      best.set(hit.id, found)
  }
  return [...best.values()].sort(byRelevance)
}

function byRelevance(a: Found, b: Found): number {
  return (
    a.cost - b.cost ||
    FOUND_KINDS.indexOf(a.kind) - FOUND_KINDS.indexOf(b.kind) ||
    (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0)
  )
}

function judged(asked: Asked, hit: Hit): Found {
  const reasons = asked.units.map((unit, at) => (hit.answered[at] ? reasonsOf(unit, hit, at) : []))
  const units = asked.units.map((unit, at) => unitCost(unit, reasons[at] ?? []))
  const cost =
    units.reduce((sum, each) => sum + each, 0) +
    titleCost(asked, hit) +
    (hit.language === asked.language ? 0 : OTHER_LANGUAGE) +
    ownCost(asked, hit)
  return {
    id: hit.id,
    kind: hit.kind,
    slug: hit.slug,
    language: hit.language,
    cost,
    reasons: reasons.map((each) => each[0] ?? null),
  }
}

/** All places that answer the unit, the best first. */
function reasonsOf(unit: Unit, hit: Hit, at: number): Reason[] {
  const reasons: Reason[] = [
    ...FIELDS.flatMap((field) => {
      const grade = GRADES.find((each) => ((hit.marks[at] ?? 0) & bitOf(field, each)) !== 0)
      return grade === undefined ? [] : [{ field, grade, theme: null }]
    }),
    ...unit.themes
      .filter((theme) => hit.facts.includes(fact.term(theme.slug)))
      .map((theme) => ({ field: 'theme' as const, grade: 'exact' as const, theme })),
    ...(unit.country !== null && hit.facts.includes(fact.country(unit.country))
      ? [{ field: 'country' as const, grade: 'exact' as const, theme: null }]
      : []),
  ]
  const placed = reasons.some((reason) => reason.field !== 'theme' && reason.field !== 'country')
  if (reasons.length === 0 || (!placed && hit.worded[at])) reasons.push({ field: 'text', grade: 'stem', theme: null })
  return reasons.sort((a, b) => reasonCost(a) - reasonCost(b))
}

/** The bit of a field and grade in a hit's marks. */
export const bitOf = (field: (typeof FIELDS)[number], grade: Grade): number =>
  1 << (FIELDS.indexOf(field) * GRADES.length + GRADES.indexOf(grade))

const reasonCost = (reason: Reason): number =>
  COST[reason.field] + BY_GRADE[reason.grade] + (reason.theme === null ? 0 : BY_THEME[reason.theme.by])

function unitCost(unit: Unit, reasons: readonly Reason[]): number {
  const [best] = reasons
  if (best === undefined) return NOT_ANSWERED
  const places = new Set(reasons.map((reason) => reason.field))
  return reasonCost(best) + ALSO * (places.size - 1) + (unit.insteadOf === undefined ? 0 : CORRECTED)
}

function titleCost(asked: Asked, hit: Hit): number {
  const title = phraseKey(hit.title)
  if (title === asked.phrase) return WHOLE_TITLE
  return title.startsWith(asked.phrase) ? TITLE_BEGINS : 0
}

function ownCost(asked: Asked, hit: Hit): number {
  if (hit.kind !== 'term') return 0
  const meant = asked.units.some((unit) =>
    unit.themes.some((theme) => theme.slug === hit.slug && ['label', 'begins', 'synonym', 'hidden'].includes(theme.by)),
  )
  return (meant ? ITSELF : 0) + (EXPLAINS.find(([list]) => list.test(hit.slug))?.[1] ?? 0)
}
