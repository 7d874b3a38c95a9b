/**
 * The full drawing of lineage. Along it run the years; down it, each place has a line of its own unless it simply follows
 * the one before. Lengths in px. Between a place and those that learned from it stand only others that learned from it,
 * and all of them further along: so no thread of the tree crosses a name.
 */
import { lineageTree, type Branch, type LineageNode } from './lineage.ts'
import type { Dir } from './looks.ts'

export type LaidRing = {
  node: LineageNode
  x: number
  y: number
  r: number
  /** where it began: a second ring goes round */
  origin: boolean
  label: { text: string; x: number; y: number; length: number }
}
export type LaidThread = { d: string; dotted: boolean }
export type LaidLineage = {
  width: number
  height: number
  years: { x: number; year: number }[]
  threads: LaidThread[]
  /** two strokes across the thread for each change */
  strokes: string
  rings: LaidRing[]
}

const EDGE = 30
const YEAR = 84
/** Long spans narrow their years to fit this, but never below the least. */
const SPAN = 640
const YEAR_LEAST = 36
/** A place stands at least so far behind the one it learned from. */
const AFTER = 52
const LINE = 40
const LINE_OF_MANY = 34
const MANY = 16
/** A letter of the widest script of the three, at 14 px and in bold. */
const LETTER = 8
const LETTERS_MOST = 40
/** How far down threads fan out. */
const FAN = 172
/** Room for the years below the lowest line. */
const FOOT = 50

type At = (x: number) => number
type Spot = { branch: Branch; x: number; row: number; above: boolean }

export function layLineage(nodes: readonly LineageNode[], dir: Dir): LaidLineage {
  const roots = lineageTree(nodes)
  const scale = yearScale(nodes, roots)
  const spots = placeAll(roots, scale.at)
  const rows = 1 + Math.max(0, ...spots.map((spot) => spot.row))
  const line = rows > MANY ? LINE_OF_MANY : LINE
  const rings = spots.map((spot) => ringOf(spot, EDGE + spot.row * line))
  const ends = rings.map(({ label }) => label.x + label.length)
  const width = Math.ceil(Math.max(scale.end + EDGE, ...ends))
  const at: At = dir === 'rtl' ? (x) => width - x : (x) => x
  const where = new Map(rings.map((ring) => [ring.node.id, ring]))
  return {
    width,
    height: EDGE + (rows - 1) * line + (scale.years.length > 0 ? FOOT : EDGE),
    years: scale.years.map(({ x, year }) => ({ x: at(x), year })),
    threads: spots.flatMap(({ branch }) => threadsOf(branch, where, at, scale.end)),
    strokes: spots.map(({ branch }) => strokesOf(branch, where, at)).join(''),
    rings: rings.map((ring) => ({ ...ring, x: at(ring.x), label: { ...ring.label, x: at(ring.label.x) } })),
  }
}

type Scale = { at: At; end: number; years: { x: number; year: number }[] }

function yearScale(nodes: readonly LineageNode[], roots: readonly Branch[]): Scale {
  const known = nodes.flatMap((node) => node.year ?? [])
  if (known.length === 0) return { at: () => EDGE, end: EDGE, years: [] }
  const [first, last] = [Math.min(...known), Math.max(...known)]
  const wide = Math.max(YEAR_LEAST, Math.min(YEAR, Math.floor(SPAN / Math.max(1, last - first))))
  // A beginning without a year stands before the first year that is known.
  const begin = EDGE + (roots.some((root) => root.node.year === null) ? YEAR : 0)
  const at: At = (year) => begin + (year - first) * wide
  const every = [1, 2, 5, 10, 20, 50, 100].find((step) => step * wide >= 48) ?? 100
  const marks = Array.from({ length: 1 + Math.floor((last - first) / every) }, (_, index) => first + index * every)
  return { at, end: at(last), years: marks.map((year) => ({ x: at(year), year })) }
}

