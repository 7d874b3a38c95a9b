/** Made cities with answers to about a third of the questions. */
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { CityParts } from '#features/cities/city-words.ts'
import { BASES, GOVERNMENT_LEVELS } from '#features/cities/city.ts'
import { fill } from './bulk.ts'
import { dayBy, fillItems, fillSearch, inEach, type MadeItem } from './made-item.ts'
import type { MadeWords } from './made-words.ts'
import { oneOf, someOf } from './measure.ts'

export type Scale = { code: string; type: string; steps: string[] }
export type MadeFacts = { regions: string[]; codes: ReadonlyMap<string, string[]>; scales: Scale[] }

const COUNTRIES = [
  'TN',
  'FR',
  'NO',
  'KE',
  'LB',
  'US',
  'BE',
  'SN',
  'IN',
  'PK',
  'GB',
  'DE',
  'NG',
  'JO',
  'PH',
  'ES',
  'AU',
  'MK',
  'CA',
  'ML',
]
const ANSWERED = 20
const PROFILED = 5 // one city in five tells what concerns it
const CITY_NAMES = 500_000 // apart from those of practices

export type MadeCity = MadeItem & { number: number }

type Given = {
  from: number
  to: number
  words: MadeWords
  facts: MadeFacts
  chance: () => number
  /** those with a lower number can be found by words */ searched: number
}

export async function fillCities(db: Db, given: Given): Promise<void> {
  const made = Array.from({ length: given.to - given.from }, (_, at) => cityOf(given.from + at, given))
  await fillItems(db, made)
  await fill(
    db,
    'city',
    made.map((city) => factsOf(city, given)),
  )
  await fill(
    db,
    'city_answer',
    made.flatMap((city) => answersOf(city, given)),
  )
  await fillSearch(
    db,
    made.filter((city) => city.number < given.searched),
  )
}

function cityOf(number: number, { words, facts, chance }: Given): MadeCity {
  const id = newKey()
  const name = words.name(CITY_NAMES + number)
  const summary = words.sentences(1, chance)
  const text = words.sentences(1, chance)
  const kinds = someOf(facts.codes.get('challenges') ?? [], 1, chance)
  const parts = (language: 'en' | 'fr' | 'ar'): CityParts => ({
    challenges: [{ id: 'c1', kinds, text: text[language] }],
    proud_of: null,
    asks: null,
    offers: null,
    country_name: null,
  })
  return {
    id,
    number,
    kind: 'city',
    slug: `made-city-${number}`,
    placeId: id,
    region: oneOf(facts.regions, chance),
    label: 'public',
    readers: [],
    publishedAt: dayBy(chance),
    title: name,
    summary,
    body: text,
    parts: inEach(parts),
  }
}

const factsOf = (city: MadeCity, { facts, chance }: Given) => ({
  id: city.id,
  country: oneOf(COUNTRIES, chance),
  admin1: null,
  government_level: oneOf(GOVERNMENT_LEVELS, chance),
  lat: Math.round(chance() * 12_000 - 5_000) / 100,
  lon: Math.round(chance() * 34_000 - 17_000) / 100,
  population: 5_000 + Math.floor(chance() * 900_000),
  population_year: 2024,
  population_source: 'made',
  population_scope: 'authority',
  population_status: 'entered_by_hand',
  languages: [oneOf(['en', 'fr', 'ar'], chance)],
  timezone: 'Africa/Tunis',
  membership_basis: oneOf(BASES, chance),
  basis_latest_date: '2016-06-29',
  sources: [{ address: 'https://example.org/list', what: 'A made list', exact_page: false }],
  challenge_terms: city.number % PROFILED === 0 ? someOf(facts.codes.get('challenges') ?? [], 2, chance) : [],
  facts: { place_certainty: null, charter_accepted: [] },
})

function answersOf(city: MadeCity, { facts, chance }: Given) {
  return someOf(facts.scales, ANSWERED, chance).map((scale) => ({
    id: newKey(),
    city_id: city.id,
    factor: scale.code,
    respondent: 'administration',
    state: 'answered',
    value: [oneOf(scale.steps, chance)],
    day: dayBy(chance),
    how: 'one_person',
    confidence: 'medium',
    label: chance() < 0.8 ? 'public' : 'network',
    released: true,
    created_at: city.publishedAt,
    by_whom: 'bench',
  }))
}
