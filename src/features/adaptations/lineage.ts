/**
 * Who took it from whom, made from the records. A node that the reader may not see is skipped, and its child hangs on the
 * nearest visible ancestor; places that a source names without a record hang on the record that names them. Pure.
 */

export type FamilyRow = {
  id: string
  /** null: the reader may not see it, and nothing of it is here */
  seen: SeenRow | null
}

export type SeenRow = {
  kind: 'practice' | 'adaptation'
  /** Of the practice; of the city for an adaptation. */
  slug: string
  label: string
  /** Language of the label. */
  lang: string
  startYear: number | null
  endYear: number | null
  running: string
  outcome: string | null
  /** What was changed, in words, and their language. */
  changes: string[]
  changesLang: string
  demonstration: boolean
  cityId: string | null
}

/** `taker` learned from `source`. */
export type Tie = { source: string; taker: string }

/** A place that the record `of` names and that has no record itself. */
export type NamedPlace = {
  of: string
  direction: 'from' | 'by'
  position: number
  label: string
  lang: string
  note: string | null
  noteLang: string
  cityId: string | null
}

export type FamilyNode = {
  id: string
  from: string[]
  seen: SeenRow | null
  /** For places without a record: their names, and what the source says of them. */
  named: { labels: { text: string; lang: string }[]; note: string | null; noteLang: string } | null
}

export type Family = { rows: readonly FamilyRow[]; ties: readonly Tie[]; named: readonly NamedPlace[] }

export function familyTree({ rows, ties, named }: Family): FamilyNode[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const sourcesOf = new Map<string, string[]>()
  for (const { source, taker } of ties) sourcesOf.set(taker, [...(sourcesOf.get(taker) ?? []), source])
  const told = namedNodes(rows, ties, named)
  const records = rows.flatMap(({ id, seen }): FamilyNode[] => {
    if (!seen) return []
    const own = told.filter((node) => node.taker === id).map((node) => node.id)
    return [{ id, seen, named: null, from: [...nearestSeen(id, sourcesOf, byId), ...own] }]
  })
  return [...records, ...told.map(({ id, from, seen, named: places }) => ({ id, from, seen, named: places }))]
}

/** The visible records that it was taken from, looked for through those that are not visible. Each is visited once: circles end. */
function nearestSeen(
  id: string,
  sourcesOf: ReadonlyMap<string, string[]>,
  byId: ReadonlyMap<string, FamilyRow>,
): string[] {
  const visited = new Set([id])
  const found = new Set<string>()
  const open = [...(sourcesOf.get(id) ?? [])]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (visited.has(at)) continue
    visited.add(at)
    const row = byId.get(at)
    if (row?.seen) found.add(at)
    else if (row) open.push(...(sourcesOf.get(at) ?? []))
  }
  return [...found].sort()
}

type NamedNode = FamilyNode & { taker: string | null }

/** A place that a record tells of already is not named twice. Takers of whom the source says the same stand together. */
function namedNodes(rows: readonly FamilyRow[], ties: readonly Tie[], named: readonly NamedPlace[]): NamedNode[] {
  const byId = new Map(rows.map((row) => [row.id, row.seen]))
  const recorded = new Set(
    ties.flatMap(({ source, taker }) => [
      `${source} by ${byId.get(taker)?.cityId ?? '-'}`,
      `${taker} from ${byId.get(source)?.cityId ?? '-'}`,
    ]),
  )
  const groups = new Map<string, NamedPlace[]>()
  for (const place of named) {
    if (!byId.get(place.of) || recorded.has(`${place.of} ${place.direction} ${place.cityId}`)) continue
    const together = place.direction === 'by' && place.note !== null ? place.note : String(place.position)
    const key = `${place.of} ${place.direction} ${together}`
    groups.set(key, [...(groups.get(key) ?? []), place])
  }
  return [...groups.values()].map((places) => nodeOf(places))
}

function nodeOf(places: readonly NamedPlace[]): NamedNode {
  const first = places[0]
  if (!first) throw new Error('a group of named places is never empty')
  return {
    id: `${first.of} ${first.direction} ${first.position}`,
    from: first.direction === 'by' ? [first.of] : [],
    taker: first.direction === 'from' ? first.of : null,
    seen: null,
    named: {
      labels: places.map(({ label, lang }) => ({ text: label, lang })),
      note: first.note,
      noteLang: first.noteLang,
    },
  }
}
