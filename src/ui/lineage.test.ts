import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { madeTree } from './kit/sample.ts'
import { layLineage, type LaidLineage } from './lineage-layout.ts'
import { lineageTree, type Branch, type LineageNode } from './lineage.ts'

function node(id: string, year: number | null, from: string[] = [], more: Partial<LineageNode> = {}): LineageNode {
  return { id, label: `Place ${id}`, year, from, changes: 0, ring: 'plain', ...more }
}

const shape = (branches: Branch[]): unknown[] => branches.map(({ node: { id }, children }) => [id, shape(children)])

describe('the tree of lineage', () => {
  test('puts the older first and unknown years last', () => {
    const nodes = [node('a', 2000), node('b', null, ['a']), node('c', 2009, ['a']), node('d', 2004, ['a'])]
    expect(shape(lineageTree(nodes))).toEqual([
      [
        'a',
        [
          ['d', []],
          ['c', []],
          ['b', []],
        ],
      ],
    ])
  })

  test('with several sources a place hangs on the latest and names the others', () => {
    const [, second] = lineageTree([node('a', 2000), node('b', 2005), node('c', 2010, ['a', 'b'])])
    expect(second?.node.id).toBe('b')
    expect(second?.children[0]?.also.map((other) => other.id)).toEqual(['a'])
  })

  test('a circle is opened and nobody is lost', () => {
    const nodes = [node('a', 2001, ['b']), node('b', 2002, ['a']), node('c', 2003, ['c'])]
    expect(shape(lineageTree(nodes))).toEqual([
      ['b', [['a', []]]],
      ['c', []],
    ])
  })

  test('a source that is not among the nodes is passed over', () => {
    expect(shape(lineageTree([node('a', 2001, ['hidden'])]))).toEqual([['a', []]])
  })
})

type Box = { left: number; right: number; top: number; bottom: number }

/** Where letters stand: the label as long as it was reckoned, 14 px high. */
function labelBoxes({ rings }: LaidLineage): Box[] {
  return rings.map(({ label }) => ({
    left: label.x,
    right: label.x + label.length,
    top: label.y - 11,
    bottom: label.y + 3,
  }))
}

function ringBoxes({ rings }: LaidLineage): Box[] {
  return rings.map(({ x, y, origin, r }) => {
    const reach = origin ? 13 : r + 1
    return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }
  })
}

function overlaps(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

function clashes(boxes: Box[]): number {
  return boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => overlaps(one, other))).length
}

/** Points along a path of the drawing: M, H, V, C and Q with absolute numbers. */
function pointsAlong(d: string): { x: number; y: number }[] {
  let [x, y] = [0, 0]
  const points = []
  for (const [, command, rest = ''] of d.matchAll(/([MHVCQ])([^MHVCQ]*)/g)) {
    const numbers = rest.trim().split(' ').map(Number)
    const ends = command === 'H' ? [...numbers, y] : command === 'V' ? [x, ...numbers] : numbers
    const handles = [x, y, ...ends]
    if (command !== 'M') for (let t = 0; t <= 1; t += 0.02) points.push(onCurve(handles, t))
    ;[x, y] = [handles.at(-2) ?? 0, handles.at(-1) ?? 0]
  }
  return points
}

/** De Casteljau: a curve of any order. */
function onCurve(handles: number[], t: number): { x: number; y: number } {
  if (handles.length === 2) return { x: handles[0] ?? 0, y: handles[1] ?? 0 }
  const next = handles.slice(2).map((value, index) => (handles[index] ?? 0) * (1 - t) + value * t)
  return onCurve(next, t)
}

/** Any wood of at most fifty; of one source each, or of several. */
const wood = (sources: number) =>
  fc
    .array(
      fc.record({
        year: fc.option(fc.integer({ min: 1990, max: 2026 }), { nil: null }),
        from: fc.array(fc.nat(49), { maxLength: sources }),
        letters: fc.integer({ min: 2, max: 60 }),
        changes: fc.nat(5),
        goesOn: fc.boolean(),
      }),
      { minLength: 1, maxLength: 50 },
    )
    .map((raws) =>
      raws.map(({ from, letters, ...raw }, index) =>
        node(String(index), raw.year, from.map(String), { ...raw, from: from.map(String), label: 'x'.repeat(letters) }),
      ),
    )

