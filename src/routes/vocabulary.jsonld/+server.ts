import { jsonLdOf } from '#base/rdf.ts'
import { listPublishedTerms } from '#features/vocabulary/published-terms.queries.server.ts'
import { SKOS_SHAPES, skosOf } from '#features/vocabulary/skos.ts'
import { schemeWords } from '../scheme-words.ts'

/** The whole vocabulary as SKOS in JSON-LD. */
export const GET = async ({ locals: { db, actor, addresses }, url }) => {
  const graph = skosOf(await listPublishedTerms(db, actor), url.origin + addresses.identifier(''), schemeWords)
  return new Response(JSON.stringify(jsonLdOf(graph, SKOS_SHAPES)), {
    headers: { 'content-type': 'application/ld+json; charset=utf-8' },
  })
}
