/** What differs between two published states of a practice, sorted under the headings of the record. Pure. */
import { isLanguage, type Language } from '#platform/language/languages.ts'
import { differenceOf, type FieldChange } from '#features/registry/difference.ts'
import type { PracticeRow } from './practice-import.ts'

/** The parts of a record under which its fields are told, in their order. */
export const SECTIONS = [
  'head',
  'in_short',
  'problem',
  'how',
  'core',
  'needs',
  'results',
  'lessons',
  'rights',
  'lineage',
  'sources',
  'visibility',
] as const
export type Section = (typeof SECTIONS)[number]

const SECTION_OF: Record<string, Section> = {
  title: 'head',
  summary: 'head',
  problem: 'problem',
  how_it_works: 'how',
  core_components: 'core',
  adaptable_parts: 'core',
  claims: 'needs',
  results: 'results',
  record: 'results',
  harm: 'results',
  lessons: 'lessons',
  rights_gate: 'rights',
  adopted_from: 'lineage',
  adopted_by: 'lineage',
  sources: 'sources',
  visibility: 'visibility',
}

export type Change = FieldChange & {
  /** Of the words; null where the field has none. */
  language: string | null
  /** Of the claim that it belongs to; null elsewhere. */
  factor: string | null
  /** Vocabulary of which the values are codes; `steps` of the claim's factor, `cost`, `lessons` and `running` have no vocabulary of their own. Null: words. */
  list: string | null
}

export type Changes = {
  sections: { section: Section; changes: Change[] }[]
  /** How many changes there are in words of other languages, which this page does not show. */
  elsewhere: { language: string; count: number }[]
}

const LISTS = new Set([
  'forms',
  'challenges',
  'prevention_levels',
  'sectors',
  'target_groups',
  'practice_types',
  'settings',
])

export function changesBetween(before: PracticeRow, after: PracticeRow, language: Language): Changes {
  const all = differenceOf(before, after).map(placed)
  const here = all.filter((change) => change.language === null || change.language === language)
  const others = [
    ...new Set(
      all.flatMap((change) => (change.language !== null && change.language !== language ? [change.language] : [])),
    ),
  ].sort()
  return {
    sections: SECTIONS.map((section) => ({
      section,
      changes: here.filter((change) => sectionOf(change) === section),
    })).filter(({ changes }) => changes.length > 0),
    elsewhere: others.map((each) => ({
      language: each,
      count: all.filter((change) => change.language === each).length,
    })),
  }
}

/** Which codes stand at a path. */
const CODES: [RegExp, string][] = [
  [/^claims\..+\.role$/, 'claim_roles'],
  [/^claims\..+\.basis$/, 'claim_basis'],
  [/^claims\..+\.(at_least|at_most)$|\.any_of\./, 'steps'],
  [/^results\.level$/, 'evidence_levels'],
  [/^results\.direction$/, 'direction'],
  [/^record\.outcome$/, 'outcomes'],
  [/^place\.region$/, 'regions'],
  [/^cost\.band$/, 'cost'],
  [/^lessons\..+\.kind$/, 'lessons'],
  [/^state$/, 'running'],
]

const listOf = (path: string): string | null => {
  const [field = ''] = path.split('.')
  return LISTS.has(field) ? field : (CODES.find(([pattern]) => pattern.test(path))?.[1] ?? null)
}

const fieldOf = (change: FieldChange): string => change.path.split('.')[0] ?? ''
const sectionOf = (change: FieldChange): Section => SECTION_OF[fieldOf(change)] ?? 'in_short'

function placed(change: FieldChange): Change {
  const last = change.path.split('.').at(-1) ?? ''
  const inWords = change.path.includes('.') && isLanguage(last) && !LISTS.has(fieldOf(change))
  const claim = /^claims\.(.+?)!?\.(?:factor|test|role|mechanism|basis|reviewers|source|work_around)\b/.exec(
    change.path,
  )
  return { ...change, language: inWords ? last : null, factor: claim?.[1] ?? null, list: listOf(change.path) }
}
