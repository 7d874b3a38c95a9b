/** Use case: places go in, each with its facts and, where it has one, its profile in its own words. */
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { refusedAsInvented, type ImportWorld } from '#features/registry/import-run.server.ts'
import { fateOf, faultOf, isWritten, readRows, type Fault, type RowFate } from '#features/registry/import.ts'
import { registerItem, type Registered } from '#features/registry/item.queries.server.ts'
import { inLanguage, languagesOf } from '#features/registry/translated.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { cityFile, cityRow, type CityRow } from './city-import.ts'
import type { CityFacts, CityParts } from './city-words.ts'

export async function importCities(db: Db, actor: Actor, world: ImportWorld, file: unknown): Promise<RowFate[]> {
  const parsed = cityFile.safeParse(file)
  if (!parsed.success) return [{ row: 0, id: '(file)', fate: 'refused', faults: [faultOf('cities', 'is not a list')] }]
  const vocabulary = await loadVocabulary(db, actor)
  const fates: RowFate[] = []
  for (const { row, id, read } of readRows(parsed.data.cities, cityRow, (city) => checkCity(world, vocabulary, city))) {
    if (!read.ok) fates.push({ row, id, fate: 'refused', faults: read.reason })
    else fates.push(fateOf(row, id, (await writeCity(db, actor, read.value)).change))
  }
  return fates
}

function checkCity(world: ImportWorld, vocabulary: Vocabulary, city: CityRow): Fault[] {
  const unknown = (name: string, code: string) => !vocabulary.terms.has(`${name}/${code}`)
  return [
    ...refusedAsInvented(world, city),
    ...(unknown('regions', city.region)
      ? [faultOf('region', `"${city.region}" is not a region of the vocabulary`)]
      : []),
    ...(city.profile?.challenges ?? []).flatMap((challenge, index) =>
      challenge.kinds
        .filter((kind) => unknown('challenges', kind))
        .map((kind) => faultOf(`profile.challenges.${index}.kinds`, `"${kind}" is not a challenge of the vocabulary`)),
    ),
  ]
}

async function writeCity(db: Db, actor: Actor, city: CityRow): Promise<Registered> {
  const original = city.profile?.original_language ?? 'en'
  const languages = languagesOf(city.name)
  const registered = await registerItem(db, actor, {
    kind: 'city',
    slug: city.id,
    placeId: 'self',
    region: city.region,
    label: city.visibility ?? 'public',
    state: 'published',
    originalLanguage: languages.includes(original) ? original : (languages[0] ?? 'en'),
    demonstration: city.demonstration ?? false,
    document: city,
    texts: Object.fromEntries(languages.map((language) => [language, wordsIn(city, language, original)])),
    search: Object.fromEntries(languages.map((language) => [language, searchWords(city, language)])),
  })
  if (!isWritten(registered.change)) return registered
  const facts = factsOf(city)
  await db
    .insertInto('city')
    .values({ id: registered.id, ...facts })
    .onConflict((same) => same.column('id').doUpdateSet(facts))
    .execute()
  return registered
}

function wordsIn(city: CityRow, language: string, original: string) {
  const profile = city.profile
  const parts: CityParts = {
    challenges: (profile?.challenges ?? []).flatMap((each) =>
      each.text[language] ? [{ id: each.id, kinds: each.kinds, text: each.text[language] }] : [],
    ),
    proud_of: inLanguage(profile?.proud_of, language),
    asks: inLanguage(profile?.asks, language),
    offers: inLanguage(profile?.offers, language),
    country_name: inLanguage(city.country_name, language),
  }
  return {
    title: inLanguage(city.name, language) ?? '',
    summary: inLanguage(profile?.summary, language) ?? '',
    parts,
    origin: language === original ? ('original' as const) : ('human' as const),
    note: language === original ? null : 'awaits_review',
  }
}

const searchWords = (city: CityRow, language: string) => ({
  title: inLanguage(city.name, language) ?? '',
  summary: inLanguage(city.profile?.summary, language) ?? '',
  body: (city.profile?.challenges ?? []).map((each) => inLanguage(each.text, language) ?? '').join(' '),
  synonyms: [city.admin1 ?? '', inLanguage(city.country_name, language) ?? ''].filter(Boolean),
  hidden: [],
})

const factsOf = (city: CityRow) => ({
  country: city.country,
  admin1: city.admin1 ?? null,
  government_level: city.government_level,
  lat: city.lat,
  lon: city.lon,
  point_of: city.point_of ?? null,
  population: city.population,
  population_year: city.population_year ?? null,
  population_source: city.population_source ?? null,
  population_scope: city.population_scope ?? null,
  population_status: city.population_status ?? null,
  languages: city.languages,
  timezone: city.timezone,
  membership_basis: city.membership_basis ?? null,
  member_since:
    city.member_since == null
      ? null
      : String(city.member_since).length === 4
        ? `${city.member_since}-01-01`
        : String(city.member_since),
  basis_latest_date: city.basis_latest_date ?? null,
  sources: JSON.stringify(city.sources),
  note: city.note ?? null,
  challenge_terms: [...new Set((city.profile?.challenges ?? []).flatMap((each) => each.kinds))],
  facts: JSON.stringify({
    place_certainty: city.place_certainty ?? null,
    charter_accepted: city.charter_accepted ?? [],
  } satisfies CityFacts),
})
