import { plainWhy } from '#features/search/said-why.server.ts'
import { listResults } from '#features/search/results.server.ts'
import { readSearchAsk } from '#features/search/search.query.ts'

const SIZE = 50

/** What the page of the search shows, as data: an array, best first; `after` and `kind` as on the page. */
export const GET = async ({ locals: { db, actor, language, refusal }, url }) => {
  if (refusal) return Response.json([], { status: refusal })
  const { rows } = await listResults(db, actor, { language, ask: readSearchAsk(url.searchParams), size: SIZE })
  return Response.json(
    rows.map((row) => ({ kind: row.kind, id: row.slug, title: row.shown.title, why: plainWhy(row, language) })),
  )
}
