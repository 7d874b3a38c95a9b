import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { whyNotNarrow } from '#features/attachments/attachment.access.ts'
import { listAttachments } from '#features/attachments/attachment.queries.server.ts'
import { whyNotEdit, whyNotVerify } from '#features/organisations/organisation.access.ts'
import { asLines } from '#features/organisations/organisation-draft.ts'
import { documentOf } from '#features/organisations/edit-organisation.server.ts'
import { findKept, findOrganisation } from '#features/organisations/organisation.queries.server.ts'
import { putOrganisationBack, verifyOrganisation } from '#features/organisations/verify-organisation.server.ts'
import { STRUCK } from '#features/registry/struck-text.ts'
import { insistingIn, leaveOut } from '#features/safeguards/screened-form.ts'
import { termOf, labelOf } from '#features/vocabulary/vocabulary.ts'

const DONE = ['saved', 'proposed', 'proposed_held', 'verified', 'put_back'] as const

export const load = async ({ locals: { db, actor, language, vocabulary }, params, url }) => {
  const organisation = await findOrganisation(db, actor, { language, slug: params.slug })
  if (!organisation) error(404, 'no such organisation')
  const kept = actor.kind === 'person' ? await findKept(db, actor, params.slug) : undefined
  const mayVerify = kept !== undefined && whyNotVerify(actor, kept) === null
  const inWords = (name: string, codes: string[]) =>
    codes.map((code) => ({
      slug: termOf(vocabulary, name, code)?.slug ?? null,
      label: labelOf(vocabulary, name, code, language),
    }))
  return {
    organisation,
    region: organisation.region ? labelOf(vocabulary, 'regions', organisation.region, language) : '',
    areas: inWords('practice_types', organisation.workAreas),
    sectors: inWords('sectors', organisation.sectors),
    mayEdit: kept !== undefined && whyNotEdit(actor, kept) === null,
    files: await listAttachments(db, actor, organisation.id),
    keepsFiles: kept !== undefined && whyNotNarrow(actor, { ...kept, kind: 'organisation' }) === null,
    mayVerify,
    // who will see it once it is verified
    chosen: mayVerify && kept ? documentOf(kept).visibility : null,
    done: DONE.find((done) => done === url.searchParams.get('done')) ?? null,
  }
}

type Event = { request: Request; locals: App.Locals; params: { slug: string } }

export const actions = {
  verify: async ({ locals, params }: Event) => {
    const verified = await verifyOrganisation(locals.db, locals.actor, params.slug)
    if (!verified.ok && verified.reason === 'gone') error(404, 'no such organisation')
    if (!verified.ok) return fail(403, { fault: verified.reason, why: '', warning: null })
    redirect(303, locals.addresses.organisation(params.slug, { done: 'verified' }))
  },
  put_back: async ({ request, locals, params }: Event) => {
    const form = await typedForm(request)
    const why = asLines((form && textsIn(form, 'why')[0]) ?? '')
    const screened = leaveOut(
      { field: 'why', text: why },
      insistingIn((name) => (form && textsIn(form, name)[0]) ?? ''),
      STRUCK,
    )
    if ('warning' in screened) return fail(400, { fault: 'screened' as const, why, warning: screened.warning })
    const put = await putOrganisationBack(locals.db, locals.actor, { slug: params.slug, why: screened.text })
    if (!put.ok && put.reason === 'gone') error(404, 'no such organisation')
    if (!put.ok) return fail(put.reason.startsWith('why_') ? 400 : 403, { fault: put.reason, why, warning: null })
    redirect(303, locals.addresses.organisation(params.slug, { done: 'put_back' }))
  },
}
