/** By title, as the reader's language sorts. */
import type { Language } from '#platform/language/languages.ts'

export const byAlphabet = <One extends { title: string }>(rows: readonly One[], language: Language): One[] => {
  const { compare } = new Intl.Collator(language)
  return rows.toSorted((a, b) => compare(a.title, b.title))
}
