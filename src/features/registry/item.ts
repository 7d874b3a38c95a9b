/** What is common to all things that people write, see, translate, find, report or retire. Pure. */
import type { Language } from '#platform/language/languages.ts'

export const KINDS = ['term', 'city', 'practice', 'adaptation', 'organisation', 'hub'] as const
export type Kind = (typeof KINDS)[number]

/** Who may see it: these five and no others, from the widest to the narrowest. */
export const LABELS = ['public', 'network', 'region', 'cities', 'team'] as const
export type Label = (typeof LABELS)[number]

/** From 0, everyone, to 4, the team. */
export const narrowness = (label: Label): number => LABELS.indexOf(label)

export const STATES = ['draft', 'published', 'retired', 'withdrawn'] as const
export type State = (typeof STATES)[number]

export const ORIGINS = ['original', 'human', 'machine'] as const
export type Origin = (typeof ORIGINS)[number]

/** The words of an item in one language; `parts` is typed by one schema per kind. */
export type ItemWords<Parts = unknown> = { title: string; summary: string; parts: Parts }

/** What a query gives a page: the words in the wanted language, else the original, and in which language they are. */
export type ShownWords<Parts = unknown> = ItemWords<Parts> & {
  lang: Language
  dir: 'ltr' | 'rtl'
  origin: Origin
  /** The original has changed since this translation was made. */
  stale: boolean
  note: string | null
}
