import { describe, expect, test } from 'vitest'
import { bentThread, pointsPath, project, WORLD } from './equal-earth.ts'
import { LAND, landLines, landWithin } from './land.ts'

describe('the projection', () => {
  test('puts known cities where the map was drawn for them', () => {
    expect(project({ lat: 41.39, lon: 2.17 })).toEqual({ x: 478.5, y: 82.4 })
    expect(project({ lat: -4.05, lon: 39.67 })).toEqual({ x: 579.5, y: 245.2 })
    expect(project({ lat: 45.5, lon: -73.57 })).toEqual({ x: 299.4, y: 69.6 })
  })

  test('has 11° E in the middle and 74° N to 56° S from edge to edge', () => {
    expect(project({ lat: 0, lon: 11 }).x).toBe(WORLD.width / 2)
    expect(project({ lat: 74, lon: 11 }).y).toBe(0)
    expect(Math.round(project({ lat: -56, lon: 11 }).y)).toBe(WORLD.height)
  })

  test('wraps in the Pacific, so Fiji lies in the east and Samoa too', () => {
    expect(project({ lat: -18, lon: 178 }).x).toBeGreaterThan(900)
    expect(project({ lat: -13.8, lon: -172 }).x).toBeGreaterThan(900)
    expect(project({ lat: 21.3, lon: -157.9 }).x).toBeLessThan(100)
  })
})

describe('signs on the map', () => {
  test('a thread bends to the north by .28 of its length, whichever way it goes', () => {
    expect(bentThread({ x: 100, y: 100 }, { x: 200, y: 100 })).toBe('M100 100Q150 72 200 100')
    expect(bentThread({ x: 200, y: 100 }, { x: 100, y: 100 })).toBe('M200 100Q150 72 100 100')
    expect(bentThread({ x: 520, y: 353 }, { x: 560, y: 229 })).toBe('M520 353Q505 280 560 229')
  })

  test('places that fall on each other are drawn once', () => {
    expect(
      pointsPath([
        { x: 1.2, y: 2 },
        { x: 0.9, y: 2.3 },
        { x: 5, y: 6 },
      ]),
    ).toBe('M1 2h0M5 6h0')
  })
})

describe('land', () => {
  test('every line of the path is read, level and within the world', () => {
    const lines = landLines()
    expect(lines).toHaveLength(LAND.match(/h/g)?.length ?? 0)
    for (const { x, y, length } of lines) {
      expect(length).toBeGreaterThan(0)
      expect(x >= 0 && x + length <= WORLD.width && y >= 0 && y <= WORLD.height).toBe(true)
      expect((y - 3) % 7).toBe(0)
    }
  })

  test('cut to a box, nothing stands over its edge', () => {
    const box = { x: 474, y: 47, width: 100, height: 66 }
    const cut = [...landWithin(box).matchAll(/M(\d+) (\d+)h(\d+)/g)].map((match) => match.slice(1).map(Number))
    expect(cut.length).toBeGreaterThan(10)
    for (const [x = 0, y = 0, length = 0] of cut) {
      expect(x >= 474 && x + length <= 574 && y >= 47 && y <= 113).toBe(true)
    }
  })

  test('in the middle of an ocean there is none', () => {
    const { x, y } = project({ lat: 30, lon: -45 })
    expect(landWithin({ x: x - 20, y: y - 20, width: 40, height: 40 })).toBe('')
  })
})
