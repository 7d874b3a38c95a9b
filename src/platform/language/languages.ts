/** The languages of the product: a list, not three. A further one is a line here, one in project.inlang and a file per room. */
export const LANGUAGES = {
  en: { dir: 'ltr', name: 'English', digits: 'en-GB', sort: 'en-x-icu', stemmer: 'english' },
  fr: { dir: 'ltr', name: 'Français', digits: 'fr-FR', sort: 'fr-x-icu', stemmer: 'french' },
  ar: { dir: 'rtl', name: 'العربية', digits: 'ar-u-nu-latn', sort: 'ar-x-icu', stemmer: 'arabic' },
} as const

export type Language = keyof typeof LANGUAGES
export type Direction = 'ltr' | 'rtl'

export const LANGUAGE_IDS = Object.keys(LANGUAGES) as Language[]
export const FALLBACK: Language = 'en'

export const isLanguage = (typed: unknown): typed is Language =>
  typeof typed === 'string' && Object.hasOwn(LANGUAGES, typed)

const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** Direction of any language tag, also of one that the product does not speak: names and sources come in many. */
export const directionOf = (tag: string): Direction => (RIGHT_TO_LEFT.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr')

/** The best language for a browser: the remembered one, else the first that it accepts, else English. Never fails. */
export function negotiate(remembered: string | undefined, accepts: string | null): Language {
  if (isLanguage(remembered)) return remembered
  const wanted = (accepts ?? '')
    .slice(0, 400)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=')
      return { language: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) || 0 }
    })
    .filter((choice) => choice.quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map((choice) => choice.language)
    .find(isLanguage)
  return wanted ?? FALLBACK
}
