/** The words of a city's own profile, as stored in item_text.parts, and its further facts, as in city.facts. Pure. */
export type CityParts = {
  challenges: { id: string; kinds: string[]; text: string }[]
  proud_of: string | null
  asks: string | null
  offers: string | null
  country_name: string | null
}

export type CityFacts = {
  /** `assumed`: the source does not say which of several places of this name */
  place_certainty: string | null
  /** Of invented cities: versions of the charter that they accepted. */
  charter_accepted: { version: string; on: string }[]
}
