/** The ring that stands for a tier, a condition, a safeguard or an outcome; a word always stands beside it. Pure. */
import type { RingState } from '#ui/looks.ts'
import type { ConditionState } from './conditions.ts'
import type { RecordOutcome } from './record-weight.ts'
import type { SafeguardState } from './safeguards.ts'
import type { Tier } from './tiers.ts'

export const TIER_RING: Record<Tier, RingState> = { '1': 'yes', '2': 'part', '3': 'no', '4': 'open', X: 'stop' }
export const CONDITION_RING: Record<ConditionState, RingState> = {
  supports: 'yes',
  in_the_way: 'no',
  partly: 'part',
  answers_differ: 'part',
  not_known: 'open',
}
export const SAFEGUARD_RING: Record<SafeguardState, RingState> = { met: 'yes', not_met: 'stop', not_known: 'open' }
export const OUTCOME_RING: Record<RecordOutcome, RingState> = {
  better: 'yes',
  mixed: 'part',
  no_difference: 'plain',
  worse: 'no',
  unclear: 'open',
}
