import { readAlikeAsk } from '#features/fit/alike.query.ts'
import { findAlike } from '#features/fit/alike.server.ts'
import { askingOf } from '../../asking.server.ts'

export const load = async ({ locals, url }) => {
  const ask = readAlikeAsk(url.searchParams, locals.vocabulary)
  return { ask, ...(await findAlike(askingOf(locals), ask)) }
}
