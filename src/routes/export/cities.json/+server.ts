import { listCityDocuments } from '#features/cities/city.queries.server.ts'
import { readCityAsk } from '#features/cities/city.query.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import { withQuery } from '#features/registry/addresses.ts'

/** Cities at once in one file; the rest follows by its `next`. */
const IN_ONE_FILE = 1000

/** Cities as documents, in the format in which they are imported. Answers are not among them. */
export const GET = async ({ locals: { db, actor, language }, url }) => {
  const { after } = readCityAsk(url.searchParams)
  const { documents, next } = await listCityDocuments(db, actor, { after, limit: IN_ONE_FILE })
  const more = next === null ? {} : { next: withQuery(addressesIn(language).exported('cities'), { after: next }) }
  return new Response(JSON.stringify({ cities: documents, ...more }), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
}
