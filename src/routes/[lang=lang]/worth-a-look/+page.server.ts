import { readLookAsk, writeLookAsk } from '#features/fit/worth-a-look.query.ts'
import { worthALook } from '#features/fit/worth-a-look.server.ts'
import { askingOf } from '../../asking.server.ts'
import { forgetStaleCookie, saveAnswer, takeTold, type Event } from '../../own-answers.server.ts'

export const load = async ({ locals, url, cookies }) => {
  const ask = readLookAsk(url.searchParams, locals.vocabulary)
  const told = await takeTold(cookies)
  const look = await worthALook(
    askingOf(locals),
    ask,
    told?.moves.map(({ practice }) => practice),
  )
  return { ...look, ask, told, stale: forgetStaleCookie(cookies, locals, look.compared.expired) }
}

export const actions = {
  answer: (event: Event) => {
    const { concerns, city, order } = readLookAsk(event.url.searchParams, event.locals.vocabulary)
    const address = event.locals.addresses.worthALook(writeLookAsk({ concerns, city, order }))
    return saveAnswer(event, { address: `${address}#next`, concerns, city })
  },
}
