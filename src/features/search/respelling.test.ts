import { expect, test } from 'vitest'
import { likeliest, nearest, spelledWord, writtenIn } from './respelling.ts'

const candidate = (word: string, facts: object = {}) => ({
  word,
  errors: 1,
  own: true,
  titled: false,
  texts: '',
  ...facts,
})

test('fewest errors first, then the reader’s language, then a title, then the first letter', () => {
  expect(likeliest('polce', [candidate('place', { errors: 2 }), candidate('police')])?.word).toBe('police')
  expect(likeliest('polce', [candidate('polca', { own: false, titled: true }), candidate('police')])?.word).toBe(
    'police',
  )
  expect(likeliest('polce', [candidate('polca'), candidate('police', { titled: true })])?.word).toBe('police')
  expect(likeliest('polce', [candidate('dolce'), candidate('police')])?.word).toBe('police')
  expect(likeliest('polce', [])).toBeUndefined()
})

test('words further away than is forgiven, and the word itself, are no candidates', () => {
  expect(nearest('polcie', ['police', 'polcie', 'practice'])).toEqual([{ word: 'police', errors: 1 }])
  expect(nearest('abc', ['abd'])).toEqual([])
})

test('the word is shown as people write it, without what is written together with it where it stands so', () => {
  expect(writtenIn('La sécurité', 'securite')).toBe('sécurité')
  expect(writtenIn('والشباب ثم الشباب', 'شباب')).toBe('الشباب')
  expect(writtenIn('nothing', 'securite')).toBe('securite')
})

test('a compound is respelled run together', () => {
  expect(spelledWord({ written: 'multi-agncy', parts: ['multi', 'agncy'], joined: 'multiagncy' })).toBe('multiagncy')
})
