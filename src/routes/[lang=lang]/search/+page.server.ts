import { plainWhy, saidWhy } from '#features/search/said-why.server.ts'
import { listResults } from '#features/search/results.server.ts'
import { readSearchAsk } from '#features/search/search.query.ts'

const SIZE = 20

export const load = async ({ locals: { db, actor, language }, url }) => {
  const ask = readSearchAsk(url.searchParams)
  const results = await listResults(db, actor, { language, ask, size: SIZE })
  const rows = results.rows.map(({ why, matchedIn, ...row }) => ({
    ...row,
    why: saidWhy({ ...row, why, matchedIn }, language),
    said: plainWhy({ ...row, why, matchedIn }, language),
  }))
  return { ...results, rows, ask: { ...ask, q: results.asked } }
}
