/** An adoption record as a list shows it. Pure. */
import type { Label, ShownWords } from '#features/registry/item.ts'
import type { AdaptationParts } from './adaptation-import.ts'

export type AdaptationRow = {
  id: string
  words: ShownWords<AdaptationParts>
  label: Label
  demonstration: boolean
  /** considering, planned, running, stopped, ended, finished */
  state: string
  /** Days, `YYYY-MM-DD` */
  start: string | null
  end: string | null
  /** better, mixed, no_difference, worse, unclear; null: not told yet */
  outcome: string | null
  outcomeLevel: number | null
  outcomeIndependent: boolean | null
  /** Where it came from; null where this reader may not see it. */
  practice: { slug: string; title: string; lang: string } | null
}
