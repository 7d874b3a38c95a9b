import { error, fail, redirect } from '@sveltejs/kit'
import type { Outcome } from '#base/outcome.ts'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { appealAsOwner, type AppealFault } from '#features/safeguards/appeal-report.server.ts'
import {
  whyNotAppealAsOwner,
  whyNotHide,
  whyNotMove,
  whyNotSeeAsOwner,
  whyNotSeeReport,
  whyNotStrike,
} from '#features/safeguards/report.access.ts'
import { findReport } from '#features/safeguards/report.queries.server.ts'
import { DECISIONS } from '#features/safeguards/report.ts'
import { ownerView, reviewerView } from '#features/safeguards/report-view.ts'
import {
  closeReport,
  decideAppeal,
  decideReport,
  hideReported,
  lookAt,
  strikeReported,
  type ActFault,
  type ReviewFault,
} from '#features/safeguards/review-report.server.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const idIn = (typed: string): string => (UUID.test(typed) ? typed : error(404, 'no such report'))

/** Two sides, one address: whoever decides, and the owner once there is something to read. For anybody else there is no such page. */
export const load = async ({ locals: { db, actor, now, person }, params, url }) => {
  const report = await findReport(db, idIn(params.id))
  if (!report || person === null) error(404, 'no such report')
  const shared = { zone: person.zone, done: url.searchParams.get('done') === 'yes' }
  if (whyNotSeeReport(actor, report) === null)
    return {
      ...shared,
      review: reviewerView(report),
      owner: null,
      may: {
        look: whyNotMove(actor, report, { move: 'look', now }),
        decide: whyNotMove(actor, report, { move: 'decide', now }),
        decide_appeal: whyNotMove(actor, report, { move: 'decide_appeal', now }),
        close: whyNotMove(actor, report, { move: 'close', now }),
        hide: whyNotHide(actor, report),
        strike: whyNotStrike(actor, report),
      },
    }
  if (whyNotSeeAsOwner(actor, report)) error(404, 'no such report')
  return { ...shared, review: null, owner: ownerView(report), whyNotAppeal: whyNotAppealAsOwner(actor, report, now) }
}

type Event = { request: Request; locals: App.Locals; params: { id: string } }
type Fault = ReviewFault | ActFault | AppealFault
type Typed = { id: string; now: Date; decision: (typeof DECISIONS)[number] | undefined; words: string; text: string }

/** One form of the page: done and back to it, or refused with what was typed. */
const act =
  (name: string, work: (locals: App.Locals, typed: Typed) => Promise<Outcome<unknown, Fault>>) =>
  async ({ request, locals, params }: Event) => {
    const form = await typedForm(request)
    const one = (field: string) => (form ? (textsIn(form, field)[0] ?? '') : '')
    const typed = { id: idIn(params.id), now: locals.now, words: one('words'), text: one('text') }
    const decision = DECISIONS.find((each) => each === one('decision'))
    const outcome = await work(locals, { ...typed, decision })
    if (!outcome.ok) {
      if (outcome.reason === 'gone' || outcome.reason === 'not_yours') error(404, 'no such report')
      return fail(400, {
        act: name,
        fault: outcome.reason,
        words: typed.words,
        text: typed.text,
        decision: decision ?? null,
      })
    }
    redirect(303, locals.addresses.reviewReport(params.id, { done: 'yes' }))
  }

const undecided = { ok: false, reason: 'decision_missing' } as const

export const actions = {
  look: act('look', ({ db, actor }, typed) => lookAt(db, actor, typed)),
  decide: act('decide', async ({ db, actor }, { decision, words: reasons, ...typed }) =>
    decision ? decideReport(db, actor, { ...typed, decision, reasons }) : undecided,
  ),
  decide_appeal: act('decide_appeal', async ({ db, actor }, { decision, words: reasons, ...typed }) =>
    decision ? decideAppeal(db, actor, { ...typed, decision, reasons }) : undecided,
  ),
  close: act('close', ({ db, actor }, typed) => closeReport(db, actor, typed)),
  hide: act('hide', ({ db, actor }, typed) => hideReported(db, actor, typed)),
  strike: act('strike', ({ db, actor }, { id, text, words: why }) => strikeReported(db, actor, { id, text, why })),
  appeal: act('appeal', ({ db, actor }, typed) => appealAsOwner(db, actor, typed)),
}
