/** A practice as it is read, whole: facts without language beside its words in one. The same for today's and for an earlier revision. Pure. */
import type { ShownWords } from '#features/registry/item.ts'
import { RIGHTS, type TERM_LISTS } from './practice-import.ts'
import type { PracticePlace } from './practice-card.queries.server.ts'
import { claimKey, type PracticeParts, type Right } from './practice-words.ts'

export type TermList = (typeof TERM_LISTS)[number]

export type ClaimTest = 'at_least' | 'at_most' | 'any_of'
export type ClaimRole = 'helps' | 'important' | 'necessary' | 'safeguard'

export type RecordClaim = {
  factor: string
  test: ClaimTest
  steps: string[]
  role: ClaimRole
  basis: string
  /** How many named it independently. */
  reviewers: number
  /** Place in `sources`, from 0; null where it is a reviewer's judgement. */
  source: number | null
}

export type LessonKind = 'worked' | 'failed' | 'barrier' | 'caution'

export type RecordSource = {
  title: string
  url: string
  publisher?: string | null
  year?: number | null
  language?: string | null
  exact_page?: boolean
}

export type PracticeRecord = {
  slug: string
  words: ShownWords<PracticeParts>
  place: PracticePlace
  /** Places of the practice that have a page for this reader. */
  cities: { slug: string; name: string; language: string }[]
  region: string | null
  owner: string
  partners: string[]
  startYear: number | null
  endYear: number | null
  running: string
  costBand: string | null
  /** 0 to 5 */
  evidenceLevel: number
  direction: string
  /** Whether work is done with individuals; null: not reported. */
  individualWork: boolean | null
  /** What came of it where it began, level 0 to 4; null: nothing was reported. */
  outcome: { value: string; level: number; independent: boolean; start: number | null; end: number | null } | null
  terms: Record<TermList, string[]>
  claims: RecordClaim[]
  lessons: { kind: LessonKind; source: number | null }[]
  sources: RecordSource[]
}

export type SpokenClaim = RecordClaim & { mechanism: string; workAround: string | null }

const WEIGHT: Record<ClaimRole, number> = { safeguard: 0, necessary: 1, important: 2, helps: 3 }

/** Conditions, heaviest first, and safeguards apart: nothing outweighs a safeguard. */
export function spokenClaims(record: Pick<PracticeRecord, 'claims' | 'words'>): {
  conditions: SpokenClaim[]
  safeguards: SpokenClaim[]
} {
  const spoken = record.claims.map((claim) => {
    const words = record.words.parts.claims[claimKey(claim)]
    return { ...claim, mechanism: words?.mechanism ?? '', workAround: words?.work_around ?? null }
  })
  return {
    conditions: spoken
      .filter((claim) => claim.role !== 'safeguard')
      .sort((one, other) => WEIGHT[one.role] - WEIGHT[other.role]),
    safeguards: spoken.filter((claim) => claim.role === 'safeguard'),
  }
}

export type SpokenLesson = { text: string; source: number | null }

/** Lessons of one kind, in the order of the record. What failed has the same place as what worked. */
export const lessonsOf = (record: Pick<PracticeRecord, 'lessons' | 'words'>, kind: LessonKind): SpokenLesson[] =>
  record.lessons.flatMap((lesson, at) => {
    const text = record.words.parts.lessons[at]
    return lesson.kind === kind && text ? [{ text, source: lesson.source }] : []
  })

/** How many of its claims are a reviewer's opinion. */
export const opinionsIn = (claims: readonly RecordClaim[]): number =>
  claims.filter((claim) => claim.basis === 'reviewer_judgement').length

/** What a record of work with individuals leaves open; nothing where it says that none is done. */
export function rightsGaps(record: Pick<PracticeRecord, 'individualWork' | 'words'>): (Right | 'individual_work')[] {
  if (record.individualWork === false) return []
  const open = RIGHTS.filter((right) => (record.words.parts.rights[right] ?? null) === null)
  return record.individualWork === null ? ['individual_work', ...open] : open
}
