/** Who learned from whom: a graph by nature, drawn and listed as a tree where each place hangs on the last it learned from. */
import type { Dir, RingState, Text } from './looks.ts'

export type LineageNode = {
  id: string
  /** a place, or places that belong together */
  label: string
  lang?: string | undefined
  dir?: Dir | undefined
  /** when it began there; null where the sources do not say */
  year: number | null
  /** what it was learned from; ids that are not among the nodes are passed over */
  from: readonly string[]
  /** how many changes are recorded */
  changes: number
  /** what came of it; plain where there is nothing to tell yet */
  ring: RingState
  /** the names are not in the sources, as in "fifteen cities" */
  vague?: boolean | undefined
  /** a beginning that still runs: its thread goes on */
  goesOn?: boolean | undefined
}

/** What the list says beyond the drawing. */
export type LineageEntry = LineageNode & {
  href?: string | undefined
  when?: string | undefined
  notches?: readonly Text[] | undefined
  told?: { state: RingState; words: Text } | undefined
}

export type Branch<Node extends LineageNode = LineageNode> = {
  node: Node
  parent: Node | null
  /** what else it was learned from */
  also: Node[]
  children: Branch<Node>[]
}

/** The tree, oldest first at every fork, unknown years last. A source that would close a circle is passed over. */
export function lineageTree<Node extends LineageNode>(nodes: readonly Node[]): Branch<Node>[] {
  const branches = new Map<string, Branch<Node>>()
  for (const node of nodes) branches.set(node.id, { node, parent: null, also: [], children: [] })
  const ordered = [...branches.values()].sort((one, other) => byYear(one.node, other.node))
  for (const branch of ordered) {
    const [parent, ...also] = sourcesOf(branch, branches)
    branch.parent = parent?.node ?? null
    branch.also = also.map((source) => source.node)
    parent?.children.push(branch)
  }
  return ordered.filter((branch) => branch.parent === null)
}

/** Latest first, without those that themselves hang on this branch. */
function sourcesOf<Node extends LineageNode>(
  { node }: Branch<Node>,
  branches: ReadonlyMap<string, Branch<Node>>,
): Branch<Node>[] {
  return [...new Set(node.from)]
    .flatMap((id) => branches.get(id) ?? [])
    .filter((source) => !hangsOn(source, node.id, branches))
    .sort((one, other) => byYear(other.node, one.node))
}

function hangsOn<Node extends LineageNode>(
  branch: Branch<Node>,
  id: string,
  branches: ReadonlyMap<string, Branch<Node>>,
): boolean {
  for (let at: Branch<Node> | undefined = branch; at; at = at.parent ? branches.get(at.parent.id) : undefined) {
    if (at.node.id === id) return true
  }
  return false
}

function byYear(one: LineageNode, other: LineageNode): number {
  const [first, second] = [one.year ?? Infinity, other.year ?? Infinity]
  return first === second ? 0 : first - second
}
