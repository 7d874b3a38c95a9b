/** Words of an item for the page: with language and direction, and, where that is not the page's language, its name. Pure. */
import { languageName } from '#platform/language/format.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Said } from '#ui/looks.ts'

/** Falls back visibly: `marked` names the language of the words in the page's own. */
export const said = (words: { lang: Language; dir: 'ltr' | 'rtl' }, text: string, language: Language): Said => ({
  text,
  lang: words.lang,
  dir: words.dir,
  marked: words.lang === language ? undefined : languageName(words.lang, language),
})
