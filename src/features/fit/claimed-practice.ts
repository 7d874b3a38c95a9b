/** A practice as lists are laid out, filtered and sorted by it: plain values, no words. Pure. */
import type { AdoptionRecord } from './assess.ts'
import type { ListedPractice } from './compiled-index.ts'

/** `id` is the slug. */
export type ClaimedPractice = ListedPractice & {
  readonly itemId: string
  readonly date: string
  readonly terms: readonly string[]
  /** The place where it began, as a record; null where no outcome was told. */
  readonly origin: AdoptionRecord | null
  readonly costBand: string | null
  readonly years: { readonly start: number | null; readonly end: number | null }
  readonly region: string | null
  readonly place: { readonly population: number | null; readonly lat: number | null; readonly lon: number | null }
  /** Languages in which material or text of it can be read. */
  readonly languages: readonly string[]
}