/** In the order of the tree; below each place those that learned from it. */
function placeAll(roots: readonly Branch[], at: At): Spot[] {
  const spots: Spot[] = []
  const place = (branch: Branch, parent: Spot | null) => {
    const x = along(branch, parent?.x ?? null, at)
    const row = parent && followsOn(parent, at) ? parent.row : (spots.at(-1)?.row ?? -1) + 1
    const spot = { branch, x, row, above: false }
    spots.push(spot)
    spot.above = branch.node.goesOn === true || followsOn(spot, at)
    for (const child of branch.children) place(child, spot)
  }
  for (const root of roots) place(root, null)
  return spots
}

function along({ node }: Branch, parentX: number | null, at: At): number {
  if (parentX === null) return node.year === null ? EDGE : at(node.year)
  return node.year === null ? parentX + YEAR : Math.max(at(node.year), parentX + AFTER)
}

/** An only child of one source goes on along the same line where the name before it has room above the thread. */
function followsOn({ branch, x }: Spot, at: At): boolean {
  const [child, another] = branch.children
  if (!child || another || child.also.length > 0 || branch.node.goesOn) return false
  return along(child, x, at) - x >= lengthOf(branch.node) + 36
}

function ringOf({ branch, x, above }: Spot, y: number): LaidRing {
  const origin = branch.parent === null
  const text = shortened(branch.node.label)
  return {
    node: branch.node,
    x,
    y,
    r: origin ? 8 : 7,
    origin,
    label: { text, x: x + (origin ? 20 : 14), y: above ? y - 9 : y + 5, length: lengthOf(branch.node) },
  }
}

function threadsOf(branch: Branch, where: ReadonlyMap<string, LaidRing>, at: At, end: number): LaidThread[] {
  const { node, parent, also } = branch
  const here = where.get(node.id)
  if (!here) return []
  const dotted = node.year === null || node.vague === true
  const threads = [...(parent ? [parent] : []), ...also].flatMap((source): LaidThread[] => {
    const from = where.get(source.id)
    return from ? [{ d: threadTo(from, here, at), dotted }] : []
  })
  if (!node.goesOn) return threads
  return [...threads, { d: `M${at(here.x)} ${here.y}H${at(Math.max(end, here.x) + EDGE)}`, dotted: false }]
}

/**
 * Leaves downwards from its source and arrives along the line of the place it leads to. Short ones fan out; long ones
 * share one trunk, or many would melt into a wedge.
 */
function threadTo(from: LaidRing, to: LaidRing, at: At): string {
  const begin = `M${at(from.x)} ${from.y}`
  const fall = to.y - from.y
  if (fall === 0) return `${begin}H${at(to.x)}`
  if (Math.abs(fall) <= FAN) {
    return `${begin}C${at(from.x + 14)} ${to.y} ${at(from.x + 30)} ${to.y} ${at(to.x)} ${to.y}`
  }
  const turn = to.y - Math.sign(fall) * 28
  return `${begin}V${turn}Q${at(from.x)} ${to.y} ${at(from.x + 28)} ${to.y}H${at(to.x)}`
}

/** As many pairs as there are changes and as have room: three at most; the list names each. */
function strokesOf({ node, parent }: Branch, where: ReadonlyMap<string, LaidRing>, at: At): string {
  const here = where.get(node.id)
  const from = parent && where.get(parent.id)
  if (!here || !from || node.changes < 1) return ''
  const pairs = Math.max(1, Math.min(node.changes, 3, Math.floor((here.x - from.x - 44) / 13)))
  return Array.from({ length: pairs }, (_, index) => {
    const x = here.x - 14 - index * 13
    return `M${at(x)} ${here.y - 7}v14M${at(x - 5)} ${here.y - 7}v14`
  }).join('')
}

function shortened(label: string): string {
  const letters = [...label]
  return letters.length <= LETTERS_MOST
    ? label
    : `${letters
        .slice(0, LETTERS_MOST - 1)
        .join('')
        .trimEnd()}…`
}

function lengthOf(node: LineageNode): number {
  return [...shortened(node.label)].length * LETTER
}
