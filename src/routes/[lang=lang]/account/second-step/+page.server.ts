import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { together } from '#platform/database/together.server.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { base32, codeAddress } from '#features/people/one-time-code.server.ts'
import { mustTakeSecondStep } from '#features/people/person.queries.server.ts'
import type { PersonView } from '#features/people/person-view.ts'
import { endOtherSessions, raiseAssurance } from '#features/people/session.queries.server.ts'
import {
  beginSecondStep,
  countRecoveryCodes,
  endSecondStep,
  hasSecondStep,
  renewRecoveryCodes,
  spendCode,
} from '#features/people/second-step.server.ts'
import type { SigningEvent } from '../../../signing.server.ts'

/** Invented people sign in with one click: nobody may lock the next visitor out of them. */
function realPerson({ person }: App.Locals): PersonView {
  if (person === null) error(403, 'nobody is signed in')
  if (person.demonstration) error(404, 'not for invented people')
  return person
}

export const load = async ({ locals }) => {
  const { db } = locals
  const person = realPerson(locals)
  if (await hasSecondStep(db, person.id))
    return {
      setUp: null,
      left: await countRecoveryCodes(db, person.id),
      mayEnd: !(await mustTakeSecondStep(db, person.id)),
    }
  const secret = await beginSecondStep(db, person.id)
  const key = base32(secret).match(/.{1,4}/g) ?? []
  const address = codeAddress(secret, { issuer: 'Strong Cities', account: person.email ?? person.name })
  return { setUp: { key: key.join(' '), address }, left: 0, mayEnd: false }
}

export const actions = {
  /** The first code proves that the app has the key; the recovery codes are shown on the answer, once. */
  confirm: async ({ request, locals }: SigningEvent) => {
    const { db, actor, now } = locals
    const person = realPerson(locals)
    const form = await typedForm(request)
    const typed = ((form && textsIn(form, 'code')[0]) ?? '').slice(0, 40)
    const spent = await spendCode(db, { personId: person.id, typed, now })
    if (!spent.ok) return fail(400, { fault: spent.reason })
    return together(db, async (trx) => {
      await raiseAssurance(trx, person.sessionId)
      await endOtherSessions(trx, { personId: person.id, sessionId: person.sessionId })
      await insertAudit(trx, actor, { act: 'second_step.set_up', itemId: null })
      return { codes: await renewRecoveryCodes(trx, person.id) }
    })
  },
  renew: async ({ locals }: SigningEvent) => {
    const person = realPerson(locals)
    if (person.missing !== null || !(await hasSecondStep(locals.db, person.id))) error(403, 'no second step yet')
    await insertAudit(locals.db, locals.actor, { act: 'recovery_codes.renewed', itemId: null })
    return { codes: await renewRecoveryCodes(locals.db, person.id) }
  },
  end: async ({ locals }: SigningEvent) => {
    const person = realPerson(locals)
    if (await mustTakeSecondStep(locals.db, person.id)) error(403, 'a seat asks for it')
    await endSecondStep(locals.db, person.id)
    await insertAudit(locals.db, locals.actor, { act: 'second_step.ended', itemId: null })
    redirect(303, locals.addresses.account())
  },
}
