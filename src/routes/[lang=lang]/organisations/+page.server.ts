import { kindName } from '#features/organisations/organisation-says.ts'
import { verifyingPlaces, whyNotPropose } from '#features/organisations/organisation.access.ts'
import {
  countOrganisations,
  listAwaiting,
  listOrganisations,
} from '#features/organisations/organisation.queries.server.ts'
import { readOrganisationAsk } from '#features/organisations/organisation.query.ts'
import { labelOf } from '#features/vocabulary/vocabulary.ts'

export const load = async ({ locals: { db, actor, language, vocabulary }, url }) => {
  const ask = readOrganisationAsk(url.searchParams)
  const counts = await countOrganisations(db, actor, { filters: ask.filters, language })
  const inWords = (name: string, of: { code: string; count: number }[]) =>
    of.map(({ code, count }) => ({ code, count, label: labelOf(vocabulary, name, code, language) }))
  return {
    ask,
    list: await listOrganisations(db, actor, { ...ask, language }),
    total: counts.total,
    options: {
      city: counts.city.map(({ code, count, title }) => ({ code, count, label: title })),
      area: inWords('practice_types', counts.area),
      region: inWords('regions', counts.region),
      kind: counts.kind.map(({ code, count }) => ({ code, count, label: kindName(code) })),
    },
    awaiting: await listAwaiting(db, actor, { placeIds: verifyingPlaces(actor), language }),
    mayPropose: whyNotPropose(actor) === null,
  }
}