describe('the drawing of lineage', () => {
  test('the made tree of fifty shows fifty, no two names or rings on each other', () => {
    const laid = layLineage(madeTree(50, 'en'), 'ltr')
    expect(laid.rings).toHaveLength(50)
    expect(clashes([...labelBoxes(laid), ...ringBoxes(laid)])).toBe(0)
    expect(laid.width).toBeLessThan(1000)
  })

  test('in any wood of fifty no two names or rings lie on each other, and all lie within the drawing', () => {
    fc.assert(
      fc.property(wood(2), (nodes) => {
        const laid = layLineage(nodes, 'ltr')
        const boxes = [...labelBoxes(laid), ...ringBoxes(laid)]
        expect(laid.rings).toHaveLength(nodes.length)
        expect(clashes(boxes)).toBe(0)
        for (const box of boxes) {
          expect(box.left >= 0 && box.right <= laid.width && box.top >= 0 && box.bottom <= laid.height).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('no thread of a tree crosses a name', () => {
    fc.assert(
      fc.property(wood(1), (nodes) => {
        const laid = layLineage(nodes, 'ltr')
        const names = labelBoxes(laid)
        for (const { x, y } of laid.threads.flatMap((thread) => pointsAlong(thread.d))) {
          expect(names.some((box) => x > box.left && x < box.right && y > box.top && y < box.bottom)).toBe(false)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('whoever learned stands further along than whom they learned from', () => {
    fc.assert(
      fc.property(wood(2), (nodes) => {
        const at = new Map(layLineage(nodes, 'ltr').rings.map((ring) => [ring.node.id, ring.x]))
        const check = (branches: Branch[]): void => {
          for (const { node: parent, children } of branches) {
            for (const child of children) {
              expect((at.get(child.node.id) ?? 0) - (at.get(parent.id) ?? 0)).toBeGreaterThanOrEqual(52)
            }
            check(children)
          }
        }
        check(lineageTree(nodes))
      }),
      { numRuns: 30 },
    )
  })

  test('years are 84 apart, and a place stands at its year', () => {
    const laid = layLineage([node('a', 2010), node('b', 2013, ['a'])], 'ltr')
    expect(laid.years).toEqual([2010, 2011, 2012, 2013].map((year, index) => ({ year, x: 30 + index * 84 })))
    expect(laid.rings[1]?.x).toBe(30 + 3 * 84)
  })

  test('in Arabic it is laid out from the other side', () => {
    const nodes = madeTree(12, 'ar')
    const [ltr, rtl] = [layLineage(nodes, 'ltr'), layLineage(nodes, 'rtl')]
    expect(rtl.width).toBe(ltr.width)
    expect(rtl.rings.map(({ x }) => rtl.width - x)).toEqual(ltr.rings.map(({ x }) => x))
  })

  test('a thread is dotted where year or names are not in the sources', () => {
    const nodes = [
      node('a', 2010),
      node('b', null, ['a']),
      node('c', 2012, ['a'], { vague: true }),
      node('d', 2013, ['a']),
    ]
    expect(layLineage(nodes, 'ltr').threads.map((thread) => thread.dotted)).toEqual([true, false, true])
  })

  test('each change is two strokes across its thread', () => {
    const strokes = (changes: number) =>
      layLineage([node('a', 2010), node('b', 2014, ['a'], { changes })], 'ltr').strokes
    expect([0, 1, 2, 9].map((changes) => strokes(changes).match(/M/g)?.length ?? 0)).toEqual([0, 2, 4, 6])
  })

  test('without any year there is no axis', () => {
    expect(layLineage([node('a', null), node('b', null, ['a'])], 'ltr').years).toEqual([])
  })
})
