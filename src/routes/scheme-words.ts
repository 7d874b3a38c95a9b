/** Names of the vocabularies in all languages, for files that hold all languages at once. */
import { LANGUAGE_IDS } from '#platform/language/languages.ts'
import type { SchemeWords } from '#features/vocabulary/skos.ts'
import { listName, listUse } from './[lang=lang]/vocabulary/list-words.ts'

export const schemeWords: SchemeWords = (list) => ({
  name: Object.fromEntries(LANGUAGE_IDS.map((language) => [language, listName(list, language)])),
  use: Object.fromEntries(LANGUAGE_IDS.map((language) => [language, listUse(list, language)])),
})
