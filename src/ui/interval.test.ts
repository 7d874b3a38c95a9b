import { describe, expect, test } from 'vitest'
import { along, recordGroups } from './interval.ts'

describe('the plot of an interval', () => {
  test('better lies where the reading ends', () => {
    expect([along(0, 'ltr'), along(0.5, 'ltr'), along(1, 'ltr')]).toEqual([3, 50, 97])
    expect([along(0, 'rtl'), along(0.5, 'rtl'), along(1, 'rtl')]).toEqual([97, 50, 3])
  })

  test('worse stands outermost on its side, before what made no difference', () => {
    const [side] = recordGroups({ better: 0, mixed: 0, none: 2, worse: 1 }, 'ltr')
    expect(side?.at).toBe('3%')
    expect(side?.rings.map((ring) => ring.state)).toEqual(['no', 'plain', 'plain'])
    expect(side?.rings.map((ring) => ring.dx)).toEqual([8, 26, 44])
  })

  test('in Arabic the rings grow the other way', () => {
    const [side] = recordGroups({ better: 2, mixed: 0, none: 0, worse: 0 }, 'rtl')
    expect(side).toEqual({
      at: '3%',
      rings: [
        { dx: 8, state: 'yes' },
        { dx: 26, state: 'yes' },
      ],
      more: null,
    })
  })

  test('mixed stands in the middle, and what is too many is a number', () => {
    const [middle] = recordGroups({ better: 0, mixed: 7, none: 0, worse: 0 }, 'ltr')
    expect(middle?.rings.map((ring) => ring.dx)).toEqual([-27, -9, 9, 27])
    expect(middle?.more?.count).toBe(3)
  })
})
