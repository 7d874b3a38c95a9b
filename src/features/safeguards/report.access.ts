/** Who may see a report, move it, and appeal. The city concerned decides nothing of it and never reads who reported. Pure. */
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import type { Role } from '#features/registry/seat.ts'
import { appealUntil, canMove, type ReportMove, type ReportState } from './report.life.ts'
import { actsAtOnce, type Decision, type ReportKind } from './report.ts'

export type ReportFacts = {
  kind: ReportKind
  state: ReportState
  /** the place that owns the thing */
  ownerId: string | null
  /** every place that the thing is of or tells of */
  concerned: readonly string[]
  /** those that look after its region */
  hubs: readonly string[]
  /** who reported, where that is a person who said so */
  reporterId: string | null
  decision: Decision | null
  decidedBy: string | null
  decidedAt: Date | null
  /** this report hides it */
  hidden: boolean
  hasItem: boolean
  /** who may see the thing just now */
  label: Label | null
}

export type SeeRefusal = 'not_yours' | 'place_concerned' | 'own_report'
export type MoveRefusal = SeeRefusal | 'not_now' | 'decided_it_first' | 'appeal_time_runs'
export type AppealRefusal = 'not_yours' | 'not_now' | 'appeal_time_over'
export type HideRefusal = SeeRefusal | 'not_now' | 'not_that_kind' | 'nothing_there' | 'hidden_already'

const OFFICERS: readonly Role[] = ['officer', 'safeguards_officer']

/** null, here and below: go ahead. */
export function whyNotSeeReport(
  actor: Actor,
  report: Pick<ReportFacts, 'concerned' | 'hubs' | 'reporterId'>,
): SeeRefusal | null {
  if (actor.kind !== 'person') return 'not_yours'
  const decides = actor.seats.some(
    (seat) =>
      (seat.place === 'secretariat' && OFFICERS.includes(seat.role)) ||
      (seat.role === 'manager' && report.hubs.includes(seat.placeId)),
  )
  if (!decides) return 'not_yours'
  if (actor.seats.some((seat) => report.concerned.includes(seat.placeId))) return 'place_concerned'
  return report.reporterId === actor.id ? 'own_report' : null
}

/** `appeal` is no move of whoever decides: it belongs to the reporter's code and to the owner. */
export function whyNotMove(
  actor: Actor,
  report: ReportFacts,
  { move, now }: { move: Exclude<ReportMove, 'appeal'>; now: Date },
): MoveRefusal | null {
  const refusal = whyNotSeeReport(actor, report)
  if (refusal) return refusal
  if (!canMove(report.state, move)) return 'not_now'
  if (move === 'decide_appeal' && report.decidedBy === signatureOf(actor)) return 'decided_it_first'
  if (move === 'close' && report.decidedAt && now <= appealUntil(report.decidedAt)) return 'appeal_time_runs'
  return null
}

/** Hiding and striking out do not wait for a decision. */
export function whyNotHide(actor: Actor, report: ReportFacts): HideRefusal | null {
  const refusal = whyNotStrike(actor, report)
  return refusal ?? (report.label === 'team' ? 'hidden_already' : null)
}

export function whyNotStrike(actor: Actor, report: ReportFacts): Exclude<HideRefusal, 'hidden_already'> | null {
  const refusal = whyNotSeeReport(actor, report)
  if (refusal) return refusal
  // once it is decided, only what was decided is carried out
  if (report.state === 'closed' || (report.state === 'decided' && report.decision !== 'upheld')) return 'not_now'
  if (!actsAtOnce(report.kind)) return 'not_that_kind'
  return report.hasItem ? null : 'nothing_there'
}

/** The city whose thing it is reads what was decided and why, once it is, or once something of it was changed. */
export function whyNotSeeAsOwner(
  actor: Actor,
  report: Pick<ReportFacts, 'ownerId' | 'decidedAt' | 'hidden'> & { struck: number },
): 'not_yours' | null {
  const leads =
    actor.kind === 'person' && actor.seats.some((seat) => seat.placeId === report.ownerId && OWNERS.includes(seat.role))
  return leads && (report.decidedAt !== null || report.hidden || report.struck > 0) ? null : 'not_yours'
}

const OWNERS: readonly Role[] = ['focal_point', 'signatory', 'representative']
const MAY_APPEAL: readonly Role[] = ['focal_point', 'representative']

export function whyNotAppealAsOwner(actor: Actor, report: ReportFacts, now: Date): AppealRefusal | null {
  const mine =
    actor.kind === 'person' &&
    actor.seats.some((seat) => seat.placeId === report.ownerId && MAY_APPEAL.includes(seat.role))
  return mine ? whyNotAppeal(report, now) : 'not_yours'
}

/** One appeal, from either side, while there is time; a code is all that the reporter needs. */
export function whyNotAppeal(
  report: Pick<ReportFacts, 'state' | 'decidedAt'>,
  now: Date,
): Exclude<AppealRefusal, 'not_yours'> | null {
  if (!canMove(report.state, 'appeal') || !report.decidedAt) return 'not_now'
  return now > appealUntil(report.decidedAt) ? 'appeal_time_over' : null
}

/** Whether there is a queue for this actor at all. */
export const whyNotSeeReports = (actor: Actor): 'not_yours' | null =>
  actor.kind === 'person' &&
  actor.seats.some(
    (seat) =>
      (seat.place === 'secretariat' && OFFICERS.includes(seat.role)) ||
      (seat.place === 'hub' && seat.role === 'manager'),
  )
    ? null
    : 'not_yours'
