import { expect, test } from 'vitest'
import type { Unit } from './meaning.ts'
import { marked, passage, seekerOf, wordsFound } from './seeker.ts'

const seeker = (word: string, ...stems: string[]) => {
  const unit: Unit = { written: word, from: 0, to: 0, ways: [[word]], themes: [], country: null }
  return seekerOf(unit, new Map([[word, stems]]))
}
const marks = (text: string, ...seekers: ReturnType<typeof seeker>[]) =>
  marked(text, seekers)
    .filter((each) => each.mark)
    .map((each) => each.text)

test('words are marked as they are written, accents, articles and endings included', () => {
  expect(marks('La Sécurité et les securités.', seeker('securite', 'secur'))).toEqual(['Sécurité', 'securités'])
  expect(marks('حوار مع الشباب وللشباب', seeker('شباب'))).toEqual(['الشباب', 'وللشباب'])
  expect(marks('Community and communities', seeker('community', 'communiti'))).toEqual(['Community', 'communities'])
})

test('a word that only shares a stem by chance is left alone', () => {
  expect(marks('A policy for the police', seeker('police', 'polic'))).toEqual(['police'])
})

test('the pieces together are the text', () => {
  const text = 'Anti-rumour work — «rumours», again.'
  expect(
    marked(text, [seeker('rumours', 'rumour')])
      .map((each) => each.text)
      .join(''),
  ).toBe(text)
  expect(marks(text, seeker('rumours', 'rumour'))).toEqual(['rumour', 'rumours'])
})

test('the nearest form is named, each once', () => {
  expect(wordsFound('rumour, Rumours, rumours', [seeker('rumours', 'rumour')], 3)).toEqual(['rumours'])
  expect(wordsFound('nothing here', [seeker('rumours')], 3)).toEqual([])
})

test('a passage holds the word, is cut between words, and no longer than asked', () => {
  const text = `${'word '.repeat(200)}rumours ${'more '.repeat(200)}`
  const cut = passage(text, [seeker('rumours')], 120)
  expect(cut).toContain('rumours')
  expect(cut.length).toBeLessThanOrEqual(126)
  expect(cut).toMatch(/^… word .* more …$/)
  expect(passage('short', [seeker('x')], 120)).toBe('short')
})

test('marks of emphasis, headings and lists are left out of a passage', () => {
  expect(passage('## Before\n- **First**: rumours\n- then `more`', [seeker('rumours')], 120)).toBe(
    'Before First: rumours then more',
  )
})
