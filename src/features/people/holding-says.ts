/** What is held, why, how long and who sees it, in the language of the page. */
import { m } from '#messages'
import { formatList } from '#platform/language/format.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Basis, Erasing, HoldingId, Kept, Purpose, Seer } from './holdings.ts'

export const holdingName = (id: HoldingId): string => m[`privacy_holds_${id}`]()
export const purposeName = (purpose: Purpose): string => m[`privacy_purpose_${purpose}`]()
export const basisName = (basis: Basis): string => m[`privacy_basis_${basis}`]()
export const erasingName = (does: Erasing['does']): string => m[`privacy_does_${does}`]()

export const keptWords = (kept: Kept): string =>
  kept.until === 'days' ? m.privacy_kept_days({ count: kept.days }) : m[`privacy_kept_${kept.until}`]()

export const seersWords = (sees: readonly Seer[], language: Language): string =>
  formatList(
    sees.map((seer) => m[`privacy_sees_${seer}`]()),
    language,
  )
