/**
 * All practices that a reader may see, as an index for the list: which match the choices, and how many stand beside each
 * choice under the other ones. One pass over small whole numbers; no words. Pure.
 */

/** What a list can be narrowed by. Choices of one facet widen it, of several narrow it. */
export const FACETS = [
  'challenges',
  'practice_types',
  'forms',
  'target_groups',
  'sectors',
  'settings',
  'prevention_levels',
  'regions',
  'evidence_levels',
  'direction',
  'cost',
] as const
export type Facet = (typeof FACETS)[number]

export type Choices = Readonly<Record<Facet, readonly string[]>>

/** A practice as the index reads it: place in time, and `facet/code` for whatever it carries. */
export type IndexedPractice = {
  id: string
  /** microseconds since 1970 */ published: number
  choices: readonly string[]
}

export type PracticeIndex = {
  /** Newest first; among equals the greater id. */
  readonly practices: readonly IndexedPractice[]
  /** Names of the choices by number, and the facet of each as a place in FACETS. */
  readonly names: readonly string[]
  readonly facetOf: readonly number[]
  /** Numbers of each practice's choices, one after the other; `starts` says where each begins. */
  readonly numbers: Uint16Array
  readonly starts: Uint32Array
}

export function buildIndex(unordered: readonly IndexedPractice[]): PracticeIndex {
  const practices = unordered.toSorted(newestFirst)
  const names = [...new Set(practices.flatMap((practice) => practice.choices))].sort()
  const numberOf = new Map(names.map((name, number) => [name, number]))
  const starts = new Uint32Array(practices.length + 1)
  for (const [at, practice] of practices.entries()) starts[at + 1] = (starts[at] ?? 0) + practice.choices.length
  const numbers = Uint16Array.from(
    practices.flatMap((practice) => practice.choices.map((choice) => numberOf.get(choice) ?? 0)),
  )
  return {
    practices,
    names,
    facetOf: names.map((name) => FACETS.indexOf(name.slice(0, name.indexOf('/')) as Facet)),
    numbers,
    starts,
  }
}

export type Narrowed = {
  /** Ids, newest first. */
  matched: IndexedPractice[]
  /** By `facet/code`: how many would be listed if this choice alone were made in its facet, the other facets as they are. */
  counts: ReadonlyMap<string, number>
}

/** `among`: only these ids, as when words were searched; undefined: all. */
export function narrow(index: PracticeIndex, chosen: Choices, among?: ReadonlySet<string>): Narrowed {
  const { names, facetOf, numbers, starts } = index
  /** For each choice that was made the bit of its facet, and all those bits together. */
  const picked = names.map((name, number) => (isChosen(chosen, name) ? 1 << (facetOf[number] ?? 0) : 0))
  const asked = FACETS.reduce((bits, facet, at) => (chosen[facet].length > 0 ? bits | (1 << at) : bits), 0)
  const counts = new Uint32Array(names.length)
  const matched: IndexedPractice[] = []
  for (const [at, practice] of index.practices.entries()) {
    if (among && !among.has(practice.id)) continue
    const [from, to] = [starts[at] ?? 0, starts[at + 1] ?? 0]
    let missing = asked
    for (let i = from; i < to; i++) missing &= ~(picked[numbers[i] ?? 0] ?? 0)
    if (missing === 0) matched.push(practice)
    // With one facet missing, it would be listed by a choice of that facet alone; with two, by none.
    if ((missing & (missing - 1)) !== 0) continue
    for (let i = from; i < to; i++) {
      const number = numbers[i] ?? 0
      if (missing === 0 || missing === 1 << (facetOf[number] ?? 0)) counts[number] = (counts[number] ?? 0) + 1
    }
  }
  return { matched, counts: new Map(names.map((name, number) => [name, counts[number] ?? 0])) }
}

function isChosen(chosen: Choices, name: string): boolean {
  const cut = name.indexOf('/')
  return (chosen[name.slice(0, cut) as Facet] ?? []).includes(name.slice(cut + 1))
}

const newestFirst = (one: IndexedPractice, other: IndexedPractice): number =>
  other.published - one.published || (one.id === other.id ? 0 : one.id < other.id ? 1 : -1)

/** Place of the last row of the page before, as an address carries it: it still says where when that row is gone. */
export const keyOf = (practice: Pick<IndexedPractice, 'id' | 'published'>): string =>
  `${practice.published}.${practice.id}`

const KEY = /^(-?\d{1,16})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

export const isPageKey = (typed: string): boolean => KEY.test(typed)

export type Page = {
  rows: IndexedPractice[]
  /** null: there is none */ next: string | null
  /** '' leads to the beginning */ previous: string | null
}

/** The page that follows a key in a list of the index, newest first. An unknown key, or one behind the last row, shows the beginning. */
export function pageAfter(matched: readonly IndexedPractice[], after: string | null, size: number): Page {
  const [, published, id] = KEY.exec(after ?? '') ?? []
  if (published === undefined || id === undefined) return pageFrom(matched, 0, size)
  const last = { published: Number(published), id, choices: [] }
  const from = matched.findIndex((practice) => newestFirst(last, practice) < 0)
  return pageFrom(matched, Math.max(0, from), size)
}

/** The same in a list that is in an order of its own, as when words were searched: the row of the key must be there. */
export function pageBehind(ordered: readonly IndexedPractice[], after: string | null, size: number): Page {
  return pageFrom(ordered, after === null ? 0 : ordered.findIndex((practice) => keyOf(practice) === after) + 1, size)
}

function pageFrom(list: readonly IndexedPractice[], begin: number, size: number): Page {
  const rows = list.slice(begin, begin + size)
  const end = rows.at(-1)
  const before = list[begin - size - 1]
  return {
    rows,
    next: end !== undefined && begin + size < list.length ? keyOf(end) : null,
    previous: begin === 0 ? null : before === undefined ? '' : keyOf(before),
  }
}

/** In the order of these ids. */
export function inOrderOf(matched: readonly IndexedPractice[], ids: readonly string[]): IndexedPractice[] {
  const place = new Map(ids.map((id, at) => [id, at]))
  return matched.toSorted((one, other) => (place.get(one.id) ?? ids.length) - (place.get(other.id) ?? ids.length))
}
