import { describe, expect, test } from 'vitest'
import { LANGUAGE_IDS } from '#platform/language/languages.ts'
import { addressesIn, STANDING_PAGES } from '#features/registry/addresses.ts'
import { standingText } from './standing-text.server.ts'

describe.each(STANDING_PAGES)('the page %s', (page) => {
  test.each(LANGUAGE_IDS)('stands in %s, cut at its headings, with every link leading on', (language) => {
    const text = standingText(page, language, addressesIn(language))
    expect(text.lang).toBe(language)
    expect(text.title.length).toBeGreaterThan(3)
    expect(text.parts.length).toBeGreaterThan(2)
    const html = [text.opening, ...text.parts.map((part) => part.html)].join('')
    expect(html).not.toMatch(/href="page:|\]\(page:/)
    for (const [, address] of html.matchAll(/href="([^"]*)"/g))
      expect(address).toMatch(new RegExp(`^(https://|/${language}/|/(vocabulary\\.|export/))`))
  })
})

test('a page that is missing in a language is shown in English, and says so', () => {
  const files = { '/src/texts/about.en.md': '---\ntitle: What this is\nlede: Words.\n---\n\n## One\n\ntext' }
  expect(standingText('about', 'ar', addressesIn('ar'), files)).toMatchObject({
    lang: 'en',
    dir: 'ltr',
    title: 'What this is',
    parts: [{ id: 'one' }],
  })
})
