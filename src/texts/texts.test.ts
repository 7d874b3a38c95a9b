/** What the standing pages promise as texts: complete in every language, and written by the rules of the house. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCaseFile } from '#features/fit/case-file.ts'
import * as method from '#features/fit/method.ts'

const LANGUAGES = ['en', 'fr', 'ar'] as const
type Language = (typeof LANGUAGES)[number]

const PAGES = ['about', 'accessibility', 'data', 'joining', 'method', 'privacy'] as const
type Page = (typeof PAGES)[number]

/** What `[words](page:NAME)` may name: the rooms that exist. */
const LINKED_PAGES = new Set([
  'practices',
  'cities',
  'worth-a-look',
  'not-known',
  'themes',
  'vocabulary',
  'search',
  'answers',
  'account',
  'own-data',
  'register',
  ...PAGES,
])

/** Words that the house does not say; the parts of words in French and Arabic cover their plurals. */
const AVOIDED: Record<Language, RegExp> = {
  en: /best practice|\bsolutions?\b|leverag|stakeholder|vulnerable (individual|person|people)/i,
  fr: /(bonnes?|meilleures?) pratiques?|\bsolutions?\b|parties? prenantes?|personnes vulnérables|sauvegarde|point focal|prérequis|réplication|contrepartie|composante clé|\bhubs?\b/i,
  ar: /أفضل ممارس|أصحاب المصلحة|الحلول|أفراد ضعفاء|مكافحة|نقطة محورية|السكرتارية|إستراتيجية|استنساخ|موالفة|مكوّن جوهري/,
}

const folder = import.meta.dirname

describe('the standing pages', () => {
  test('no file lies here but the pages and this test', () => {
    const expected = PAGES.flatMap((page) => LANGUAGES.map((language) => `${page}.${language}.md`))
    expect(
      readdirSync(folder)
        .filter((name) => name.endsWith('.md'))
        .sort(),
    ).toEqual(expected.sort())
  })

  describe.each(PAGES)('%s', (page) => {
    test('has the same headings, level by level, in every language', () => {
      const levels = LANGUAGES.map((language) => headings(page, language).map((heading) => heading.level))
      expect(levels[0]!.length).toBeGreaterThan(0)
      for (const other of levels) expect(other).toEqual(levels[0])
    })

    test('leads to the same places in every language', () => {
      const targets = LANGUAGES.map((language) => links(page, language).sort())
      for (const other of targets) expect(other).toEqual(targets[0])
    })

    test('shows the same formulas, figures and commands in every language', () => {
      const blocks = LANGUAGES.map((language) => codeBlocks(page, language))
      for (const other of blocks) expect(other).toEqual(blocks[0])
    })

    describe.each(LANGUAGES)('in %s', (language) => {
      test('has a title and a lede, and nothing else above the text', () => {
        const { front } = read(page, language)
        expect(front.map(([key]) => key)).toEqual(['title', 'lede'])
        for (const [, value] of front) {
          expect(value.trim().length).toBeGreaterThan(3)
          // A colon with a space would be read as a second key.
          expect(value).not.toMatch(/: /)
        }
      })

      test('begins its headings at the second level and never skips one', () => {
        let before = 1
        for (const { level, words } of headings(page, language)) {
          expect(level, words).toBeGreaterThanOrEqual(2)
          expect(level, words).toBeLessThanOrEqual(before + 1)
          before = level
        }
      })

      test('links to known pages and to https sources alone', () => {
        for (const target of links(page, language)) {
          const named = /^page:(.+)$/.exec(target)?.[1]
          if (named === undefined) expect(target).toMatch(/^https:\/\/[^\s]+$/)
          else expect([...LINKED_PAGES]).toContain(named)
        }
      })

      test('says none of the words that the house avoids', () => {
        expect(AVOIDED[language].exec(prose(page, language))?.[0]).toBeUndefined()
      })

      test('has no exclamation mark, no italics and no raw HTML', () => {
        expect(prose(page, language)).not.toMatch(/!/)
        expect(prose(page, language)).not.toMatch(/(^|[^*])\*(?![*\s])[^*\n]+\*(?!\*)/m)
        expect(prose(page, language)).not.toMatch(/<[a-z/]/i)
      })
    })

    test('never lets a line break before French high punctuation or inside French quotation marks', () => {
      const words = prose(page, 'fr')
      expect(around(words, /[^\u202f][;?%]/)).toBeUndefined()
      expect(around(words, /[^\u00a0]:/)).toBeUndefined()
      expect(around(words, /«[^\u00a0]|[^\u00a0]»/)).toBeUndefined()
    })

    test('keeps Arabic punctuation and the digits 0 to 9 in Arabic', () => {
      const words = prose(page, 'ar')
      expect(around(words, /,|;|\?/)).toBeUndefined()
      expect(around(words, /[٠-٩٫٬]/)).toBeUndefined()
      expect(around(words, /« | »/)).toBeUndefined()
    })
  })
})

