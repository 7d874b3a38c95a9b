import { describe, expect, test } from 'vitest'
import { layGlyph } from './glyph.ts'

const lay = (sources: number, adopters: number, compared = false) => layGlyph({ sources, adopters, compared })

describe('the small drawing of lineage', () => {
  test('one alone is a ring without a thread', () => {
    expect(lay(0, 0)).toEqual({ thread: '', dotted: false, dots: [], here: { x: 12, y: 24 } })
  })

  test('passed on to three, it stands before them', () => {
    const { thread, dots, here } = lay(0, 3)
    expect(here.x).toBe(9)
    expect(dots.map((dot) => [dot.x, dot.y])).toEqual([
      [135, 13],
      [135, 24],
      [135, 35],
    ])
    expect(thread.startsWith('M9 24C72 24 72 13 135 13M')).toBe(true)
  })

  test('learned and passed on, it stands in the middle, on every thread', () => {
    const { thread, here } = lay(2, 1)
    expect(here).toEqual({ x: 72, y: 24 })
    expect(thread.match(/M/g)).toHaveLength(3)
    expect(thread.match(/72 24M/g)).toHaveLength(2)
  })

  test('of many adopters five are drawn, the last one open', () => {
    expect(lay(0, 15).dots.map((dot) => dot.open)).toEqual([false, false, false, false, true])
    expect(lay(0, 5).dots.some((dot) => dot.open)).toBe(false)
  })

  test('six sources are drawn one by one, of seven the last is open', () => {
    expect(lay(6, 0).dots.map((dot) => dot.open)).toEqual(Array(6).fill(false))
    expect(lay(7, 0).dots.map((dot) => dot.open)).toEqual([false, false, false, false, false, true])
  })

  test('what is only compared hangs on a dotted thread', () => {
    expect(lay(1, 0, true).dotted).toBe(true)
    expect(lay(1, 0).dotted).toBe(false)
  })

  test('everything stays within the frame', () => {
    for (const sources of [0, 1, 2, 3, 4, 5, 6, 40]) {
      for (const adopters of [0, 1, 2, 3, 4, 5, 40]) {
        for (const { x, y } of lay(sources, adopters).dots) {
          expect(x >= 4 && x <= 140 && y >= 4 && y <= 44).toBe(true)
        }
      }
    }
  })
})
