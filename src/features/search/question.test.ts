import { expect, test } from 'vitest'
import { LONGEST_QUESTION, MOST_WORDS, phraseKey, readQuestion, spoken } from './question.ts'

const words = (typed: string) => spoken(readQuestion(typed).words)

test('words that say nothing are left out, in every language', () => {
  expect(words('how can we work with young people in the city?')).toEqual(['work', 'young', 'people', 'city'])
  expect(words('Comment lutter contre les rumeurs dans mon quartier ?')).toEqual(['rumeurs', 'quartier'])
  expect(words('كيف نعمل مع الشباب في المدرسة؟')).toEqual(['نعمل', 'شباب', 'مدرسه'])
})

test('a question of such words alone is silent', () => {
  expect(readQuestion('the')).toMatchObject({ silent: true })
  expect(readQuestion('dans les').silent).toBe(true)
  expect(readQuestion('rumours').silent).toBe(false)
})

test('a compound is one word with its parts, and run together', () => {
  expect(readQuestion('anti-rumeurs').words).toEqual([
    { written: 'anti-rumeurs', parts: ['anti', 'rumeurs'], joined: 'antirumeurs' },
  ])
  expect(readQuestion('R&R').words).toEqual([{ written: 'R&R', parts: [], joined: 'rr' }])
})

test('a long question is searched by its first words, and says so', () => {
  const many = readQuestion(Array.from({ length: 40 }, (_, at) => `word${at}`).join(' '))
  expect(many.words.length).toBe(MOST_WORDS)
  expect(many.shortened).toBe(true)
  const long = readQuestion('x'.repeat(5000))
  expect([...long.asked].length).toBe(LONGEST_QUESTION)
  expect(long.shortened).toBe(true)
  expect(readQuestion('rumours rumours RUMOURS').words.length).toBe(1)
})

test('whatever is typed is read calmly', () => {
  for (const odd of [
    '',
    '   ',
    '\u0000',
    '🙂',
    '&|!():*<->',
    "' or 1=1 --",
    '"quoted"',
    '%_\\',
    '\uD800',
    '؟؟؟',
    '-',
    '...',
    'ـــ',
    '\u202Eabc',
  ])
    expect(() => readQuestion(odd)).not.toThrow()
  expect(readQuestion('\u0000rum\u0000ours')).toMatchObject({ asked: 'rum ours' })
  for (const nothing of ['', ' ', '🙂🙂', '!!!', '\u0000', '؟']) expect(readQuestion(nothing).words).toEqual([])
})

test('phrases are compared by the words that say something', () => {
  expect(phraseKey('Police de proximité')).toBe(spoken(readQuestion('police proximite').words).join(' '))
  expect(phraseKey('مكافحة الشائعات')).toBe('شايعات')
})
