/** Text that people write, as a document carries it: by language, the original always there, others may be missing. Pure. */
import { z } from 'zod'

export type Translated = Partial<Record<string, string>>

const LONGEST = 20_000

/** A text in at least one language; no control characters, no empty strings. */
export const translated = z
  .record(
    z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'is not a language'),
    z.string().trim().min(1, 'is empty').max(LONGEST, `is longer than ${LONGEST} characters`),
  )
  .refine((text) => Object.keys(text).length > 0, 'has no text in any language')

export const maybeTranslated = translated.nullish().transform((text) => text ?? null)

/** The languages in which a document has a title: one row of words for each. */
export const languagesOf = (text: Translated): string[] => Object.keys(text)

/** The text in the wanted language, else null: a translation is a document of its own and borrows nothing. */
export const inLanguage = (text: Translated | null | undefined, language: string): string | null =>
  text?.[language] ?? null
