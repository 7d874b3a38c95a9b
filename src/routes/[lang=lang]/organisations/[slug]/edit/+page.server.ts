import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { editOrganisation, findStanding } from '#features/organisations/edit-organisation.server.ts'
import { differsIn, readTyped } from '#features/organisations/organisation-draft.ts'
import { whyNotEdit } from '#features/organisations/organisation.access.ts'
import { findKept, findOrganisation } from '#features/organisations/organisation.queries.server.ts'
import { listOwnHeld } from '#features/safeguards/held.queries.server.ts'
import { insistingIn } from '#features/safeguards/screened-form.ts'
import { labelOf } from '#features/vocabulary/vocabulary.ts'

export const load = async ({ locals: { db, actor, language, vocabulary }, params, url }) => {
  const organisation = await findOrganisation(db, actor, { language, slug: params.slug })
  const kept = await findKept(db, actor, params.slug)
  if (!organisation || !kept) error(404, 'no such organisation')
  const refusal = whyNotEdit(actor, kept)
  return {
    organisation,
    refusal,
    held: await listOwnHeld(db, actor, { itemId: kept.id, kind: 'organisation' }),
    justHeld: url.searchParams.get('done') === 'held',
    standing: refusal === null ? await findStanding(db, actor, kept) : null,
    areas: (vocabulary.byVocabulary.get('practice_types') ?? []).map(({ code }) => ({
      code,
      label: labelOf(vocabulary, 'practice_types', code, language),
    })),
  }
}

type Event = { request: Request; locals: App.Locals; params: { slug: string } }

export const actions = {
  default: async ({ request, locals, params }: Event) => {
    const form = await typedForm(request)
    if (!form) error(400, 'no form')
    const one = (name: string) => textsIn(form, name)[0] ?? ''
    const typed = readTyped({
      one,
      all: (name) => textsIn(form, name),
    })
    const edited = await editOrganisation(locals.db, locals.actor, {
      slug: params.slug,
      typed,
      vocabulary: locals.vocabulary,
      insisting: insistingIn(one),
    })
    if (edited.ok && edited.value.held) redirect(303, locals.addresses.editOrganisation(params.slug, { done: 'held' }))
    if (edited.ok) redirect(303, locals.addresses.organisation(params.slug, { done: 'saved' }))
    const { reason } = edited
    if (reason.fault === 'gone') error(404, 'no such organisation')
    const conflict =
      reason.fault === 'conflict'
        ? { theirs: reason.theirs, revision: reason.revision, differs: differsIn(typed.draft, reason.theirs) }
        : null
    return fail(reason.fault === 'conflict' ? 409 : 400, {
      fault: reason.fault,
      long: reason.fault === 'too_long' ? reason.texts : [],
      typed,
      conflict,
      warning: reason.fault === 'screened' ? reason.warning : null,
    })
  },
}
