/** What a city is to a reader. Pure. */
import type { ShownWords } from '#features/registry/item.ts'
import type { CityFacts, CityParts } from './city-words.ts'

export const GOVERNMENT_LEVELS = [
  'village',
  'commune',
  'municipality',
  'city',
  'district',
  'county',
  'province',
  'state',
  'region',
] as const
export type GovernmentLevel = (typeof GOVERNMENT_LEVELS)[number]

/** What a source said of a real authority. None of them says that it is a member today. */
export const BASES = ['listed_member', 'stated_member', 'engaged', 'applying', 'practice_place'] as const
export type Basis = (typeof BASES)[number]

/** A row of the directory. */
export type CityRow = {
  id: string
  slug: string
  words: Omit<ShownWords, 'parts'>
  region: string | null
  /** ISO 3166 alpha-2; null where the country is invented, and then `countryWords` names it. */
  country: string | null
  countryWords: string | null
  level: string
  basis: Basis | null
  /** Year, month or day; null: the source has no date. */
  basisDate: string | null
  demonstration: boolean
  lat: number | null
  lon: number | null
}

export type CitySource = { address: string; what: string; exact_page?: boolean }

/** Everything on the page of one city but its answers and practices. */
export type CityPage = Omit<CityRow, 'words'> & {
  words: ShownWords<CityParts>
  /** Its name in the product's other languages. */
  names: Record<string, string>
  revision: number
  admin1: string | null
  pointOf: string | null
  population: number | null
  populationYear: number | null
  populationSource: string | null
  populationScope: string | null
  /** checked, from_dataset, entered_by_hand */
  populationStatus: string | null
  languages: readonly string[]
  timezone: string
  /** Of invented cities only. */
  memberSince: string | null
  sources: readonly CitySource[]
  note: string | null
  facts: Partial<CityFacts>
}

/** A name in another script, where it tells something: Arabic where the city speaks it, Latin on an Arabic page. */
export function nameInOtherScript(
  city: Pick<CityPage, 'names' | 'languages'>,
  language: string,
): { text: string; lang: string } | undefined {
  const lang = language === 'ar' ? 'en' : 'ar'
  const text = city.names[lang]
  if (!text || (lang === 'ar' && !city.languages.includes('ar'))) return undefined
  return text === city.names[language] ? undefined : { text, lang }
}

/** A web address of a source that can be followed; some sources are only described. */
export const addressOf = (source: CitySource): string | null =>
  /^https?:\/\/\S+$/.test(source.address) ? source.address : null
