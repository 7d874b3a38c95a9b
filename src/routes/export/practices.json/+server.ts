import { listPracticeDocuments } from '#features/practices/practice-revision.queries.server.ts'
import { addressesIn, withQuery } from '#features/registry/addresses.ts'

/** Practices at once in one file; the rest follows by its `next`. */
const IN_ONE_FILE = 500
const SLUG = /^[a-z0-9][a-z0-9-]{0,119}$/

/** Practices as documents, in the format in which they are imported. */
export const GET = async ({ locals: { db, actor, language }, url }) => {
  const typed = url.searchParams.get('after')
  const after = typed !== null && SLUG.test(typed) ? typed : null
  const { documents, next } = await listPracticeDocuments(db, actor, { language, after, limit: IN_ONE_FILE })
  const more = next === null ? {} : { next: withQuery(addressesIn(language).exported('practices'), { after: next }) }
  return new Response(JSON.stringify({ practices: documents, ...more }), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
}
