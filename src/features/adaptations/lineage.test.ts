import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineageTree, type LineageNode } from '#ui/lineage.ts'
import { layLineage } from '#ui/lineage-layout.ts'
import { familyTree, type FamilyNode, type FamilyRow, type NamedPlace, type SeenRow } from './lineage.ts'

const seen = (label: string, more: Partial<SeenRow> = {}): SeenRow => ({
  kind: 'practice',
  slug: label,
  label,
  lang: 'en',
  startYear: null,
  endYear: null,
  running: 'running',
  outcome: null,
  changes: [],
  changesLang: 'en',
  demonstration: false,
  cityId: null,
  ...more,
})
const row = (id: string, more: Partial<SeenRow> = {}): FamilyRow => ({ id, seen: seen(id, more) })
const hidden = (id: string): FamilyRow => ({ id, seen: null })
const tie = (source: string, taker: string) => ({ source, taker })
const from = (nodes: FamilyNode[], id: string) => nodes.find((node) => node.id === id)?.from
const place = (of: string, position: number, more: Partial<NamedPlace> = {}): NamedPlace => ({
  of,
  direction: 'by',
  position,
  label: `place ${position}`,
  lang: 'en',
  note: null,
  noteLang: 'en',
  cityId: null,
  ...more,
})

describe('what may not be seen', () => {
  test('is skipped, and its child hangs on the nearest visible ancestor', () => {
    const nodes = familyTree({
      rows: [row('a'), hidden('b'), hidden('c'), row('d')],
      ties: [tie('a', 'b'), tie('b', 'c'), tie('c', 'd')],
      named: [],
    })
    expect(nodes.map((node) => node.id)).toEqual(['a', 'd'])
    expect(from(nodes, 'd')).toEqual(['a'])
  })
  test('without a visible ancestor its child stands at the beginning', () => {
    const nodes = familyTree({ rows: [hidden('b'), row('d')], ties: [tie('b', 'd')], named: [] })
    expect(from(nodes, 'd')).toEqual([])
  })
  test('two ways through hidden ones to one ancestor are one way', () => {
    const nodes = familyTree({
      rows: [row('a'), hidden('b'), hidden('c'), row('d')],
      ties: [tie('a', 'b'), tie('a', 'c'), tie('b', 'd'), tie('c', 'd')],
      named: [],
    })
    expect(from(nodes, 'd')).toEqual(['a'])
  })
  test('takes the places that it names along', () => {
    expect(
      familyTree({ rows: [row('a'), hidden('b')], ties: [tie('a', 'b')], named: [place('b', 0)] }).map(
        (node) => node.id,
      ),
    ).toEqual(['a'])
  })
})

test('a circle among records ends, whichever of them are hidden', () => {
  const ids = ['a', 'b', 'c', 'd']
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)), { maxLength: 12 }),
      fc.subarray(ids),
      (pairs, visible) => {
        const rows = ids.map((id) => (visible.includes(id) ? row(id) : hidden(id)))
        const nodes = familyTree({ rows, ties: pairs.map(([source, taker]) => tie(source, taker)), named: [] })
        expect(nodes.map((node) => node.id).sort()).toEqual([...visible].sort())
        for (const node of nodes) for (const source of node.from) expect(visible).toContain(source)
        expect(drawn(nodes)).toHaveLength(nodes.length)
      },
    ),
  )
})

describe('places without a record', () => {
  test('hang on the record that names them; those of whom it says the same stand together', () => {
    const nodes = familyTree({
      rows: [row('a')],
      ties: [],
      named: [
        place('a', 0, { note: 'first wave' }),
        place('a', 1, { note: 'first wave' }),
        place('a', 2, { note: 'later' }),
        place('a', 3),
      ],
    })
    expect(nodes.slice(1).map((node) => [node.from, node.named?.labels.map((label) => label.text)])).toEqual([
      [['a'], ['place 0', 'place 1']],
      [['a'], ['place 2']],
      [['a'], ['place 3']],
    ])
  })
  test('from which it was taken stand before it, each by itself', () => {
    const sources = [0, 1].map((position) => place('a', position, { direction: 'from', note: 'told at a workshop' }))
    const nodes = familyTree({ rows: [row('a')], ties: [], named: sources })
    expect(from(nodes, 'a')).toEqual(['a from 0', 'a from 1'])
    expect(nodes).toHaveLength(3)
  })
  test('are not told twice where a record tells of them', () => {
    const nodes = familyTree({
      rows: [row('a'), row('b', { kind: 'adaptation', cityId: 'city-b' })],
      ties: [tie('a', 'b')],
      named: [place('a', 0, { cityId: 'city-b' }), place('a', 1, { cityId: 'city-c' })],
    })
    expect(nodes.map((node) => node.id)).toEqual(['a', 'b', 'a by 1'])
  })
})

/** Nodes as the drawing takes them. */
const drawn = (nodes: readonly FamilyNode[]): LineageNode[] =>
  nodes.map(({ id, from: sources, seen: record, named }) => ({
    id,
    from: sources,
    label: record?.label ?? named?.labels.map((label) => label.text).join(', ') ?? '',
    year: record?.startYear ?? null,
    changes: record?.changes.length ?? 0,
    ring: 'plain',
  }))

describe('a made tree of fifty', () => {
  const rows = Array.from({ length: 50 }, (_, at) =>
    row(`n${at}`, {
      label: `City number ${at}`,
      startYear: at % 9 === 8 ? null : 2001 + Math.floor(at / 3),
      changes: at % 4 === 0 ? ['changed'] : [],
    }),
  )
  const ties = rows.slice(1).map((each, at) => tie(`n${Math.floor(at / 3)}`, each.id))
  const nodes = familyTree({ rows, ties: [...ties, tie('n7', 'n40'), tie('n2', 'n33')], named: [] })
  const laid = layLineage(drawn(nodes), 'ltr')

  test('keeps every place and every tie', () => {
    expect(nodes).toHaveLength(50)
    expect(from(nodes, 'n40')).toEqual(['n13', 'n7'])
    const count = (branches: ReturnType<typeof lineageTree>): number =>
      branches.reduce((sum, branch) => sum + 1 + count(branch.children), 0)
    expect(count(lineageTree(drawn(nodes)))).toBe(50)
  })
  test('is drawn so that no two names lie on each other', () => {
    expect(laid.rings).toHaveLength(50)
    for (const [at, one] of laid.rings.entries())
      for (const other of laid.rings.slice(at + 1)) {
        const apart =
          Math.abs(one.label.y - other.label.y) >= 14 ||
          one.label.x + one.label.length <= other.label.x ||
          other.label.x + other.label.length <= one.label.x
        expect(apart, `${one.label.text} and ${other.label.text}`).toBe(true)
      }
  })
})
