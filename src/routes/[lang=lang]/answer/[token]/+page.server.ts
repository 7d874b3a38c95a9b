import { fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { answerAsk, seeAsk, undoAnswer, type Opened } from '#features/asks/answer-ask.server.ts'

type Event = { request: Request; locals: App.Locals; params: { token: string } }

const openedBy = (locals: App.Locals, token: string): Opened => ({
  token,
  language: locals.language,
  vocabulary: locals.vocabulary,
  now: locals.now,
  signedIn: locals.person?.id ?? null,
})

/** Looking does nothing: scanners of mail look at every link. */
export const load = async ({ locals, params, url }) => ({
  seen: await seeAsk(locals.db, openedBy(locals, params.token)),
  changing: url.searchParams.get('say') === 'changed',
  token: params.token,
})

export const actions = {
  answer: async ({ request, locals, params }: Event) => {
    const form = await typedForm(request)
    const answer = ((form && textsIn(form, 'answer')[0]) ?? '').slice(0, 40)
    const value = form
      ? textsIn(form, 'value')
          .slice(0, 20)
          .map((each) => each.slice(0, 100))
      : []
    const answered = await answerAsk(locals.db, openedBy(locals, params.token), { answer, value })
    if (!answered.ok) return fail(answered.reason === 'value_missing' ? 400 : 409, { why: answered.reason, value })
    redirect(303, locals.addresses.answerAsk(params.token))
  },
  undo: async ({ locals, params }: Event) => {
    const undone = await undoAnswer(locals.db, openedBy(locals, params.token))
    if (!undone.ok) return fail(409, { why: undone.reason, value: [] as string[] })
    redirect(303, locals.addresses.answerAsk(params.token))
  },
}
