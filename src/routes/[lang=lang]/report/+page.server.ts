import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { readReport } from '#features/safeguards/report.ts'
import { withoutQuery } from '#features/safeguards/reported-path.ts'
import { insistingIn, screenForm } from '#features/safeguards/screened-form.ts'
import { sendReport } from '#features/safeguards/send-report.server.ts'
import { sameSitePath } from '../../same-site.ts'
import type { SigningEvent } from '../../signing.server.ts'

/** The page that is reported is named, never opened: a report on what one may not see tells nothing of it. */
export const load = ({ locals: { addresses, person }, url }) => ({
  at: withoutQuery(sameSitePath(url.searchParams.get('at') ?? undefined, addresses.home())),
  account: person?.email ?? null,
})

export const actions = {
  default: async ({ request, locals, getClientAddress }: SigningEvent) => {
    const form = await typedForm(request)
    if (!form) error(400, 'no such form')
    const one = (name: string) => textsIn(form, name)[0] ?? ''
    const typed = { kind: one('kind'), words: one('words'), email: one('email'), hear: one('hear') }
    const said = readReport(typed)
    if (!said.ok) return fail(400, { typed, fault: said.reason, warning: null })
    // somebody who reports personal data may have to say where it stands: told once, never refused
    const screened = screenForm([{ field: 'words', text: typed.words }], insistingIn(one), { asksWhy: false })
    if (screened.state === 'warn') return fail(400, { typed, fault: null, warning: screened.warning })
    const sent = await sendReport(locals.db, {
      ...said.value,
      path: sameSitePath(one('at'), locals.addresses.home()),
      language: locals.language,
      personId: typed.hear === 'yes' ? (locals.person?.id ?? null) : null,
      network: getClientAddress(),
    })
    if (!sent.ok) return fail(429, { typed, fault: sent.reason, warning: null })
    redirect(303, locals.addresses.followReport(sent.value.code, { new: 'yes' }))
  },
}
