import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FACES, firstFace } from './faces.ts'

const sheet = readFileSync(join(import.meta.dirname, 'fonts.css'), 'utf8')
const used = new Set([...sheet.matchAll(/url\(['"]?\/fonts\/([^'")]+)['"]?\)/g)].map((match) => match[1]))

test('the sheet uses the files that are laid, all of them and no other', () => {
  expect([...used].sort()).toEqual(FACES.map((face) => face.file).sort())
})

test('what is fetched first is one of them', () => {
  for (const lang of ['en', 'fr', 'ar']) expect(used.has(firstFace(lang))).toBe(true)
})

test('every file is the one its name promises, as it came', () => {
  for (const { file, from } of FACES) {
    const content = readFileSync(join(import.meta.dirname, '../../node_modules', from))
    expect(file).toContain(`.${createHash('sha256').update(content).digest('hex').slice(0, 8)}.`)
  }
})
