/** Use cases of whoever decides: looked at, hidden or struck out at once, decided with reasons, closed. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { insertAudit, updateLabel } from '#features/registry/item.queries.server.ts'
import { strikeOut, type StrikeRefusal } from '#features/registry/strike-out.server.ts'
import { STRUCK, withoutText } from '#features/registry/struck-text.ts'
import { holdText } from './hold-text.server.ts'
import { tellOwner, tellReporter } from './report-news.server.ts'
import { whyNotHide, whyNotMove, whyNotStrike, type HideRefusal, type MoveRefusal } from './report.access.ts'
import {
  forgetReporter,
  insertReportMove,
  listSaidOfItem,
  lockReport,
  updateHidden,
  updateMoved,
  updateSaid,
  updateShown,
  updateStruck,
  type Report,
} from './report.queries.server.ts'
import { actsAtOnce, areReasons, type Decision } from './report.ts'
import type { MarkedText } from './screened-form.ts'

type Now = { id: string; now: Date }
export type ReviewFault = MoveRefusal | 'gone' | 'reasons_missing' | 'decision_missing'
export type ActFault = HideRefusal | StrikeRefusal | 'gone' | 'reasons_missing'

export const lookAt = (db: Db, actor: Actor, { id, now }: Now): Promise<Outcome<null, ReviewFault>> =>
  together(db, async (trx) => {
    const report = await lockReport(trx, id)
    if (!report) return refused('gone')
    const refusal = whyNotMove(actor, report, { move: 'look', now })
    if (refusal) return refused(refusal)
    await updateMoved(trx, { id, move: 'look', by: signatureOf(actor) })
    return done(null)
  })

/** `held`: in the reasons something was found on which whoever decides insists; another reviewer reads them first. */
type Deciding = Now & { decision: Decision; reasons: string; held?: HeldWords | null | undefined }
export type HeldWords = { text: MarkedText; why: string }

async function holdReasons(
  db: Db,
  actor: Actor,
  { report, held, column }: { report: Report; held: HeldWords; column: 'reasons' | 'appeal_reasons' },
): Promise<void> {
  const at = { kind: 'report' as const, itemId: report.itemId, place: `${report.id} ${column}` }
  await holdText(db, actor, { ...at, ...held, former: STRUCK })
}

export const decideReport = (db: Db, actor: Actor, asked: Deciding): Promise<Outcome<null, ReviewFault>> =>
  together(db, async (trx) => {
    const report = await lockReport(trx, asked.id)
    if (!report) return refused('gone')
    const refusal = whyNotMove(actor, report, { move: 'decide', now: asked.now })
    if (refusal) return refused(refusal)
    if (!areReasons(asked.reasons)) return refused('reasons_missing')
    const by = signatureOf(actor)
    await updateMoved(trx, {
      id: report.id,
      move: 'decide',
      by,
      set: {
        decision: asked.decision,
        reasons: asked.held ? STRUCK : asked.reasons.trim(),
        decided_at: asked.now,
        decided_by: by,
      },
    })
    if (asked.held) await holdReasons(trx, actor, { report, held: asked.held, column: 'reasons' })
    await insertAudit(trx, actor, {
      act: 'report.decided',
      itemId: report.itemId,
      detail: { decision: asked.decision },
    })
    await after(trx, actor, { report, decision: asked.decision })
    await tellReporter(trx, { id: report.id, news: 'reporter_decided' })
    if (wasChanged(report)) await tellOwner(trx, { ...report, news: 'owner_decided' })
    return done(null)
  })

