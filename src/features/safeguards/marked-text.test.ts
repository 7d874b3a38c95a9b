import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hold } from './hold.ts'
import { markedText } from './marked-text.ts'
import { screen } from './screening.ts'
import { TO_BE_FOUND, unmarked } from './testing/sentences.ts'

describe('a marked text', () => {
  test('is cut where its findings begin and end', () => {
    const text = 'Call him on 06 12 34 56 78 now.'
    const [finding] = screen(text)
    expect(markedText(text, screen(text))).toEqual([
      { text: 'Call him on ' },
      { text: '06 12 34 56 78', finding },
      { text: ' now.' },
    ])
  })

  test('joined again, is the text that was typed, each finding a piece of its own', () => {
    for (const { text, findings } of TO_BE_FOUND.map(unmarked)) {
      const pieces = markedText(text, findings)
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      expect(pieces.flatMap((piece) => piece.finding ?? [])).toEqual(findings)
    }
  })

  test('loses no sign, whatever the marks', () => {
    const mark = fc.record({ from: fc.nat(30), to: fc.nat(40) })
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(mark), (text, marks) => {
        const pieces = markedText(text, marks)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        expect(pieces.every((piece) => piece.text !== '')).toBe(true)
      }),
    )
  })
})

describe('a text with findings', () => {
  const findings = screen('Call him on 06 12 34 56 78 now.')

  test('is warned about first, and held for a reviewer when insisted upon', () => {
    expect(hold(findings, false)).toEqual({ state: 'warn', findings })
    expect(hold(findings, true)).toEqual({ state: 'held', findings })
  })

  test('that has none is clear, and insisting changes nothing', () => {
    expect(hold([], false)).toEqual({ state: 'clear' })
    expect(hold([], true)).toEqual({ state: 'clear' })
  })
})
