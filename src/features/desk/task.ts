/** What waits for a person: one row of the desk. Pure. */

import type { HeldState } from '#features/safeguards/held.ts'

/** What is to be done, by the room that asks it. */
export type Task =
  | { kind: 'second_step' }
  | { kind: 'reports'; count: number }
  | { kind: 'held'; count: number }
  | { kind: 'own_held'; id: string; state: HeldState }
  | { kind: 'risk'; city: string; slug: string }
  | { kind: 'invitations'; count: number; place: string; slug: string }
  | { kind: 'organisations'; count: number }
  | { kind: 'old_answers'; count: number; city: string; slug: string; oldest: string }

/** Where a desk begins to fold: nobody reads a list of forty things. */
export const TASKS_SHOWN = 12
