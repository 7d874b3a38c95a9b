/** What the address of the list of organisations asks for. Decoding never fails: what is unknown is left out. Pure. */
import type { Query } from '#features/registry/addresses.ts'

export type OrganisationFilters = {
  city: string | null
  area: string | null
  kind: string | null
  region: string | null
}

/** `after`: slug of the last organisation of the page before. */
export type OrganisationAsk = { filters: OrganisationFilters; after: string | null }

export const NO_FILTERS: OrganisationFilters = { city: null, area: null, kind: null, region: null }

const SLUG = /^[a-z0-9][a-z0-9-]{0,119}$/
const CODE = /^[a-z_]{1,60}$/

export function readOrganisationAsk(params: URLSearchParams): OrganisationAsk {
  const one = (name: string, shape: RegExp) => {
    const typed = params.get(name)
    return typed !== null && shape.test(typed) ? typed : null
  }
  return {
    filters: { city: one('city', SLUG), area: one('area', CODE), kind: one('kind', CODE), region: one('region', CODE) },
    after: one('after', SLUG),
  }
}

export const writeOrganisationAsk = (filters: OrganisationFilters, after: string | null = null): Query => ({
  ...filters,
  after,
})

export const countChosen = (filters: OrganisationFilters): number => Object.values(filters).filter(Boolean).length
