import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { takeSecondStep } from '#features/people/sign-in.server.ts'
import { sameSitePath } from '../../../same-site.ts'
import { backIn, type SigningEvent } from '../../../signing.server.ts'

export const load = ({ locals: { person, addresses }, url }) => {
  const back = sameSitePath(url.searchParams.get('back') ?? undefined, '')
  if (person === null) redirect(303, addresses.signIn({ back }))
  if (person.missing !== 'code') redirect(303, back || addresses.desk())
  return { back }
}

export const actions = {
  default: async ({ request, locals }: SigningEvent) => {
    const { person, db, now, addresses } = locals
    if (person === null) error(403, 'nobody is signed in')
    const form = await typedForm(request)
    const typed = ((form && textsIn(form, 'code')[0]) ?? '').slice(0, 40)
    const back = backIn(form, addresses.desk())
    if (person.missing !== 'code') redirect(303, back)
    const taken = await takeSecondStep(db, { personId: person.id, sessionId: person.sessionId, typed, now })
    if (!taken.ok) return fail(taken.reason === 'too_often' ? 429 : 400, { fault: taken.reason })
    redirect(303, back)
  },
}