describe('the method page', () => {
  test.each(LANGUAGES)('states the constants that the rules reckon with (%s)', (language) => {
    const { body } = read('method', language)
    expect(body).toMatch(new RegExp(`(Version|الإصدار) ${method.METHOD_VERSION}\\.`))
    for (const weight of Object.values(method.ROLE_WEIGHT)) expect(body).toContain(`\`w = ${weight}\``)
    const mostly = method.MOSTLY.num / method.MOSTLY.den
    for (const part of ['A', 'B', 'A + D + U']) expect(body).toContain(`\`${part} ≥ ${mostly}\``)
    expect(body).toContain(`\`κ < ${method.KNOWN_ENOUGH.num / method.KNOWN_ENOUGH.den}\``)
    for (const weight of method.EVIDENCE_WEIGHT) expect(body).toContain(`\`${weight}\``)
    expect(body).toContain(`h = ${method.LIKENESS_WIDTH}`)
    expect(body).toContain(`\`n ≥ ${method.STATED_FROM.weight}\``)
    expect(body).toContain(`\`${1 / method.LATER_QUESTION} · w / W\``)
  })

  test('gives an example file that computes to the figures printed above it', () => {
    const example = codeBlocks('method', 'en').find((block) => block.includes('"cases"'))
    const file = (example ?? '').replace(/^```.*$/gm, '')
    const outcome = runCaseFile(file)
    const [found] = (outcome.ok ? outcome.value : []) as { n: number; low: number; high: number }[]
    const printed = `n = ${found?.n.toFixed(2)}   [${found?.low.toFixed(2)}, ${found?.high.toFixed(2)}]`
    expect(codeBlocks('method', 'en').join('\n')).toContain(printed)
  })
})

function read(page: Page, language: Language): { front: [string, string][]; body: string } {
  const text = readFileSync(join(folder, `${page}.${language}.md`), 'utf8')
  const parts = /^---\n([\s\S]+?)\n---\n([\s\S]+)$/.exec(text)
  if (!parts) throw new Error(`${page}.${language}.md does not begin with front matter`)
  const front = parts[1]!.split('\n').map((line): [string, string] => {
    const at = line.indexOf(': ')
    return [line.slice(0, at), line.slice(at + 2)]
  })
  return { front, body: parts[2]! }
}

const FENCED = /^```[^\n]*\n[\s\S]*?^```$/gm

function codeBlocks(page: Page, language: Language): string[] {
  return read(page, language).body.match(FENCED) ?? []
}

function headings(page: Page, language: Language): { level: number; words: string }[] {
  const lines = read(page, language).body.replace(FENCED, '').split('\n')
  return lines.flatMap((line) => {
    const found = /^(#+) (.+)$/.exec(line)
    return found ? [{ level: found[1]!.length, words: found[2]! }] : []
  })
}

function links(page: Page, language: Language): string[] {
  const { body } = read(page, language)
  return [...body.replace(FENCED, '').matchAll(/\]\(([^)]*)\)/g)].map((found) => found[1]!)
}

/** What a person reads as sentences: title, lede and body without code and without the addresses of links. */
function prose(page: Page, language: Language): string {
  const { front, body } = read(page, language)
  const words = body
    .replace(FENCED, '')
    .replace(/`[^`\n]+`/g, '\u2060')
    .replace(/\]\([^)]*\)/g, ']')
  return [...front.map(([, value]) => value), words].join('\n')
}

/** The fault with some words around it, so that a failing test shows where it stands. */
function around(words: string, fault: RegExp): string | undefined {
  const found = fault.exec(words)
  return found ? words.slice(Math.max(0, found.index - 30), found.index + 30) : undefined
}
