import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barParts } from './bar.ts'

const number = (percent: string) => Math.round(Number(percent.slice(0, -1)) * 10)

describe('the parts of a bar', () => {
  test('follow each other: supports, differ, in the way, not known', () => {
    expect(barParts({ yes: 7, both: 1, no: 3, open: 4 })).toEqual([
      { kind: 'yes', x: '0%', width: '46.7%' },
      { kind: 'both', x: '46.7%', width: '6.6%' },
      { kind: 'no', x: '53.3%', width: '20%' },
      { kind: 'open', x: '73.3%', width: '26.7%' },
    ])
  })

  test('a part without weight is not drawn', () => {
    expect(barParts({ yes: 2, both: 0, no: 0, open: 2 }).map((part) => part.kind)).toEqual(['yes', 'open'])
  })

  test('with no weight at all everything is open', () => {
    expect(barParts({ yes: 0, both: 0, no: 0, open: 0 })).toEqual([{ kind: 'open', x: '0%', width: '100%' }])
  })

  test('touch each other and fill the bar, whatever the weights', () => {
    const weight = fc.double({ min: 0, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(fc.record({ yes: weight, both: weight, no: weight, open: weight }), (weights) => {
        let reached = 0
        for (const part of barParts(weights)) {
          expect(number(part.x)).toBe(reached)
          reached += number(part.width)
        }
        expect(reached).toBe(1000)
      }),
    )
  })
})