/** By somebody else than who decided first; it ends there. */
export const decideAppeal = (db: Db, actor: Actor, asked: Deciding): Promise<Outcome<null, ReviewFault>> =>
  together(db, async (trx) => {
    const report = await lockReport(trx, asked.id)
    if (!report) return refused('gone')
    const refusal = whyNotMove(actor, report, { move: 'decide_appeal', now: asked.now })
    if (refusal) return refused(refusal)
    if (!areReasons(asked.reasons)) return refused('reasons_missing')
    const by = signatureOf(actor)
    await after(trx, actor, { report, decision: asked.decision })
    await updateMoved(trx, {
      id: report.id,
      move: 'decide_appeal',
      by,
      set: {
        appeal_decision: asked.decision,
        appeal_reasons: asked.held ? STRUCK : asked.reasons.trim(),
        appeal_decided_at: asked.now,
        appeal_decided_by: by,
        closed_at: asked.now,
      },
    })
    if (asked.held) await holdReasons(trx, actor, { report, held: asked.held, column: 'appeal_reasons' })
    await insertAudit(trx, actor, {
      act: 'report.appeal_decided',
      itemId: report.itemId,
      detail: { decision: asked.decision },
    })
    await tellReporter(trx, { id: report.id, news: 'reporter_closed' })
    if (wasChanged(report) || report.appealFrom === 'owner') await tellOwner(trx, { ...report, news: 'owner_closed' })
    await forgetReporter(trx, report.id)
    return done(null)
  })

const wasChanged = (report: Report): boolean => report.hidden || report.struck > 0

/** Where a report is not upheld, what it hid is shown again, to whoever saw it before. */
async function after(
  db: Db,
  actor: Actor,
  { report, decision }: { report: Report; decision: Decision },
): Promise<void> {
  if (decision === 'upheld' || report.itemId === null) return
  const shown = await updateShown(db, report.id)
  if (shown) await updateLabel(db, actor, { itemId: report.itemId, ...shown, why: 'report not upheld' })
}

export const closeReport = (db: Db, actor: Actor, { id, now }: Now): Promise<Outcome<null, ReviewFault>> =>
  together(db, async (trx) => {
    const report = await lockReport(trx, id)
    if (!report) return refused('gone')
    const refusal = whyNotMove(actor, report, { move: 'close', now })
    if (refusal) return refused(refusal)
    await updateMoved(trx, { id, move: 'close', by: signatureOf(actor), set: { closed_at: now } })
    await forgetReporter(trx, id)
    return done(null)
  })

/** The label goes down to the owner's team: at once, everywhere. What it was is kept. */
export const hideReported = (db: Db, actor: Actor, { id }: { id: string }): Promise<Outcome<null, ActFault>> =>
  together(db, async (trx) => {
    const report = await lockReport(trx, id)
    if (!report) return refused('gone')
    const refusal = whyNotHide(actor, report)
    if (refusal || report.itemId === null) return refused(refusal ?? 'nothing_there')
    await updateHidden(trx, id)
    await updateLabel(trx, actor, { itemId: report.itemId, label: 'team', why: `report: ${report.kind}` })
    await insertReportMove(trx, { id, move: 'hide', by: signatureOf(actor) })
    await tellOwner(trx, { ...report, news: 'owner_changed' })
    return done(null)
  })

/** The exact text leaves the thing, all its revisions, and the words of those who reported it. */
export const strikeReported = (
  db: Db,
  actor: Actor,
  { id, text, why }: { id: string; text: string; why: string },
): Promise<Outcome<number, ActFault>> =>
  together(db, async (trx) => {
    const report = await lockReport(trx, id)
    if (!report) return refused('gone')
    const refusal = whyNotStrike(actor, report)
    if (refusal) return refused(refusal)
    if (!areReasons(why)) return refused('reasons_missing')
    if (report.itemId === null || !actsAtOnce(report.kind)) return refused('nothing_there')
    const struck = await strikeOut(trx, actor, { itemId: report.itemId, text, reason: report.kind, why: why.trim() })
    if (!struck.ok) return struck
    for (const said of await listSaidOfItem(trx, report.itemId)) {
      const { value, count } = withoutText(said, text.trim())
      if (count > 0) await updateSaid(trx, { ...(value as typeof said), id: said.id })
    }
    await updateStruck(trx, { id, places: struck.value })
    await insertReportMove(trx, { id, move: 'strike', by: signatureOf(actor) })
    await tellOwner(trx, { ...report, news: 'owner_changed' })
    return struck
  })
