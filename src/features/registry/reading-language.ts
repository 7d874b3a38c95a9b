/** The language of the page that a component stands on. To be called while a component begins; what it returns follows the page. Pure. */
import { FALLBACK, isLanguage, type Language } from '#platform/language/languages.ts'
import { getReading } from '#ui/reading.ts'

export function readingLanguage(): () => Language {
  const reading = getReading()
  return () => {
    const { lang } = reading()
    return isLanguage(lang) ? lang : FALLBACK
  }
}
