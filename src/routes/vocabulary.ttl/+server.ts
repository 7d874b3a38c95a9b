import { turtleOf } from '#base/rdf.ts'
import { listPublishedTerms } from '#features/vocabulary/published-terms.queries.server.ts'
import { skosOf } from '#features/vocabulary/skos.ts'
import { schemeWords } from '../scheme-words.ts'

/** The whole vocabulary as SKOS in Turtle. */
export const GET = async ({ locals: { db, actor, addresses }, url }) => {
  const graph = skosOf(await listPublishedTerms(db, actor), url.origin + addresses.identifier(''), schemeWords)
  return new Response(turtleOf(graph), { headers: { 'content-type': 'text/turtle; charset=utf-8' } })
}
