import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { changePassword } from '#features/people/change-password.server.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { keepLanguage } from '#features/people/keep-language.server.ts'
import { deletePasskey, listPasskeys } from '#features/people/passkeys.server.ts'
import { hasSecondStep } from '#features/people/second-step.server.ts'
import { endOtherSessions, endSessionOf, listSessions, sitIn } from '#features/people/session.queries.server.ts'
import { ZONES } from '#features/people/zones.ts'
import type { PersonView } from '#features/people/person-view.ts'
import { backIn, type SigningEvent } from '../../signing.server.ts'

const DONE = ['ended', 'password', 'passkey', 'passkey_removed', 'left', 'language'] as const
const UUID = /^[0-9a-f-]{36}$/

const personOf = ({ person }: App.Locals): PersonView => person ?? error(403, 'nobody is signed in')

export const load = async ({ locals, url }) => {
  const person = personOf(locals)
  const sessions = await listSessions(locals.db, { personId: person.id, sessionId: person.sessionId })
  return {
    person,
    // of an invented person each visitor sees and ends their own session alone
    sessions: sessions.filter((session) => session.own || (!person.demonstration && person.vouchedBy === null)),
    passkeys: person.vouchedBy === null ? await listPasskeys(locals.db, person.id) : [],
    secondStep: await hasSecondStep(locals.db, person.id),
    zones: [...new Set([person.zone, ...ZONES])],
    done: DONE.find((done) => done === url.searchParams.get('done')) ?? null,
  }
}

/** Somebody who has the account alone: an invented person is many visitors at once. */
function personOfOwn(locals: App.Locals): PersonView {
  const person = personOf(locals)
  if (person.demonstration) error(403, 'not for invented people')
  if (person.vouchedBy !== null)
    redirect(303, locals.addresses.signIn({ back: locals.addresses.account(), own: 'yes' }))
  return person
}

async function keyIn(request: Request, name: string): Promise<{ key: string; form: FormData }> {
  const form = await typedForm(request)
  const key = form ? textsIn(form, name)[0] : undefined
  return form && key !== undefined && UUID.test(key) ? { key, form } : error(400, 'no such key')
}

export const actions = {
  sit: async ({ request, locals }: SigningEvent) => {
    const person = personOf(locals)
    const { key, form } = await keyIn(request, 'seat')
    await sitIn(locals.db, { personId: person.id, sessionId: person.sessionId, seatId: key })
    redirect(303, backIn(form, locals.addresses.account()))
  },
  end: async ({ request, locals }: SigningEvent) => {
    const { key } = await keyIn(request, 'session')
    await endSessionOf(locals.db, { personId: personOfOwn(locals).id, id: key })
    redirect(303, locals.addresses.account({ done: 'ended' }))
  },
  end_others: async ({ locals }: SigningEvent) => {
    const person = personOfOwn(locals)
    await endOtherSessions(locals.db, { personId: person.id, sessionId: person.sessionId })
    redirect(303, locals.addresses.account({ done: 'ended' }))
  },
  remove_passkey: async ({ request, locals }: SigningEvent) => {
    const person = personOfOwn(locals)
    const form = await typedForm(request)
    await deletePasskey(locals.db, { personId: person.id, id: (form && textsIn(form, 'passkey')[0]) ?? '' })
    await insertAudit(locals.db, locals.actor, { act: 'passkey.removed', itemId: null })
    redirect(303, locals.addresses.account({ done: 'passkey_removed' }))
  },
  language: async ({ request, locals }: SigningEvent) => {
    const person = personOfOwn(locals)
    const form = await typedForm(request)
    const one = (name: string) => (form && textsIn(form, name)[0]) ?? ''
    const typed = { language: one('language'), zone: one('zone').slice(0, 100) }
    const kept = await keepLanguage(locals.db, person.id, typed)
    if (!kept.ok) return fail(400, { fault: kept.reason, typed })
    redirect(303, locals.addresses.account({ done: 'language' }))
  },
  password: async ({ request, locals }: SigningEvent) => {
    const person = personOfOwn(locals)
    const form = await typedForm(request)
    const typed = (form && textsIn(form, 'password')[0]) ?? ''
    const changed = await changePassword(locals.db, locals.actor, { person, typed })
    if (!changed.ok) return fail(400, { fault: changed.reason, typed: null })
    redirect(303, locals.addresses.account({ done: 'password' }))
  },
}
