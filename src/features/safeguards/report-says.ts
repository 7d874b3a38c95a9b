/** Our words for reports: kinds, states, decisions, and why something cannot be done. */
import { m } from '#messages'
import type { AppealFault } from './appeal-report.server.ts'
import type { ReportState } from './report.life.ts'
import type { AppealFrom, Decision, ReportFault, ReportKind } from './report.ts'
import type { ActFault, ReviewFault } from './review-report.server.ts'

export const kindName = (kind: ReportKind): string => m[`safeguards_report_kind_${kind}`]()
export const stateName = (state: ReportState): string => m[`safeguards_report_state_${state}`]()
export const decisionName = (decision: Decision): string => m[`safeguards_report_decision_${decision}`]()
export const appealFromName = (from: AppealFrom): string => m[`safeguards_report_appeal_by_${from}`]()

export const faultOf = (fault: ReportFault | ReviewFault | ActFault | AppealFault | 'too_often'): string =>
  m[`safeguards_report_fault_${fault}`]()
