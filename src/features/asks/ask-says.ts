/** Words for the page behind a question: what happened, and why nothing did. */
import { m } from '#messages'
import type { AskKind, AskRefusal } from './ask.ts'

const WHY: Record<AskRefusal, () => string> = {
  unknown: m.asks_why_unknown,
  used: m.asks_why_used,
  expired: m.asks_why_expired,
  somebody_else: m.asks_why_somebody_else,
  no_longer_yours: m.asks_why_no_longer_yours,
  changed_meanwhile: m.asks_why_changed_meanwhile,
  not_public: m.asks_why_not_public,
  value_missing: m.asks_why_value_missing,
  refused: m.asks_why_refused,
}
export const whyNothing = (why: AskRefusal): string => WHY[why]()

const DONE: Record<AskKind, Record<string, () => string>> = {
  still_so: { yes: m.asks_done_still_so_yes, changed: m.asks_done_still_so_changed, unknown: m.asks_done_nothing },
  still_here: {
    yes: m.asks_done_still_here_yes,
    no: m.asks_done_still_here_no,
    unknown: m.asks_done_nothing,
    taken_back: m.asks_done_still_here_taken_back,
  },
  release: { yes: m.asks_done_release_yes, not_yet: m.asks_done_nothing },
}
export const whatHappened = (kind: AskKind, answer: string): string => (DONE[kind][answer] ?? m.asks_done_nothing)()
