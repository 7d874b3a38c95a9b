import { error } from '@sveltejs/kit'
import { assessment } from '#features/fit/assessment.server.ts'
import { readLookAsk, writeLookAsk } from '#features/fit/worth-a-look.query.ts'
import { askingOf } from '../../../../asking.server.ts'
import { forgetStaleCookie, saveAnswer, takeTold, type Event } from '../../../../own-answers.server.ts'

export const load = async ({ locals, params, url, cookies }) => {
  const ask = readLookAsk(url.searchParams, locals.vocabulary)
  const told = await takeTold(cookies)
  const found = await assessment(
    askingOf(locals),
    params.slug,
    ask,
    told?.moves.map(({ practice }) => practice),
  )
  if (!found) error(404, 'no such practice')
  return { assessment: found, ask, told, stale: forgetStaleCookie(cookies, locals, found.compared.expired) }
}

export const actions = {
  answer: (event: Event & { params: { slug: string } }) => {
    const { concerns, city } = readLookAsk(event.url.searchParams, event.locals.vocabulary)
    const address = event.locals.addresses.fit(event.params.slug, writeLookAsk({ concerns, city }))
    return saveAnswer(event, { address: `${address}#next`, concerns, city })
  },
}
