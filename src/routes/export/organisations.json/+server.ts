import { listOrganisationDocuments } from '#features/organisations/organisation.queries.server.ts'
import { readOrganisationAsk } from '#features/organisations/organisation.query.ts'
import { addressesIn, withQuery } from '#features/registry/addresses.ts'

/** Organisations at once in one file; the rest follows by its `next`. */
const IN_ONE_FILE = 1000

/** What is public of them, whoever asks, in the format in which they are imported. */
export const GET = async ({ locals: { db, language }, url }) => {
  const { after } = readOrganisationAsk(url.searchParams)
  const { documents, next } = await listOrganisationDocuments(db, { after, limit: IN_ONE_FILE })
  const more =
    next === null ? {} : { next: withQuery(addressesIn(language).exported('organisations'), { after: next }) }
  return new Response(JSON.stringify({ organisations: documents, ...more }), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
}
