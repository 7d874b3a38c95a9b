/** What stands under terms of the vocabulary, read from the index of all practices: one pass over small numbers. Pure. */
import type { PracticeIndex } from './practice-index.ts'

/** For each slug of a term, itself and every broader one. */
export type TermsAbove = ReadonlyMap<string, readonly string[]>

/** How many practices stand under each term, narrower terms included; a practice counts once. By slug; none: no entry. */
export function countUnderTerms(index: PracticeIndex, above: TermsAbove): Map<string, number> {
  const slugs = [...new Set([...above.values()].flat())]
  const placeOf = new Map(slugs.map((slug, place) => [slug, place]))
  const reached = index.names.map((name) => (above.get(name) ?? []).map((slug) => placeOf.get(slug) ?? 0))
  const counts = new Uint32Array(slugs.length)
  const lastSeen = new Int32Array(slugs.length).fill(-1)
  for (let practice = 0; practice < index.practices.length; practice++)
    for (const number of numbersOf(index, practice))
      for (const place of reached[number] ?? []) {
        if (lastSeen[place] === practice) continue
        lastSeen[place] = practice
        counts[place] = (counts[place] ?? 0) + 1
      }
  return new Map(
    slugs.flatMap((slug, place) => ((counts[place] ?? 0) > 0 ? [[slug, counts[place] ?? 0] as const] : [])),
  )
}

export type Gathered = { ids: string[]; total: number }

/** The practices that carry one of these terms, newest first; `total` counts them all. */
export function gatherUnder(index: PracticeIndex, slugs: readonly string[], limit: number): Gathered {
  const found = carriersOf(index, slugs)
  return { ids: found.slice(0, limit).flatMap((practice) => index.practices[practice]?.id ?? []), total: found.length }
}

/** Which of the other terms at least two of the carriers carry too, the most frequent first. `among`: those that may be named. */
export function carriedBeside(
  index: PracticeIndex,
  slugs: readonly string[],
  among: ReadonlySet<string>,
  limit: number,
): { slug: string; count: number }[] {
  const counts = new Uint32Array(index.names.length)
  for (const practice of carriersOf(index, slugs))
    for (const number of numbersOf(index, practice)) counts[number] = (counts[number] ?? 0) + 1
  return index.names
    .map((slug, number) => ({ slug, count: counts[number] ?? 0 }))
    .filter(({ slug, count }) => count > 1 && among.has(slug) && !slugs.includes(slug))
    .sort((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1))
    .slice(0, limit)
}

/** Places in the index. */
function carriersOf(index: PracticeIndex, slugs: readonly string[]): number[] {
  const wanted = index.names.map((name) => slugs.includes(name))
  return index.practices.flatMap((_, practice) =>
    numbersOf(index, practice).some((number) => wanted[number]) ? [practice] : [],
  )
}

const numbersOf = (index: PracticeIndex, practice: number): Uint16Array =>
  index.numbers.subarray(index.starts[practice] ?? 0, index.starts[practice + 1] ?? 0)
