import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { whyNotSetUp } from '#features/people/provider.access.ts'
import { findProvider, listKept } from '#features/people/provider.queries.server.ts'
import { beginProvider, saveProvider, tryProvider, turnProvider } from '#features/people/provider-set-up.server.ts'
import { incompleteIn, MOST_GROUPS, readSettings, type Provider, type Typed } from '#features/people/provider.ts'
import { findTeamPlace, type TeamPlace } from '#features/people/team.queries.server.ts'
import { groundOf } from '../../../../provider-visit.server.ts'

type Event = { request: Request; params: { slug: string }; locals: App.Locals; url: URL }

const DONE = ['begun', 'saved', 'turned_on', 'turned_off'] as const

/** What is not yours to set up and what is not there look alike. */
async function placeOf({ params, locals }: Pick<Event, 'params' | 'locals'>): Promise<TeamPlace> {
  const place = await findTeamPlace(locals.db, { slug: params.slug }, locals.language)
  if (!place || whyNotSetUp(locals.actor, place) !== null) error(404, 'no such team')
  return place
}

export const load = async ({ params, locals, url }) => {
  const { db, language, addresses } = locals
  const place = await placeOf({ params, locals })
  const provider = await findProvider(db, { placeId: place.id })
  return {
    place: { slug: place.slug, name: place.name },
    provider: provider ? shown(provider, url.origin, addresses) : null,
    kept: provider ? await listKept(db, { providerId: provider.id, language }) : [],
    done: DONE.find((done) => done === url.searchParams.get('done')) ?? null,
  }
}

const shown = (provider: Provider, origin: string, to: App.Locals['addresses']) => ({
  redirect: origin + to.providerReturn(provider.id),
  direct: origin + to.goToProvider(provider.id),
  active: provider.active,
  hasSecret: provider.hasSecret,
  complete: incompleteIn(provider).length === 0,
  typed: {
    issuer: provider.issuer,
    client_id: provider.clientId,
    groups_claim: provider.groupsClaim,
    domains: provider.domains.join('\n'),
    trusts: provider.trustsSecondStep,
    acr: provider.secondStepAcr,
    groups: provider.groups as Typed['groups'],
  },
})

function typedIn(form: FormData): Typed {
  const text = (name: string) => (textsIn(form, name)[0] ?? '').slice(0, 3_000)
  const roles = textsIn(form, 'role')
  return {
    issuer: text('issuer'),
    client_id: text('client_id'),
    secret: text('secret'),
    groups_claim: text('groups_claim'),
    domains: text('domains'),
    trusts: text('trusts') === 'theirs',
    acr: text('acr'),
    groups: textsIn(form, 'group')
      .slice(0, MOST_GROUPS + 1)
      .map((name, at) => ({ name: name.slice(0, 300), role: roles[at] ?? '' })),
  }
}

/** The secret goes nowhere back. */
const without = ({ secret: _, ...typed }: Typed) => typed

const backTo = ({ locals, params }: Event, done: (typeof DONE)[number]): never =>
  redirect(303, locals.addresses.teamSignIn(params.slug, { done }))

export const actions = {
  begin: async (event: Event) => {
    const place = await placeOf(event)
    const begun = await beginProvider(event.locals.db, event.locals.actor, place.id)
    return begun.ok ? backTo(event, 'begun') : fail(400, { at: 'act' as const, fault: begun.reason })
  },
  save: async (event: Event) => {
    const place = await placeOf(event)
    const form = await typedForm(event.request)
    if (form === null) error(400, 'no form')
    const typed = typedIn(form)
    const read = readSettings(typed)
    if (!read.ok) return fail(400, { at: 'save' as const, typed: without(typed), faults: read.reason })
    const { db, actor } = event.locals
    const ground = await groundOf(event.url)
    const saved = await saveProvider(db, actor, { placeId: place.id, settings: read.value, ground })
    if (saved.ok) return backTo(event, 'saved')
    const field = { domain_not_yours: 'domains', invented_only: 'issuer', secret_again: 'secret' } as const
    if (saved.reason in field)
      return fail(400, {
        at: 'save' as const,
        typed: without(typed),
        faults: [{ field: field[saved.reason as keyof typeof field], fault: saved.reason }],
      })
    return fail(400, { at: 'act' as const, fault: saved.reason })
  },
  try: async (event: Event) => {
    const place = await placeOf(event)
    const { db, actor } = event.locals
    const tried = await tryProvider(db, actor, { placeId: place.id, ground: await groundOf(event.url) })
    return { at: 'try' as const, fault: tried.ok ? null : tried.reason }
  },
  on: async (event: Event) => turn(event, true),
  off: async (event: Event) => turn(event, false),
}

async function turn(event: Event, on: boolean) {
  const place = await placeOf(event)
  const { db, actor } = event.locals
  const turned = await turnProvider(db, actor, { placeId: place.id, on, ground: await groundOf(event.url) })
  return turned.ok
    ? backTo(event, on ? 'turned_on' : 'turned_off')
    : fail(400, { at: 'try' as const, fault: turned.reason })
}
