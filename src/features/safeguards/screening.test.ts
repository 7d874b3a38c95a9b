import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { screen } from './screening.ts'
import { stigmaPrompts } from './stigma.ts'
import { NOT_TO_BE_FOUND, TO_BE_FOUND, unmarked } from './testing/sentences.ts'
import { HARD_TO_READ, sinceTyped, textsOf } from './testing/texts.ts'

const sentences = [...TO_BE_FOUND, ...NOT_TO_BE_FOUND].map((sentence) => unmarked(sentence).text)
const UNSEEN = ['\u0640', '\u200b', '\u200f', '\u2066', '\u00ad', '\ufeff']

describe('what is screened', () => {
  test.each(TO_BE_FOUND)('is found where it stands: %s', (sentence) => {
    const { text, findings } = unmarked(sentence)
    expect(findings).not.toEqual([])
    expect(screen(text)).toEqual(findings)
  })

  test.each(NOT_TO_BE_FOUND)('is left alone: %s', (sentence) => {
    expect(screen(sentence)).toEqual([])
  })

  test('every kind is found in each of the three languages, a name and a number in all', () => {
    const kinds = (of: RegExp) =>
      new Set(
        TO_BE_FOUND.filter((sentence) => of.test(sentence)).flatMap((sentence) =>
          unmarked(sentence).findings.map((finding) => finding.kind),
        ),
      )
    expect(kinds(/[\u0621-\u064A]/).size).toBe(6)
    expect(kinds(/^[^\u0621-\u064A]*$/).size).toBe(6)
  })

  test('marks that nobody sees hide nothing, wherever they are put', () => {
    const marked = TO_BE_FOUND.filter((sentence) => !sentence.includes('http')).map(unmarked)
    fc.assert(
      fc.property(fc.constantFrom(...marked), fc.constantFrom(...UNSEEN), fc.nat(), ({ text, findings }, mark, nat) => {
        const at = nat % text.length
        if (/[\ud800-\udbff]/.test(text[at - 1] ?? '')) return
        const found = screen(text.slice(0, at) + mark + text.slice(at))
        expect(found.map((finding) => finding.kind)).toEqual(findings.map((finding) => finding.kind))
      }),
      { numRuns: 1500 },
    )
  })

  test('Arabic-Indic and Persian digits are read like others', () => {
    const digits = (zero: number) => (text: string) =>
      text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)))
    for (const { text, findings } of TO_BE_FOUND.filter((sentence) => !/http|@/.test(sentence)).map(unmarked))
      for (const typed of [digits(0x660), digits(0x6f0)]) expect(screen(typed(text))).toEqual(findings)
  })
})

describe('the texts of the sample', () => {
  const texts = ['practices', 'cities'].flatMap((name) =>
    textsOf(JSON.parse(readFileSync(`sample/${name}.json`, 'utf8'))),
  )

  test('hold nothing of a person of concern: no false alarm in any of them', () => {
    expect(texts.length).toBeGreaterThan(4000)
    expect(
      texts.flatMap((text) => screen(text).map((finding) => [finding.kind, text.slice(finding.from, finding.to)])),
    ).toEqual([])
  })

  test('with a sentence of the table behind them, give what the sentence gives', () => {
    const long = texts.filter((text) => text.length > 200 && /[.»]$/.test(text))
    expect(long.length).toBeGreaterThan(100)
    for (const [at, text] of long.entries()) {
      const sentence = unmarked(TO_BE_FOUND[at % TO_BE_FOUND.length] ?? '')
      expect(screen(`${text}\n${sentence.text}`)).toEqual(sinceTyped(sentence.findings, text.length + 1))
    }
  })
})

describe('any text', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(fc.oneof(fc.constantFrom(...sentences, ...HARD_TO_READ), fc.string({ maxLength: 6 })), { maxLength: 8 })
      .map((parts) => parts.join(' ')),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((units) => String.fromCharCode(...units)),
  )

  test('is read without failing; what is found lies inside it, in order, none over another', () => {
    fc.assert(
      fc.property(typed, (text) => {
        for (const found of [screen(text), stigmaPrompts(text)]) {
          let at = 0
          for (const { from, to } of found) {
            expect(from).toBeGreaterThanOrEqual(at)
            expect(to).toBeGreaterThan(from)
            expect(to).toBeLessThanOrEqual(text.length)
            at = to
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('with a harmless sentence before it, gives the same, further on', () => {
    const harmless = fc.constantFrom(...NOT_TO_BE_FOUND.filter((sentence) => sentence.endsWith('.')))
    fc.assert(
      fc.property(harmless, typed, (sentence, text) => {
        const before = `${sentence}\n`
        expect(screen(before + text)).toEqual(sinceTyped(screen(text), before.length))
      }),
      { numRuns: 1500 },
    )
    fc.assert(
      fc.property(harmless, fc.constantFrom(...sentences), (sentence, text) => {
        expect(screen(`${sentence} ${text}`)).toEqual(sinceTyped(screen(text), sentence.length + 1))
      }),
      { numRuns: 1000 },
    )
  })

  test.each(HARD_TO_READ)('of 200,000 signs takes time in proportion to its length: %j', (part) => {
    const effort = (length: number) => {
      const text = part.repeat(Math.ceil(length / part.length)).slice(0, length)
      const times = [1, 2].map(() => {
        const before = process.cpuUsage()
        screen(text)
        stigmaPrompts(text)
        const { user, system } = process.cpuUsage(before)
        return user + system
      })
      return Math.min(...times)
    }
    effort(20_000)
    // four times the length: four times the work where it is linear, sixteen where it is squared
    expect(effort(80_000)).toBeLessThan(9 * effort(20_000) + 40_000)
  })
})
