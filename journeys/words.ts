/** The product's own words, so that a journey reads the page as its reader does. */
import { readFileSync } from 'node:fs'

const rooms = [
  'house',
  'people',
  'profiles',
  'fit',
  'practices',
  'cities',
  'vocabulary',
  'search',
  'asks',
  'safeguards',
  'privacy',
  'notices',
  'provider',
  'attachments',
]

/** Plain messages of one language; of a plural the form for many. */
export function wordsIn(
  language: 'en' | 'fr' | 'ar',
): (key: string, inputs?: Record<string, string | number>) => string {
  const all = Object.assign(
    {},
    ...rooms.map((room) => JSON.parse(readFileSync(`src/messages/${room}/${language}.json`, 'utf8')) as object),
  ) as Record<string, unknown>
  return (key, inputs = {}) => {
    const text = all[key]
    if (typeof text !== 'string') throw new Error(`no plain message ${key} in ${language}`)
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(inputs[name] ?? whole))
  }
}

const vocabulary = JSON.parse(readFileSync('sample/vocabulary.json', 'utf8')) as {
  vocabularies: Record<string, { id: string; label: Record<string, string> }[]>
}
export const termIn = (language: string, list: string, code: string): string =>
  vocabulary.vocabularies[list]?.find((term) => term.id === code)?.label[language] ?? ''
