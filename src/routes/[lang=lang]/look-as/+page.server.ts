import { error, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { listInventedPlaces } from '#features/fit/place.queries.server.ts'
import { instance } from '../../instance.server.ts'
import type { Event } from '../../own-answers.server.ts'
import { sameSitePath } from '../../same-site.ts'
import { findDemonstrationCity, leaveSeat, takeSeat } from '../../who-asks.server.ts'

export const load = async ({ locals: { db, actor, language, demonstration }, url }) => {
  if (!demonstration) error(404, 'not a demonstration')
  return {
    cities: await listInventedPlaces(db, actor, { language }),
    back: sameSitePath(url.searchParams.get('back') ?? undefined, ''),
  }
}

export const actions = {
  take: async ({ request, locals, cookies, url }: Event) => {
    if (!locals.demonstration) error(404, 'not a demonstration')
    const form = await typedForm(request)
    const slug = form ? textsIn(form, 'city')[0] : undefined
    const city =
      slug === undefined ? undefined : await findDemonstrationCity(locals.db, { slug, language: locals.language })
    if (!form || !city) error(400, 'no such city')
    const { key } = await instance()
    takeSeat(cookies, key, city.slug, url.protocol === 'https:')
    redirect(303, sameSitePath(textsIn(form, 'back')[0], locals.addresses.worthALook()))
  },
  leave: async ({ request, locals, cookies }: Event) => {
    const form = await typedForm(request)
    leaveSeat(cookies)
    redirect(303, sameSitePath(form ? textsIn(form, 'back')[0] : undefined, locals.addresses.lookAs()))
  },
}
