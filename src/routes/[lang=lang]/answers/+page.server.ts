import { error, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { ownAnswers } from '#features/fit/own-answers.server.ts'
import { deleteVisitor, deleteVisitorAnswer } from '#features/fit/visitor.queries.server.ts'
import { readLookAsk } from '#features/fit/worth-a-look.query.ts'
import { cardsOf } from '#features/fit/worth-a-look.server.ts'
import { practicesInView } from '#features/fit/practices-in-view.server.ts'
import { askingOf } from '../../asking.server.ts'
import { forgetStaleCookie, saveAnswer, takeTold, type Event } from '../../own-answers.server.ts'
import { forgetVisitor } from '../../who-asks.server.ts'

const DONE = ['cleared', 'removed'] as const

export const load = async ({ locals, url, cookies }) => {
  const { ask } = readLookAsk(url.searchParams, locals.vocabulary)
  const asking = askingOf(locals)
  const told = await takeTold(cookies)
  const own = await ownAnswers(asking, ask)
  const cards = told
    ? await cardsOf(
        asking,
        { view: await practicesInView(locals.db, locals.actor, asking) },
        told.moves.map(({ practice }) => practice),
      )
    : {}
  return {
    ...own,
    ask,
    told,
    cards,
    done: DONE.find((done) => done === url.searchParams.get('done')) ?? null,
    stale: forgetStaleCookie(cookies, locals, own.compared.expired),
  }
}

export const actions = {
  answer: async (event: Event) => {
    const { ask } = readLookAsk(event.url.searchParams, event.locals.vocabulary)
    return saveAnswer(event, {
      address: `${event.locals.addresses.answers()}${ask ? `#${ask}` : ''}`,
      concerns: [],
      own: true,
    })
  },
  remove: async ({ request, locals }: Event) => {
    const form = await typedForm(request)
    const factor = form ? textsIn(form, 'factor')[0] : undefined
    if (factor === undefined || !locals.vocabulary.factors.has(factor)) error(400, 'no such question')
    if (locals.visitorId !== null) await deleteVisitorAnswer(locals.db, { visitorId: locals.visitorId, factor })
    redirect(303, `${locals.addresses.answers({ done: 'removed' })}#${factor}`)
  },
  clear: async ({ locals, cookies }: Event) => {
    if (locals.visitorId !== null) await deleteVisitor(locals.db, locals.visitorId)
    forgetVisitor(cookies)
    redirect(303, locals.addresses.answers({ done: 'cleared' }))
  },
}
