/** What an answer moved: tiers before and after, practice by practice. Pure. */
import { tiersOf, type Discovery } from './discover.ts'
import type { Tier } from './tiers.ts'

export type Move = { readonly practice: string; readonly from: Tier; readonly to: Tier }

/** By slug, in the order of the new list; both over the same practices in view. */
export function movedBetween(before: Discovery, after: Discovery): Move[] {
  const then = tiersOf(before)
  return [...tiersOf(after)].flatMap(([practice, to]): Move[] => {
    const from = then.get(practice)
    return from === undefined || from === to ? [] : [{ practice, from, to }]
  })
}
