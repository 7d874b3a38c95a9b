/**
 * The directory as a rule over facts: which cities match, in which order, how many there are of each choice under the
 * other choices, and the points of the map. List, counts and map come from the same facts, so they say the same. Pure.
 */
import { normalise } from '#base/normalise.ts'
import type { Language } from '#platform/language/languages.ts'
import { wantedName, type CityFilters } from './city.query.ts'
import type { Basis } from './city.ts'

/** What the directory needs to know of each city that a reader may see. */
export type CityFact = {
  id: string
  slug: string
  region: string | null
  country: string | null
  level: string
  basis: Basis | null
  invented: boolean
  /** a practice was told from here or taken up here, and the reader may see it */
  practice: boolean
  lat: number | null
  lon: number | null
  original: string
  /** by language */
  names: Readonly<Record<string, string>>
}

type Dimension = 'name' | 'region' | 'country' | 'level' | 'basis' | 'practice' | 'kind'

export type CityCounts = {
  total: number
  /** of these, without a point on the map */
  unplaced: number
  countries: number
  /** for each choice, how many there are of it under all other choices */
  region: Record<string, number>
  country: Record<string, number>
  level: Record<string, number>
  basis: Record<string, number>
  kind: Record<string, number>
  practice: number
}

export function countsOf(facts: readonly CityFact[], filters: CityFilters): CityCounts {
  const tests = testsOf(filters)
  const counts: CityCounts = {
    total: 0,
    unplaced: 0,
    countries: 0,
    region: {},
    country: {},
    level: {},
    basis: {},
    kind: {},
    practice: 0,
  }
  const countries = new Set<string>()
  for (const fact of facts) {
    const failed = failedOf(fact, tests)
    if (failed.length === 0) {
      counts.total++
      if (!isPlaced(fact)) counts.unplaced++
      if (fact.country !== null) countries.add(fact.country)
    }
    const underOthers = (dimension: Dimension) =>
      failed.length === 0 || (failed.length === 1 && failed[0] === dimension)
    for (const [dimension, choice] of choicesOf(fact))
      if (choice !== null && underOthers(dimension)) counts[dimension][choice] = (counts[dimension][choice] ?? 0) + 1
    if (fact.practice && underOthers('practice')) counts.practice++
  }
  return { ...counts, countries: countries.size }
}

/** One page of what matches, by name; a key that is not there begins at the beginning. */
export function pageIn(
  facts: readonly CityFact[],
  wanted: { filters: CityFilters; language: Language; after: string | null; limit: number },
): { ids: string[]; next: string | null } {
  const tests = testsOf(wanted.filters)
  const sorted = byName(facts, wanted.language)
  const start = wanted.after === null ? 0 : sorted.findIndex((fact) => fact.slug === wanted.after) + 1
  const page: CityFact[] = []
  for (let at = start; at < sorted.length && page.length <= wanted.limit; at++) {
    const fact = sorted[at]
    if (fact && failedOf(fact, tests).length === 0) page.push(fact)
  }
  const shown = page.slice(0, wanted.limit)
  return { ids: shown.map((fact) => fact.id), next: page.length > wanted.limit ? (shown.at(-1)?.slug ?? null) : null }
}

/** Points of all that matches, on whichever page of the list it stands. */
export const pointsIn = (facts: readonly CityFact[], filters: CityFilters): { lat: number; lon: number }[] => {
  const tests = testsOf(filters)
  return facts.flatMap((fact) =>
    fact.lat !== null && fact.lon !== null && failedOf(fact, tests).length === 0
      ? [{ lat: fact.lat, lon: fact.lon }]
      : [],
  )
}

const isPlaced = (fact: CityFact): boolean => fact.lat !== null && fact.lon !== null

const choicesOf = (fact: CityFact) =>
  [
    ['region', fact.region],
    ['country', fact.country],
    ['level', fact.level],
    ['basis', fact.basis],
    ['kind', fact.invented ? 'invented' : 'real'],
  ] as const

type Test = readonly [dimension: Dimension, meets: (fact: CityFact) => boolean]

/** Only of the dimensions in which something was chosen. */
function testsOf({ regions, country, levels, bases, practice, kind, ...rest }: CityFilters): Test[] {
  const name = wantedName({ regions, country, levels, bases, practice, kind, ...rest })
  const tests: (Test | false)[] = [
    name !== '' && ['name', (fact) => searched(fact).some((each) => each.includes(name))],
    regions.length > 0 && ['region', (fact) => fact.region !== null && regions.includes(fact.region)],
    country !== null && ['country', (fact) => fact.country === country],
    levels.length > 0 && ['level', (fact) => (levels as readonly string[]).includes(fact.level)],
    bases.length > 0 && ['basis', (fact) => fact.basis !== null && bases.includes(fact.basis)],
    practice && ['practice', (fact) => fact.practice],
    kind !== null && ['kind', (fact) => fact.invented === (kind === 'invented')],
  ]
  return tests.filter((test) => test !== false)
}

const failedOf = (fact: CityFact, tests: readonly Test[]): Dimension[] =>
  tests.filter(([, meets]) => !meets(fact)).map(([dimension]) => dimension)

const spellings = new WeakMap<CityFact, string[]>()

/** In whichever language: a reader of English may know the Arabic name. */
function searched(fact: CityFact): string[] {
  const known = spellings.get(fact)
  if (known) return known
  const made = Object.values(fact.names).map(normalise)
  spellings.set(fact, made)
  return made
}

const orders = new WeakMap<readonly CityFact[], Map<Language, CityFact[]>>()

/** Made once for each language and set of facts. */
function byName(facts: readonly CityFact[], language: Language): CityFact[] {
  const known = orders.get(facts) ?? new Map<Language, CityFact[]>()
  orders.set(facts, known)
  const { compare } = new Intl.Collator(language)
  const sorted =
    known.get(language) ??
    facts
      .map((fact) => ({ fact, name: nameIn(fact, language) }))
      .sort((a, b) => compare(a.name, b.name) || (a.fact.id < b.fact.id ? -1 : 1))
      .map(({ fact }) => fact)
  known.set(language, sorted)
  return sorted
}

/** The name that the row shows: in the wanted language, else the original, else the first there is. */
const nameIn = ({ names, original }: CityFact, language: Language): string =>
  names[language] ?? names[original] ?? names[Object.keys(names).sort()[0] ?? ''] ?? ''
