/**
 * Which practices stand on the first page: four, by rule and never by favour. The strongest good result, the strongest
 * bad one, the one most taken up elsewhere, and the newest; where one is missing or chosen already, the next of its
 * list, and at the end the newest. It says nothing of cities. Pure.
 */
export type FirstToRead = {
  /** Ids, each list from the first on. */
  better: readonly string[]
  worse: readonly string[]
  takenUp: readonly string[]
  newest: readonly string[]
}

export const FIRST_SHOWN = 4

export function chooseFirst(lists: FirstToRead): string[] {
  const chosen: string[] = []
  const take = (list: readonly string[]) => {
    const next = list.find((id) => !chosen.includes(id))
    if (next !== undefined) chosen.push(next)
  }
  for (const list of [lists.better, lists.worse, lists.takenUp]) take(list)
  while (chosen.length < FIRST_SHOWN && lists.newest.some((id) => !chosen.includes(id))) take(lists.newest)
  return chosen
}
