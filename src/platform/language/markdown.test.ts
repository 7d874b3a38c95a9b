import { describe, expect, test } from 'vitest'
import { partsOfMarkdown, renderMarkdown } from './markdown.ts'

const people = (text: string) => renderMarkdown(text, { direction: 'auto' })
const house = (text: string) =>
  renderMarkdown(text, { direction: 'inherit', pages: (name) => (name === 'method' ? '/en/method' : undefined) })

describe('what people write', () => {
  test('is never HTML of their own', () => {
    expect(people('<script>alert(1)</script>\n\na <b onclick="x()">b</b>')).not.toMatch(/<script|<b /)
    expect(people('<img src=x onerror=alert(1)>')).toContain('&lt;img')
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//elsewhere.example',
    'page:../x',
    'java\tscript:x',
  ])('leads nowhere unsafe: %s', (address) => {
    expect(people(`[here](<${address}>)`)).not.toMatch(/<a /)
  })

  test('shows no picture', () => {
    expect(people('![a picture](https://example.org/x.png)')).not.toMatch(/<img/)
  })

  test('finds the direction of each block, and code runs from left to right', () => {
    expect(people('one\n\n- two\n\n> three')).toMatch(
      /<p dir="auto">one[\s\S]*<li dir="auto">[\s\S]*<blockquote dir="auto">/,
    )
    expect(people('say `a < b`')).toContain('<code dir="ltr">a &lt; b</code>')
    expect(people('```\nx = 1\n```')).toContain('<pre class="scroll" dir="ltr" tabindex="0"><code>x = 1')
  })

  test('lowers the signs of a formula with signs that every font has', () => {
    expect(people('`s₋ < s₊`')).toContain('<code dir="ltr">s<sub>−</sub> &lt; s<sub>+</sub></code>')
  })

  test('has its tables in a box that scrolls', () => {
    expect(people('| a | b |\n| - | - |\n| 1 | 2 |')).toMatch(
      /<div class="scroll" tabindex="0"><table>[\s\S]*<td dir="auto">1<\/td>[\s\S]*<\/table><\/div>/,
    )
  })

  test('names a page of the house without a link where no pages are given', () => {
    expect(people('see [the method](page:method) and [more](https://example.org)')).toBe(
      '<p dir="auto">see the method and <a href="https://example.org" rel="external noopener">more</a></p>\n',
    )
  })
})

describe('what the house writes', () => {
  test('leads to pages by their names, and to no page that is not there', () => {
    expect(house('[how](page:method) [lost](page:nowhere) [how](page:method)')).toBe(
      '<p><a href="/en/method">how</a> lost <a href="/en/method">how</a></p>\n',
    )
  })

  test('names addresses of ours so that they can be followed, and nothing else', () => {
    expect(house('`/vocabulary.ttl` and `a/b`')).toBe(
      '<p><a href="/vocabulary.ttl"><code dir="ltr">/vocabulary.ttl</code></a> and <code dir="ltr">a/b</code></p>\n',
    )
    expect(house('`//elsewhere.example`')).not.toContain('<a ')
    expect(people('`/vocabulary.ttl`')).not.toContain('<a ')
  })

  test('has headings with ids of their words in any script, none twice', () => {
    expect(house('## In plain words\n\n## In plain words')).toBe(
      '<h2 id="in-plain-words">In plain words</h2>\n<h2 id="in-plain-words-2">In plain words</h2>\n',
    )
    expect(house('## بكلمات بسيطة')).toContain('id="بكلمات-بسيطة"')
    expect(renderMarkdown('## a', { direction: 'inherit', deeper: 1 })).toBe('<h3 id="a">a</h3>\n')
  })
})

test('a text is cut at its second level, and nothing is lost', () => {
  const text = 'before\n\n## One **and** `x`\n\na\n\n### Below\n\nb\n\n## Two\n\nc'
  const { opening, parts } = partsOfMarkdown(text, { direction: 'inherit' })
  expect(opening).toBe('<p>before</p>\n')
  expect(parts.map(({ id, words }) => [id, words])).toEqual([
    ['one-and-x', 'One and x'],
    ['two', 'Two'],
  ])
  expect(parts[0]?.headings).toEqual([{ id: 'below', words: 'Below' }])
  expect(parts[0]?.html).toBe('<p>a</p>\n<h3 id="below">Below</h3>\n<p>b</p>\n')
  expect(parts[1]?.html).toBe('<p>c</p>\n')
})
