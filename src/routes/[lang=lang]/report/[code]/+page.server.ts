import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { appealAsReporter } from '#features/safeguards/appeal-report.server.ts'
import { whyNotAppeal } from '#features/safeguards/report.access.ts'
import { findReportIdOf } from '#features/safeguards/report-code.server.ts'
import { reporterView } from '#features/safeguards/report-view.ts'
import { insistingIn, screenForm } from '#features/safeguards/screened-form.ts'
import { findReport } from '#features/safeguards/report.queries.server.ts'

export const load = async ({ locals: { db, now, person }, params, url }) => {
  const id = await findReportIdOf(db, params.code)
  const report = id && (await findReport(db, id))
  if (!report) error(404, 'no such code')
  return {
    report: reporterView(report),
    whyNotAppeal: whyNotAppeal(report, now),
    zone: person?.zone ?? 'Etc/UTC',
    code: url.searchParams.get('new') === 'yes' ? params.code : null,
    done: url.searchParams.get('done') === 'appealed',
  }
}

type Event = { request: Request; locals: App.Locals; params: { code: string } }

export const actions = {
  appeal: async ({ request, locals, params }: Event) => {
    const id = await findReportIdOf(locals.db, params.code)
    if (!id) error(404, 'no such code')
    const form = await typedForm(request)
    const one = (name: string) => (form && textsIn(form, name)[0]) ?? ''
    const words = one('words')
    const screened = screenForm([{ field: 'words', text: words }], insistingIn(one), { asksWhy: false })
    if (screened.state === 'warn') return fail(400, { words, fault: undefined, warning: screened.warning })
    const appealed = await appealAsReporter(locals.db, { id, words, now: locals.now })
    if (!appealed.ok) return fail(400, { words, fault: appealed.reason, warning: null })
    redirect(303, locals.addresses.followReport(params.code, { done: 'appealed' }))
  },
}
