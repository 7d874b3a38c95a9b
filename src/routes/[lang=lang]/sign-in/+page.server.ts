import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { findDemonstrationPerson, listDemonstrationPeople } from '#features/people/demonstration.queries.server.ts'
import { listProviderCities } from '#features/people/provider.queries.server.ts'
import { endSession } from '#features/people/session.queries.server.ts'
import { askForLink, begin, signInWithPassword } from '#features/people/sign-in.server.ts'
import { sameSitePath } from '../../same-site.ts'
import { backIn, enter, fromOf, type SigningEvent } from '../../signing.server.ts'
import { forgetSession, SESSION_COOKIE } from '../../who-asks.server.ts'

export const load = async ({ locals: { db, language, demonstration, person }, url }) => ({
  people: demonstration ? await listDemonstrationPeople(db, language) : [],
  back: sameSitePath(url.searchParams.get('back') ?? undefined, ''),
  sent: url.searchParams.get('sent') === 'yes',
  own: url.searchParams.get('own') === 'yes',
  byCity: (await listProviderCities(db, language)).length > 0,
  here: person && { name: person.name },
})

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

export const actions = {
  enter: async (event: SigningEvent) => {
    const { locals } = event
    const form = await typedForm(event.request)
    const email = (form && textsIn(form, 'email')[0])?.slice(0, 320) ?? ''
    const password = (form && textsIn(form, 'password')[0]) ?? ''
    const back = backIn(form, '')
    if (!ADDRESS.test(email.trim())) return fail(400, { fault: 'email' as const, email })
    if (password === '') {
      const asked = await askForLink(locals.db, { email }, fromOf(event))
      if (!asked.ok) return fail(429, { fault: asked.reason, email })
      redirect(303, locals.addresses.signIn({ sent: 'yes', back }))
    }
    const signed = await signInWithPassword(locals.db, { email, password }, fromOf(event))
    if (!signed.ok) return fail(signed.reason === 'too_often' ? 429 : 400, { fault: signed.reason, email })
    return enter(event, signed.value, back || locals.addresses.desk())
  },
  /** In a demonstration instance: as one of the invented people. */
  as: async (event: SigningEvent) => {
    const { locals } = event
    if (!locals.demonstration) error(404, 'not a demonstration')
    const form = await typedForm(event.request)
    const person = await findDemonstrationPerson(locals.db, (form && textsIn(form, 'person')[0]) ?? '')
    if (!person) error(400, 'no such person')
    const signed = await begin(locals.db, person.id, 'demonstration', fromOf(event))
    return enter(event, { ...signed, secondStep: false }, backIn(form, locals.addresses.desk()))
  },
  leave: async ({ cookies, locals, request }: SigningEvent) => {
    const back = backIn(await typedForm(request), locals.addresses.home())
    const token = cookies.get(SESSION_COOKIE)
    if (token) await endSession(locals.db, token)
    forgetSession(cookies)
    redirect(303, back)
  },
}
