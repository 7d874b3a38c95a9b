import { countCities, listCities, listCityPoints } from '#features/cities/city.queries.server.ts'
import { readCityAsk } from '#features/cities/city.query.ts'
import { labelOf } from '#features/vocabulary/vocabulary.ts'

export const load = async ({ locals: { db, actor, language, vocabulary }, url }) => {
  const ask = readCityAsk(url.searchParams)
  const list = await listCities(db, actor, { language, filters: ask.filters, after: ask.after })
  const counts = await countCities(db, actor, ask.filters)
  const points = await listCityPoints(db, actor, ask.filters)
  const regions = Object.keys(counts.region).map((code) => ({ code, label: labelOf(vocabulary, 'regions', code, language) }))
  return { ask, list, counts, points, regions }
}
