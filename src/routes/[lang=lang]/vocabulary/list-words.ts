/** What each vocabulary is called and what it is for; how the overview sorts them. */
import { m } from '#messages'

type Locale = 'en' | 'fr' | 'ar'
type Say = (inputs?: Record<string, never>, options?: { locale?: Locale }) => string

const WORDS: Record<string, [name: Say, use: Say]> = {
  factors: [m.vocabulary_factors, m.vocabulary_factors_text],
  glossary: [m.vocabulary_glossary, m.vocabulary_glossary_text],
  factor_groups: [m.vocabulary_list_factor_groups, m.vocabulary_for_factor_groups],
  challenges: [m.vocabulary_list_challenges, m.vocabulary_for_challenges],
  practice_types: [m.vocabulary_list_practice_types, m.vocabulary_for_practice_types],
  forms: [m.vocabulary_list_forms, m.vocabulary_for_forms],
  target_groups: [m.vocabulary_list_target_groups, m.vocabulary_for_target_groups],
  prevention_levels: [m.vocabulary_list_prevention_levels, m.vocabulary_for_prevention_levels],
  sectors: [m.vocabulary_list_sectors, m.vocabulary_for_sectors],
  settings: [m.vocabulary_list_settings, m.vocabulary_for_settings],
  regions: [m.vocabulary_list_regions, m.vocabulary_for_regions],
  evidence_levels: [m.vocabulary_list_evidence_levels, m.vocabulary_for_evidence_levels],
  direction: [m.vocabulary_list_direction, m.vocabulary_for_direction],
  outcomes: [m.vocabulary_list_outcomes, m.vocabulary_for_outcomes],
  claim_basis: [m.vocabulary_list_claim_basis, m.vocabulary_for_claim_basis],
  claim_roles: [m.vocabulary_list_claim_roles, m.vocabulary_for_claim_roles],
  respondent_kinds: [m.vocabulary_list_respondent_kinds, m.vocabulary_for_respondent_kinds],
  visibility: [m.vocabulary_list_visibility, m.vocabulary_for_visibility],
  adaptation_reasons: [m.vocabulary_list_adaptation_reasons, m.vocabulary_for_adaptation_reasons],
  adaptation_natures: [m.vocabulary_list_adaptation_natures, m.vocabulary_for_adaptation_natures],
  frame_when: [m.vocabulary_list_frame_when, m.vocabulary_for_frame_when],
  frame_decided_by: [m.vocabulary_list_frame_decided_by, m.vocabulary_for_frame_decided_by],
  frame_changed: [m.vocabulary_list_frame_changed, m.vocabulary_for_frame_changed],
  frame_level: [m.vocabulary_list_frame_level, m.vocabulary_for_frame_level],
  frame_core: [m.vocabulary_list_frame_core, m.vocabulary_for_frame_core],
  frame_goal: [m.vocabulary_list_frame_goal, m.vocabulary_for_frame_goal],
  roles_in_city: [m.vocabulary_list_roles_in_city, m.vocabulary_for_roles_in_city],
  resource_types: [m.vocabulary_list_resource_types, m.vocabulary_for_resource_types],
}

const wordsOf = (list: string) => (Object.hasOwn(WORDS, list) ? WORDS[list] : undefined)

/** A list of an operator's own has no words of ours: its bare name stands for it. */
export const listName = (list: string, locale?: Locale): string =>
  wordsOf(list)?.[0]({}, locale ? { locale } : {}) ?? list.replaceAll('_', ' ')
export const listUse = (list: string, locale?: Locale): string =>
  (wordsOf(list)?.[1] ?? m.vocabulary_for_other)({}, locale ? { locale } : {})

const SORTS: [title: Say, lists: readonly string[]][] = [
  [
    m.vocabulary_sort_practices,
    ['challenges', 'practice_types', 'forms', 'target_groups', 'prevention_levels', 'sectors', 'settings', 'regions'],
  ],
  [
    m.vocabulary_sort_evidence,
    ['evidence_levels', 'direction', 'outcomes', 'claim_basis', 'claim_roles', 'respondent_kinds', 'visibility'],
  ],
  [
    m.vocabulary_sort_changes,
    [
      'adaptation_reasons',
      'adaptation_natures',
      'frame_when',
      'frame_decided_by',
      'frame_changed',
      'frame_level',
      'frame_core',
      'frame_goal',
    ],
  ],
]
/** They have places of their own. */
const APART = ['factors', 'glossary', 'factor_groups']

/** The lists that there are, sorted by what they are for; what stands in no sort comes last. */
export function sortedLists(
  counts: ReadonlyMap<string, number>,
): { title: string; lists: { list: string; count: number }[] }[] {
  const sorted = SORTS.flatMap(([, lists]) => lists)
  const others = [...counts.keys()].filter((list) => !sorted.includes(list) && !APART.includes(list))
  return [...SORTS, [m.vocabulary_sort_other, others] as const]
    .map(([title, lists]) => ({
      title: title(),
      lists: lists.flatMap((list) => (counts.get(list) ? [{ list, count: counts.get(list) ?? 0 }] : [])),
    }))
    .filter((sort) => sort.lists.length > 0)
}
