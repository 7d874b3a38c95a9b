/** What changed between two published revisions of a document: field by field, and word by word inside a text. Pure. */

export type Piece = { kind: 'same' | 'added' | 'removed'; text: string }
export type FieldChange = {
  path: string
  kind: 'added' | 'removed' | 'changed'
  before: string | null
  after: string | null
  pieces: Piece[]
}

/** Beyond this many words on both sides together, a text is shown as a whole before and a whole after. */
const MOST_WORDS = 4_000

/**
 * Every leaf that differs, in the order of the newer document, then what only the older one has. Paths name fields and,
 * in lists, the id of the entry or its place counted from 1: `lessons.2.text.fr`.
 */
export function differenceOf(before: unknown, after: unknown): FieldChange[] {
  const old = leavesOf(before)
  const now = leavesOf(after)
  const paths = [...now.keys(), ...[...old.keys()].filter((path) => !now.has(path))]
  return paths.flatMap((path) => {
    const [was, is] = [old.get(path) ?? null, now.get(path) ?? null]
    if (was === is) return []
    const kind = was === null ? 'added' : is === null ? 'removed' : 'changed'
    return [{ path, kind, before: was, after: is, pieces: wordsThatChanged(was ?? '', is ?? '') } as const]
  })
}

function leavesOf(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  const below = (name: string | number) => (path === '' ? String(name) : `${path}.${name}`)
  if (Array.isArray(value)) value.forEach((each, index) => leavesOf(each, below(nameIn(each) ?? index + 1), found))
  else if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value)) leavesOf(each, below(name), found)
  else if (value !== null && value !== undefined) found.set(path, String(value))
  return found
}

/** An entry is followed by its id, a claim by its factor and role, so that a new one in the middle does not shift the rest. */
function nameIn(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null) return typeof entry === 'string' ? entry : null
  const { id, factor, role } = entry as { id?: unknown; factor?: unknown; role?: unknown }
  if (typeof id === 'string') return id
  return typeof factor === 'string' ? `${factor}${role === 'safeguard' ? '!' : ''}` : null
}

/** The longest common run of words kept, the rest removed or added; neighbours of one kind are joined. */
export function wordsThatChanged(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  if (a.length + b.length > MOST_WORDS)
    return joined([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ])
  const start = commonStart(a, b)
  const end = commonStart(a.slice(start).toReversed(), b.slice(start).toReversed())
  const middle = alignedWords(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return joined([...same(a.slice(0, start)), ...middle, ...same(a.slice(a.length - end))])
}

const wordsOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? []
const same = (words: string[]): Piece[] => words.map((text) => ({ kind: 'same', text }))

function commonStart(a: string[], b: string[]): number {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at++
  return at
}

/** Longest common subsequence over words, by the usual table. */
function alignedWords(a: string[], b: string[]): Piece[] {
  const wide = b.length + 1
  const table = new Uint16Array((a.length + 1) * wide)
  const at = (i: number, j: number) => table[i * wide + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * wide + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i++] ?? '' })
      j++
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1)))
      pieces.push({ kind: 'removed', text: a[i++] ?? '' })
    else pieces.push({ kind: 'added', text: b[j++] ?? '' })
  }
  return pieces
}

function joined(pieces: Piece[]): Piece[] {
  const out: Piece[] = []
  for (const piece of pieces.filter((each) => each.text !== '')) {
    const last = out.at(-1)
    if (last?.kind === piece.kind) last.text += piece.text
    else out.push({ ...piece })
  }
  return out
}
