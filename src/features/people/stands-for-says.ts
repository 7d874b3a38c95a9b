/** What stands for a protected person outside the team. Pure words; how many share them is asked where they are shown. */
import { m } from '#messages'
import type { Language } from '#platform/language/languages.ts'

/** `inRegion` with the name of a region, where enough people are in it; else `wide`. */
export const standsForWords = (language: Language): { wide: string; inRegion: (region: string) => string } => ({
  wide: m.profiles_practitioner({}, { locale: language }),
  inRegion: (region) => m.profiles_practitioner_in({ region }, { locale: language }),
})
