import { describe, expect, test } from 'vitest'
import { STIGMA_QUESTIONS, stigmaPrompts } from './stigma.ts'
import { unmarked } from './testing/sentences.ts'
import { RAISE_A_QUESTION, RAISE_NONE } from './testing/wordings.ts'

describe('a wording', () => {
  test.each(RAISE_A_QUESTION)('raises its question where it stands: %s', (sentence) => {
    const { text, findings } = unmarked(sentence)
    expect(findings).not.toEqual([])
    expect(stigmaPrompts(text)).toEqual(
      findings.map(({ kind, from, to }) => ({ question: kind, from, to, words: text.slice(from, to) })),
    )
  })

  test.each(RAISE_NONE)('raises none: %s', (sentence) => {
    expect(stigmaPrompts(sentence)).toEqual([])
  })

  test('each question is raised in each language', () => {
    const asked = RAISE_A_QUESTION.map((sentence) => ({
      language: /[\u0621-\u064A]/.test(sentence) ? 'ar' : /\b(?:les?|une|la|un)\b/i.test(sentence) ? 'fr' : 'en',
      questions: stigmaPrompts(unmarked(sentence).text).map((prompt) => prompt.question),
    }))
    for (const language of ['en', 'fr', 'ar'])
      expect(new Set(asked.filter((each) => each.language === language).flatMap((each) => each.questions))).toEqual(
        new Set(STIGMA_QUESTIONS),
      )
  })
})

describe('one form of violence alone', () => {
  test('is asked about once, at its first word', () => {
    expect(stigmaPrompts('Jihadist groups. Jihadist networks.').map(({ from, question }) => [from, question])).toEqual([
      [0, 'one_form_only'],
    ])
  })

  test('is not asked about where another form is named anywhere in the text', () => {
    expect(stigmaPrompts('Jihadist groups recruit here.\n\nSo does the far right.')).toEqual([])
  })
})
