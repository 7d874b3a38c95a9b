import { TIERS_SHOWN, type Tier } from './tiers.ts'

/** What a list is ordered by. `date`: of publication, "2026-03-01"; empty where there is none. */
export type Ordered = {
  readonly id: string
  readonly tier: Tier
  readonly supportsTenths: number
  readonly lowTenths: number
  readonly date: string
}

/**
 * Tiers, never a number: inside a tier by A in tenths, then by the lower end of the outcome interval in tenths. Equal in
 * both is a tie, shown as a tie, the newest first, then by id.
 */
export const inOrder = <T extends Ordered>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => compareStanding(a, b) || newestFirst(a, b))

/** 0: a tie. */
export function compareStanding(a: Ordered, b: Ordered): number {
  return (
    TIERS_SHOWN.indexOf(a.tier) - TIERS_SHOWN.indexOf(b.tier) ||
    b.supportsTenths - a.supportsTenths ||
    b.lowTenths - a.lowTenths
  )
}

/** Pairs of neighbours, in a list in order, that are tied. */
export function tiesIn<T extends Ordered>(list: readonly T[]): [T, T][] {
  return list.flatMap((item, i): [T, T][] => {
    const next = list[i + 1]
    return next && compareStanding(item, next) === 0 ? [[item, next]] : []
  })
}

/** By code unit, alike in all languages. */
export function newestFirst(a: { id: string; date: string }, b: { id: string; date: string }): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
