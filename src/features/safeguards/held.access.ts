/** Who may read a text that is held, and decide on it. Nobody decides on their own, nor on one of their own place. Pure. */
import type { Actor } from '#features/registry/actor.ts'
import type { HeldKind, HeldMove, HeldState } from './held.ts'
import { whyNotSeeReport, type SeeRefusal } from './report.access.ts'

export type HeldFacts = {
  writerId: string
  /** its writer is an invented person */
  invented: boolean
  kind: HeldKind
  state: HeldState
  /** every place that the thing is of or tells of */
  concerned: readonly string[]
  /** those that look after its region */
  hubs: readonly string[]
  /** of words in a report: who reported, where that is a person who said so */
  reporterId: string | null
}

/** What stands at its place by now: as it was, another text, nothing that it could be put into, or its writer may not write there any more. */
export type PlaceNow = 'as_it_was' | 'changed' | 'gone' | 'writer_left'

export type SeeHeldRefusal = SeeRefusal | 'own_text'
export type HeldRefusal = SeeHeldRefusal | 'not_now' | 'changed' | 'gone' | 'writer_left' | 'not_written_again'

/** null, here and below: go ahead. */
export function whyNotReview(actor: Actor, held: Omit<HeldFacts, 'state'>): SeeHeldRefusal | null {
  if (actor.kind === 'person' && actor.id === held.writerId) return 'own_text'
  // an invented reviewer is any visitor: what a real person wrote about another is not theirs to read
  if (actor.kind === 'person' && actor.assurance === 'demonstration' && !held.invented) return 'not_yours'
  return whyNotSeeReport(actor, held)
}

/** The writer reads their own, and what became of it. */
export const whyNotReadOwn = (actor: Actor, held: Pick<HeldFacts, 'writerId'>): 'not_yours' | null =>
  actor.kind === 'person' && actor.id === held.writerId ? null : 'not_yours'

export function whyNotDecideHeld(
  actor: Actor,
  held: HeldFacts,
  { move, now }: { move: HeldMove; now: PlaceNow },
): HeldRefusal | null {
  const refusal = whyNotReview(actor, held)
  if (refusal) return refusal
  if (held.state !== 'waiting') return 'not_now'
  // reasons of a decision are given once: sent back, nobody would ever read them
  if (move === 'return') return held.kind === 'report' && now === 'as_it_was' ? 'not_written_again' : null
  return now === 'as_it_was' ? null : now
}
