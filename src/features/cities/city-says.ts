/** What is said of a city, in the language of the page: labels of its kind, why it is named, its country. */
import { m } from '#messages'
import { countryName, formatMonth } from '#platform/language/format.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Label } from '#features/registry/item.ts'
import type { Basis, CityRow, GovernmentLevel } from './city.ts'

const LEVELS: Record<GovernmentLevel, () => string> = {
  village: m.cities_level_village,
  commune: m.cities_level_commune,
  municipality: m.cities_level_municipality,
  city: m.cities_level_city,
  district: m.cities_level_district,
  county: m.cities_level_county,
  province: m.cities_level_province,
  state: m.cities_level_state,
  region: m.cities_level_region,
}

/** A level that the product does not know is said as it was written. */
export const levelName = (level: string): string =>
  Object.hasOwn(LEVELS, level) ? LEVELS[level as GovernmentLevel]() : level

export const countryOf = (city: Pick<CityRow, 'country' | 'countryWords'>, language: Language): string =>
  countryName(city.country, language) || (city.countryWords ?? '')

const SHORT: Record<Basis, () => string> = {
  listed_member: m.cities_named_short_listed,
  stated_member: m.cities_named_short_stated,
  engaged: m.cities_named_short_engaged,
  applying: m.cities_named_short_applying,
  practice_place: m.cities_named_short_practice_place,
}
export const basisShort = (basis: Basis): string => SHORT[basis]()

const DATED: Record<Exclude<Basis, 'practice_place'>, (inputs: { date: string }) => string> = {
  listed_member: m.cities_named_listed,
  stated_member: m.cities_named_stated,
  engaged: m.cities_named_engaged,
  applying: m.cities_named_applying,
}
const UNDATED: Record<Basis, () => string> = {
  listed_member: m.cities_named_listed_undated,
  stated_member: m.cities_named_stated_undated,
  engaged: m.cities_named_engaged_undated,
  applying: m.cities_named_applying_undated,
  practice_place: m.cities_named_practice_place,
}

/** "named in a list of members, June 2016": what a source said and when; null where none said anything. */
export function namedAs(city: Pick<CityRow, 'basis' | 'basisDate'>, language: Language): string | null {
  if (city.basis === null) return null
  if (city.basisDate === null || city.basis === 'practice_place') return UNDATED[city.basis]()
  return DATED[city.basis]({ date: sourceDate(city.basisDate, language) })
}

/** As exact as the source: a year or a month; a day is said as its month. */
const sourceDate = (date: string, language: Language): string =>
  date.length < 7 ? date : formatMonth(`${date.slice(0, 7)}-01`, language)

const STATUS: Record<string, () => string> = {
  checked: m.cities_population_checked,
  from_dataset: m.cities_population_from_dataset,
  entered_by_hand: m.cities_population_entered_by_hand,
}
const SCOPE: Record<string, () => string> = {
  settlement: m.cities_scope_settlement,
  authority: m.cities_scope_authority,
}
export const populationStatus = (status: string | null): string => STATUS[status ?? '']?.() ?? ''
export const populationScope = (scope: string | null): string => SCOPE[scope ?? '']?.() ?? ''

const HOW: Record<string, () => string> = {
  survey_or_register: m.cities_how_survey_or_register,
  group: m.cities_how_group,
  one_person: m.cities_how_one_person,
}
const CONFIDENCE: Record<string, () => string> = {
  high: m.cities_confidence_high,
  medium: m.cities_confidence_medium,
  low: m.cities_confidence_low,
}
export const howAnswered = (how: string | null): string => (how === null ? '' : (HOW[how]?.() ?? how))
export const howSure = (confidence: string | null): string =>
  CONFIDENCE[confidence ?? '']?.() ?? m.cities_confidence_none()

const SEEN: Record<Label, () => string> = {
  public: m.house_visible_public,
  network: m.house_visible_network,
  region: m.house_visible_region,
  cities: m.house_visible_cities,
  team: m.house_visible_team,
}
export const seenBy = (label: Label): string => SEEN[label]()

/** How wide the circles are drawn: from the team to everyone. */
export const SEEN_LEVEL = { team: 0, cities: 1, region: 2, network: 3, public: 4 } as const satisfies Record<
  Label,
  number
>
