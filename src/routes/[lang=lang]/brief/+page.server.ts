import { brief } from '#features/fit/brief.server.ts'
import { readLookAsk } from '#features/fit/worth-a-look.query.ts'
import { askingOf } from '../../asking.server.ts'
import { forgetStaleCookie } from '../../own-answers.server.ts'

export const load = async ({ locals, url, cookies }) => {
  const ask = readLookAsk(url.searchParams, locals.vocabulary)
  const made = await brief(askingOf(locals), ask)
  return { brief: made, ask, stale: forgetStaleCookie(cookies, locals, made.compared.expired) }
}
