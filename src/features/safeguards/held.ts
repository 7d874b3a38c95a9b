/** What a held text is: where it belongs, and how its life goes. Pure. */
import type { FindingKind } from './finding.ts'

export const HELD_KINDS = ['organisation', 'answer', 'invitation', 'report'] as const
export type HeldKind = (typeof HELD_KINDS)[number]

export const HELD_STATES = ['waiting', 'let_through', 'struck', 'returned', 'replaced'] as const
export type HeldState = (typeof HELD_STATES)[number]

/** What a reviewer can do. */
export const HELD_MOVES = ['let_through', 'strike', 'return'] as const
export type HeldMove = (typeof HELD_MOVES)[number]

export type Held = {
  id: string
  writerId: string
  itemId: string | null
  kind: HeldKind
  place: string
  text: string
  former: string
  signs: readonly FindingKind[]
  why: string
  state: HeldState
  at: Date
  decidedAt: Date | null
  answer: string | null
  seenAt: Date | null
}

export const LONGEST_ANSWER = 1_000
