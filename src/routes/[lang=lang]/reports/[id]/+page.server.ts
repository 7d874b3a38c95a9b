import { error, fail, redirect } from '@sveltejs/kit'
import type { Outcome } from '#base/outcome.ts'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { STRUCK } from '#features/registry/struck-text.ts'
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
import { insistingIn, leaveOut, screenForm, type Insisting, type Warning } from '#features/safeguards/screened-form.ts'
import { ownerView, reviewerView } from '#features/safeguards/report-view.ts'
import {
  closeReport,
  decideAppeal,
  decideReport,
  type HeldWords,
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
type Decided = (typeof DECISIONS)[number] | undefined
type Typed = { id: string; now: Date; decision: Decided; words: string; text: string; insisting: Insisting }
type Answered = Outcome<unknown, Fault> | { warning: Warning }

/** One form of the page: done and back to it, or refused with what was typed. */
const act =
  (name: string, work: (locals: App.Locals, typed: Typed) => Answered | Promise<Answered>) =>
  async ({ request, locals, params }: Event) => {
    const form = await typedForm(request)
    const one = (field: string) => (form ? (textsIn(form, field)[0] ?? '') : '')
    const typed = {
      id: idIn(params.id),
      now: locals.now,
      words: one('words'),
      text: one('text'),
      insisting: insistingIn(one),
    }
    const decision = DECISIONS.find((each) => each === one('decision'))
    const outcome = await work(locals, { ...typed, decision })
    const back = { act: name, words: typed.words, text: typed.text, decision: decision ?? null }
    if ('warning' in outcome) return fail(400, { ...back, fault: null, warning: outcome.warning })
    if (!outcome.ok) {
      if (outcome.reason === 'gone' || outcome.reason === 'not_yours') error(404, 'no such report')
      return fail(400, { ...back, fault: outcome.reason, warning: null })
    }
    redirect(303, locals.addresses.reviewReport(params.id, { done: 'yes' }))
  }

/** What others will read is screened; reasons may be held, what is kept for good leaves out, an appeal is read by those who decide alone. */
const withReasons = ({ words, insisting }: Typed): { warning: Warning } | { held: HeldWords | null } => {
  const screened = screenForm([{ field: 'reasons', text: words }], insisting)
  if (screened.state === 'warn') return { warning: screened.warning }
  const [text] = screened.state === 'held' ? screened.texts : []
  return { held: screened.state === 'held' && text ? { text, why: screened.why } : null }
}

const undecided = { ok: false, reason: 'decision_missing' } as const

export const actions = {
  look: act('look', ({ db, actor }, typed) => lookAt(db, actor, typed)),
  decide: act('decide', ({ db, actor }, typed) => {
    const { decision, words: reasons, id, now } = typed
    if (!decision) return undecided
    const screened = withReasons(typed)
    return 'warning' in screened ? screened : decideReport(db, actor, { id, now, decision, reasons, ...screened })
  }),
  decide_appeal: act('decide_appeal', ({ db, actor }, typed) => {
    const { decision, words: reasons, id, now } = typed
    if (!decision) return undecided
    const screened = withReasons(typed)
    return 'warning' in screened ? screened : decideAppeal(db, actor, { id, now, decision, reasons, ...screened })
  }),
  close: act('close', ({ db, actor }, typed) => closeReport(db, actor, typed)),
  hide: act('hide', ({ db, actor }, typed) => hideReported(db, actor, typed)),
  strike: act('strike', ({ db, actor }, { id, text, words, insisting }) => {
    const screened = leaveOut({ field: 'why', text: words }, insisting, STRUCK)
    return 'warning' in screened ? screened : strikeReported(db, actor, { id, text, why: screened.text })
  }),
  appeal: act('appeal', ({ db, actor }, { insisting, ...typed }) => {
    const screened = screenForm([{ field: 'words', text: typed.words }], insisting, { asksWhy: false })
    return screened.state === 'warn' ? { warning: screened.warning } : appealAsOwner(db, actor, typed)
  }),
}
