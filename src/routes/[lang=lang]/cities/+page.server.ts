import { findDirectory } from '#features/cities/directory.server.ts'
import { readCityAsk } from '#features/cities/city.query.ts'
import { labelOf } from '#features/vocabulary/vocabulary.ts'

export const load = async ({ locals: { db, actor, language, vocabulary, epoch }, url }) => {
  const ask = readCityAsk(url.searchParams)
  const directory = await findDirectory(db, actor, { ...ask, language, epoch })
  const regions = Object.keys(directory.counts.region).map((code) => ({
    code,
    label: labelOf(vocabulary, 'regions', code, language),
  }))
  return { ask, directory, regions }
}
