import { expect, test } from 'vitest'
import { citationFile, type Cited } from './citation.ts'

const cited: Cited = {
  slug: 'a-practice',
  title: 'برشلونة: 100 % {sure} & more\nline',
  author: 'City_of $ \\ Barcelona',
  revision: 3,
  day: '2026-03-09',
  address: 'https://example.org/en/practices/a-practice/revisions/3',
  language: 'ar',
  summary: 'Short.',
}

test('BibTeX carries the words, and nothing in them is a command', () => {
  const { text } = citationFile(cited, 'bib')
  expect(text).toContain('@misc{a-practice-r3,')
  expect(text).toContain('title = {{برشلونة: 100 \\% \\{sure\\} \\& more line}}')
  expect(text).toContain('author = {{City\\_of \\$ \\textbackslash{} Barcelona}}')
  expect(text).toContain('month = {3}')
})

test('RIS is one line a field, from its type to its end', () => {
  const lines = citationFile(cited, 'ris').text.split('\r\n')
  expect(lines[0]).toBe('TY  - ELEC')
  expect(lines.filter(Boolean).every((line) => /^[A-Z][A-Z0-9] {2}- /.test(line))).toBe(true)
  expect(lines.at(-2)).toBe('ER  - ')
})

test('CSL-JSON names author, day and revision', () => {
  expect(JSON.parse(citationFile(cited, 'json').text)).toMatchObject([
    {
      author: [{ literal: cited.author }],
      issued: { 'date-parts': [[2026, 3, 9]] },
      version: 'revision 3',
      URL: cited.address,
    },
  ])
})
