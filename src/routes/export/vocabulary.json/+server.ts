import { exportVocabulary } from '#features/vocabulary/published-terms.queries.server.ts'

/** The whole vocabulary as a document, in the format in which it is imported; words that only searching knows are left out. */
export const GET = async ({ locals: { db, actor } }) =>
  new Response(JSON.stringify(await exportVocabulary(db, actor)), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
