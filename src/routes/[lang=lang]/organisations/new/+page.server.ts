import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { asLines } from '#features/organisations/organisation-draft.ts'
import { whyNotPropose } from '#features/organisations/organisation.access.ts'
import { PROPOSED_LABELS } from '#features/organisations/organisation.ts'
import { proposeOrganisation } from '#features/organisations/propose-organisation.server.ts'
import { insistingIn } from '#features/safeguards/screened-form.ts'
import { labelOf } from '#features/vocabulary/vocabulary.ts'

export const load = ({ locals: { actor, language, vocabulary, person } }) => ({
  refusal: whyNotPropose(actor),
  // for somebody of cities: which of theirs; a hub names one of its region
  cities: (person?.seats ?? [])
    .filter((seat, at, all) => seat.place === 'city' && all.findIndex((one) => one.placeId === seat.placeId) === at)
    .map(({ slug, name }) => ({ slug, name })),
  ofHub: actor.kind === 'person' && actor.seats.some((seat) => seat.place === 'hub' && seat.role === 'manager'),
  areas: (vocabulary.byVocabulary.get('practice_types') ?? []).map(({ code }) => ({
    code,
    label: labelOf(vocabulary, 'practice_types', code, language),
  })),
})

export const actions = {
  default: async ({ request, locals }: { request: Request; locals: App.Locals }) => {
    const form = await typedForm(request)
    if (!form) error(400, 'no form')
    const one = (name: string) => asLines(textsIn(form, name)[0] ?? '')
    const typed = {
      name: one('name').replace(/\s+/g, ' '),
      kind: one('kind'),
      city: one('city'),
      about: one('about'),
      areas: [...new Set(textsIn(form, 'area'))].slice(0, 30),
      label: one('label'),
    }
    const label = PROPOSED_LABELS.find((known) => known === typed.label)
    if (!label) return fail(400, { fault: 'unknown_label' as const, typed, warning: null })
    const proposed = await proposeOrganisation(locals.db, locals.actor, {
      proposal: { ...typed, label, language: locals.language },
      vocabulary: locals.vocabulary,
      insisting: insistingIn((name) => textsIn(form, name)[0] ?? ''),
    })
    if (!proposed.ok) {
      const { reason } = proposed
      return typeof reason === 'object'
        ? fail(400, { fault: 'screened' as const, typed, warning: reason.warning })
        : fail(400, { fault: reason, typed, warning: null })
    }
    const { slug, held } = proposed.value
    redirect(303, locals.addresses.organisation(slug, { done: held ? 'proposed_held' : 'proposed' }))
  },
}
