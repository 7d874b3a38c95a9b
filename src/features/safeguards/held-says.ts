/** Our words for held texts: where they belong, what became of them, and why something cannot be done. */
import { m } from '#messages'
import type { HeldFault } from './decide-held.server.ts'
import type { FindingKind } from './finding.ts'
import type { HeldKind, HeldState } from './held.ts'
import type { WhyFault } from './screened-form.ts'

export const heldKindName = (kind: HeldKind): string => m[`safeguards_hold_kind_${kind}`]()
export const heldStateName = (state: HeldState): string => m[`safeguards_hold_state_${state}`]()
export const signName = (kind: FindingKind): string => m[`safeguards_sign_${kind}`]()
export const heldFaultOf = (fault: HeldFault): string => m[`safeguards_hold_fault_${fault}`]()
export const whyFaultOf = (fault: WhyFault): string => m[`safeguards_hold_fault_${fault}`]()
