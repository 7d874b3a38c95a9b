import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { erasingSentence } from '#features/people/erasing-says.ts'
import { erasePerson, findErasing } from '#features/people/erase-person.server.ts'
import { proofOf, whyNotErase } from '#features/people/erasing.access.ts'
import { goes } from '#features/people/holdings.ts'
import { countHeld } from '#features/people/holdings.queries.server.ts'
import type { PersonView } from '#features/people/person-view.ts'
import { forgetSession } from '../../../../who-asks.server.ts'
import type { SigningEvent } from '../../../../signing.server.ts'

const personOf = ({ person }: App.Locals): PersonView => person ?? error(403, 'nobody is signed in')

export const load = async ({ locals }) => {
  const { db, now } = locals
  const person = personOf(locals)
  const facts = (await findErasing(db, { personId: person.id, sessionId: person.sessionId })) ?? error(404, 'nobody')
  const refusal = whyNotErase(facts, now)
  const held = await countHeld(db, facts.whose)
  return {
    proof: proofOf(facts),
    refusal: refusal && erasingSentence(refusal, person, facts.lastIn[0]),
    again: refusal === 'sign_in_again',
    goes: held.filter(({ id }) => goes(id)),
    stays: held.filter(({ id }) => !goes(id) && id !== 'city_answer'),
    answers: held.find(({ id }) => id === 'city_answer')?.count ?? 0,
  }
}

export const actions = {
  erase: async ({ request, locals, cookies }: SigningEvent) => {
    const { db, actor, now, addresses } = locals
    const person = personOf(locals)
    const form = await typedForm(request)
    const typed = ((form && textsIn(form, 'proof')[0]) ?? '').slice(0, 300)
    const erased = await erasePerson(db, actor, { personId: person.id, sessionId: person.sessionId, typed, now })
    if (!erased.ok) return fail(400, { fault: erasingSentence(erased.reason, person) })
    forgetSession(cookies)
    redirect(303, addresses.register({ done: 'erased' }))
  },
}
