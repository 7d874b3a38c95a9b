import { expect, test } from 'vitest'
import { normalise } from './normalise.ts'
import { compoundsIn, formsOf, ownStem, phraseWords, rootForm, storedForms, typedForms } from './words.ts'

const root = (word: string) => rootForm(normalise(word))

test('the Arabic article, and what is written together with it, makes no difference', () => {
  expect(['شباب', 'الشباب', 'والشباب', 'بالشباب', 'للشباب', 'كالشباب', 'فالشباب', 'وبالشباب'].map(root)).toEqual(
    Array(8).fill('شباب'),
  )
})

test('what is left after the article must be a word', () => {
  expect(['الى', 'الا', 'بال'].map(root)).toEqual(['الي', 'الا', 'بال'])
})

test('a stored و ب ل ف ك may be a letter of the word or one before it; a typed word is taken as it is', () => {
  expect(storedForms(normalise('وشبكة'))).toEqual(expect.arrayContaining(['وشبكه', 'شبكه']))
  expect(storedForms(normalise('لمكافحة'))).toEqual(expect.arrayContaining(['لمكافحه', 'مكافحه']))
  expect(storedForms(normalise('بلد'))).not.toContain('لد')
  expect(typedForms(normalise('بلدية'))).toEqual(['بلديه'])
})

test('one thing and many, men and women share an Arabic stem', () => {
  const stem = (word: string) => ownStem(normalise(word))
  expect(stem('شائعة')).toBe(stem('الشائعات'))
  expect(stem('متطرف')).toBe(stem('المتطرفين'))
  expect(stem('القرية')).toBe(stem('القرى'))
  expect(stem('سجون')).toBe('سجون')
})

test('a stem is kept apart from the words: peace does not find safety as the same word', () => {
  expect(formsOf('السلامة')).toContain('~سلام')
  expect(formsOf('السلامة')).not.toContain('سلام')
  expect(formsOf('السلام')).toEqual(['السلام', 'سلام', '~سلام'])
})

test('hamza, alif maqsura, tashkil, tatweel, invisible marks and Persian letters make no difference', () => {
  expect(normalise('الأحياء')).toBe(normalise('الاحيا'))
  expect(normalise('مُسْتَشْفَىٰ')).toBe(normalise('مستشفي'))
  expect(normalise('كرامـــة')).toBe(normalise('کرامه'))
  expect(normalise('co\u00ADhesion\u200E')).toBe('cohesion')
})

test('British and American endings meet', () => {
  for (const [one, other] of [
    ['radicalisation', 'radicalization'],
    ['neighbourhood', 'neighborhood'],
    ['rumours', 'rumors'],
    ['programme', 'program'],
    ['centre', 'center'],
    ['organised', 'organized'],
    ['défense', 'defence'],
  ])
    expect(root(one ?? '')).toBe(root(other ?? ''))
  expect(['size', 'four', 'tour', 'horizon', 'analyse'].map(root)).toEqual([
    'size',
    'four',
    'tour',
    'horizon',
    'analyse',
  ])
})

test('a compound is found by its parts and run together; an elided article is no word', () => {
  expect(formsOf('anti-rumeurs')).toEqual(expect.arrayContaining(['anti', 'rumeurs', 'antirumeurs']))
  expect(formsOf('P/CVE, R&R')).toEqual(['pcve', 'cve', 'rr'])
  expect(formsOf('l’écoute d’aujourd’hui')).toEqual(['ecoute', 'aujourd', 'hui'])
  expect(phraseWords('l’hôtel de ville')).toEqual(['hotel', 'de', 'ville'])
  expect(phraseWords('R&R')).toEqual(['rr'])
})

test('a word knows where it stands in the text', () => {
  const text = 'La « Sécurité », الأمان.'
  expect(
    compoundsIn(text)
      .flatMap((each) => each.parts)
      .map((part) => [part.word, text.slice(part.start, part.end)]),
  ).toEqual([
    ['la', 'La'],
    ['securite', 'Sécurité'],
    ['الامان', 'الأمان'],
  ])
})

test('odd input gives few words and never fails', () => {
  for (const odd of ['', '\u0000', '🙂🙂', '---', '½ ﷺ ﬁ', '\uD800', 'a'.repeat(500), '\u0301\u0301', '‮abc'])
    expect(() => formsOf(odd)).not.toThrow()
  expect(formsOf('🙂 ☃ !')).toEqual([])
  expect(formsOf('a'.repeat(500))[0]?.length).toBe(40)
})
