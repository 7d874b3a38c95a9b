import { error, fail, redirect } from '@sveltejs/kit'
import type { Outcome } from '#base/outcome.ts'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { whyNotConfirm, whyNotEndRisk, whyNotSeeRisk, whyNotSwitchOn } from '#features/safeguards/city-risk.access.ts'
import { findRiskOfCity } from '#features/safeguards/city-risk.queries.server.ts'
import { STRUCK } from '#features/registry/struck-text.ts'
import { insistingIn, leaveOut } from '#features/safeguards/screened-form.ts'
import { confirmRisk, endRisk, switchRiskOn, type RiskFault } from '#features/safeguards/city-risk.server.ts'

const DONE = ['on', 'confirmed', 'ended'] as const

/** Asked of the policy: whoever confirms may see nothing else of a city at risk. */
export const load = async ({ locals: { db, actor, language, person }, params, url }) => {
  const city = await findRiskOfCity(db, actor, { slug: params.slug, language })
  if (!city || person === null || whyNotSeeRisk(actor, city)) error(404, 'no such city')
  return {
    city: { slug: city.slug, name: city.name },
    risk: city.risk && { since: city.risk.since, confirmed: city.risk.confirmed },
    may: {
      on: whyNotSwitchOn(actor, city),
      confirm: whyNotConfirm(actor, city),
      end: whyNotEndRisk(actor, city),
    },
    zone: person.zone,
    done: DONE.find((done) => done === url.searchParams.get('done')) ?? null,
  }
}

type Event = { request: Request; locals: App.Locals; params: { slug: string } }

function answered(outcome: Outcome<null, RiskFault>, { locals, params }: Event, done: (typeof DONE)[number], why = '') {
  if (outcome.ok) redirect(303, locals.addresses.cityRisk(params.slug, { done }))
  if (outcome.reason === 'gone' || outcome.reason === 'not_yours') error(404, 'no such city')
  return fail(400, { fault: outcome.reason, why, warning: null })
}

export const actions = {
  on: async (event: Event) =>
    answered(await switchRiskOn(event.locals.db, event.locals.actor, event.params.slug), event, 'on'),
  confirm: async (event: Event) =>
    answered(await confirmRisk(event.locals.db, event.locals.actor, event.params.slug), event, 'confirmed'),
  end: async (event: Event) => {
    const form = await typedForm(event.request)
    const why = (form && textsIn(form, 'why')[0]) ?? ''
    const screened = leaveOut(
      { field: 'why', text: why },
      insistingIn((name) => (form && textsIn(form, name)[0]) ?? ''),
      STRUCK,
    )
    if ('warning' in screened) return fail(400, { fault: null, why, warning: screened.warning })
    const ended = await endRisk(event.locals.db, event.locals.actor, { slug: event.params.slug, why: screened.text })
    return answered(ended, event, 'ended', why)
  },
}
