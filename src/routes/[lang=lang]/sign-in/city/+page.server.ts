import { listProviderCities } from '#features/people/provider.queries.server.ts'
import { SHOWN_FAULTS } from '#features/people/provider-says.ts'
import { KEY } from '../../../provider-visit.server.ts'
import { sameSitePath } from '../../../same-site.ts'

/** `key`: the city that something went wrong with, to try again; its name is told only where everybody may know of it. */
export const load = async ({ locals: { db, language, person }, url }) => {
  const key = url.searchParams.get('key') ?? ''
  return {
    cities: await listProviderCities(db, language),
    back: sameSitePath(url.searchParams.get('back') ?? undefined, ''),
    fault: SHOWN_FAULTS.find((fault) => fault === url.searchParams.get('fault')) ?? null,
    key: KEY.test(key) ? key : null,
    signedIn: person !== null,
  }
}
