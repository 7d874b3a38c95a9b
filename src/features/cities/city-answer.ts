/** What a city answered about itself, as a reader may see it. Pure. */
import type { Label } from '#features/registry/item.ts'
import type { Translated } from '#features/registry/translated.ts'

/** The newest answer of one kind of respondent to one factor, among those that the reader may see. */
export type CityAnswer = {
  id: string
  cityId: string
  factor: string
  respondent: string
  /** "not known" and "would rather not say" count alike: as nothing, never as low. */
  state: 'answered' | 'not_known' | 'rather_not_say'
  /** Ids of steps or options: one, or several where the factor takes several; empty unless answered. */
  value: readonly string[]
  /** `YYYY-MM-DD` */
  date: string
  how: string | null
  confidence: string | null
  label: Label
  note: Translated | null
}
