/** One practice as it is assessed: claims with words and sources, and the records of those who took it up. Pure. */
import type { Direction, Language } from '#platform/language/languages.ts'
import type { ShownWords } from '#features/registry/item.ts'
import type { AdoptionRecord } from './assess.ts'
import type { Claim } from './claim.ts'
import type { GivenAnswer } from './city-answers.ts'

export type ClaimSource = {
  readonly title: string
  readonly url: string
  readonly publisher: string | null
  readonly year: number | null
  readonly language: string | null
}

/** A claim with its words, in the language of the practice's words. */
export type SourcedClaim = Claim & {
  readonly mechanism: string
  readonly workAround: string | null
  /** null: a reviewer's judgement, which the basis says. */
  readonly source: ClaimSource | null
}

/** The place where it began. */
export type OriginRecord = AdoptionRecord & { readonly kind: 'origin' }

/** Named in the sources as having taken it up, without a word of what came of it. */
export type NamedRecord = AdoptionRecord & {
  readonly kind: 'named'
  readonly name: string
  readonly country: string | null
  readonly citySlug: string | null
  readonly practiceSlug: string | null
  readonly note: string | null
}

export type RecordChange = {
  readonly code: string
  readonly nature: string
  readonly core: string
  readonly planned: boolean | null
  readonly reasons: readonly string[]
}

export type RecordParts = {
  taken?: string[]
  core_kept?: string | null
  changes?: Record<string, { what: string; why: string | null }>
  outcome?: { summary: string | null; unwanted: string | null; advice: string | null }
}

/** Told by the city itself: what it took, what it changed and why, what came of it. */
export type ToldRecord = AdoptionRecord & {
  readonly kind: 'told'
  readonly answersThen: ReadonlyMap<
    string,
    readonly (GivenAnswer & { readonly respondent: string; readonly date: string | null })[]
  >
  readonly place: { readonly slug: string; readonly name: string; readonly lang: Language; readonly dir: Direction }
  readonly invented: boolean
  readonly started: string | null
  readonly ended: string | null
  readonly toldOn: string | null
  readonly changes: readonly RecordChange[]
  readonly words: ShownWords<RecordParts>
}

export type PracticeRecord = OriginRecord | NamedRecord | ToldRecord

/** A city that told is not also one that is merely named. */
export function recordsOf(
  origin: AdoptionRecord | null,
  told: readonly ToldRecord[],
  named: readonly NamedRecord[],
): PracticeRecord[] {
  const cities = new Set(told.map(({ city }) => city))
  return [
    ...(origin ? [{ ...origin, kind: 'origin' as const }] : []),
    ...told,
    ...named.filter(({ city }) => !cities.has(city)),
  ]
}
