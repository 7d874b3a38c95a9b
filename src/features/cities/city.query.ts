/** What the address of the directory asks for. Decoding never fails: what is unknown, too long or too much is left out. Pure. */
import { normalise } from '#base/normalise.ts'
import type { Query } from '#features/registry/addresses.ts'
import { BASES, GOVERNMENT_LEVELS, type Basis, type GovernmentLevel } from './city.ts'

export const KINDS = ['real', 'invented'] as const

export type CityFilters = {
  /** As typed, cut to a bearable length. */
  q: string
  regions: readonly string[]
  country: string | null
  levels: readonly GovernmentLevel[]
  bases: readonly Basis[]
  /** Only places where a practice was told or taken up. */
  practice: boolean
  kind: (typeof KINDS)[number] | null
}

/** `after`: slug of the last city of the page before. */
export type CityAsk = { filters: CityFilters; after: string | null }

export const NO_FILTERS: CityFilters = {
  q: '',
  regions: [],
  country: null,
  levels: [],
  bases: [],
  practice: false,
  kind: null,
}

const LONGEST = 80
const MOST = 40
export const SLUG = /^[a-z0-9][a-z0-9-]{0,119}$/

export function readCityAsk(params: URLSearchParams): CityAsk {
  const many = (name: string) => [...new Set(params.getAll(name).slice(0, MOST))]
  const country = params.get('country')
  const kind = params.get('kind')
  const after = params.get('after')
  return {
    filters: {
      q: readText(params.get('q')),
      regions: many('region').filter((code) => /^[a-z_]{1,40}$/.test(code)),
      country: country && /^[A-Z]{2}$/.test(country) ? country : null,
      levels: many('level').filter(isOneOf(GOVERNMENT_LEVELS)),
      bases: many('basis').filter(isOneOf(BASES)),
      practice: params.get('practice') === 'yes',
      kind: KINDS.find((known) => known === kind) ?? null,
    },
    after: after && SLUG.test(after) ? after : null,
  }
}

/** The same choices as an address; the page key only where it is given. */
export const writeCityAsk = (filters: CityFilters, after: string | null = null): Query => ({
  q: filters.q,
  region: filters.regions,
  country: filters.country,
  level: filters.levels,
  basis: filters.bases,
  practice: filters.practice ? 'yes' : null,
  kind: filters.kind,
  after,
})

export const countChosen = (filters: CityFilters): number =>
  [filters.q, filters.country, filters.kind, filters.practice].filter(Boolean).length +
  filters.regions.length +
  filters.levels.length +
  filters.bases.length

/** As names are stored for searching; '' when nothing searchable was typed. */
export const wantedName = (filters: CityFilters): string => normalise(filters.q)

// eslint-disable-next-line no-control-regex -- what cannot be stored cannot be searched either
const readText = (typed: string | null): string =>
  (typed ?? '')
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .trim()
    .slice(0, LONGEST)

const isOneOf =
  <Code extends string>(codes: readonly Code[]) =>
  (code: string): code is Code =>
    (codes as readonly string[]).includes(code)
