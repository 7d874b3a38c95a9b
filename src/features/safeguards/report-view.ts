/** What each side reads of a report: whoever holds a code, whoever decides, and the owner, who never learns who reported. Pure. */
import { appealUntil } from './report.life.ts'
import type { Report } from './report.queries.server.ts'

/** What was decided is said to all sides alike. */
const decided = (report: Report) => ({
  state: report.state,
  kind: report.kind,
  path: report.path,
  decision: report.decision,
  reasons: report.reasons,
  decidedAt: report.decidedAt,
  appealUntil: report.decidedAt && report.state === 'decided' ? appealUntil(report.decidedAt) : null,
  appealFrom: report.appealFrom,
  appealDecision: report.appealDecision,
  appealReasons: report.appealReasons,
  appealDecidedAt: report.appealDecidedAt,
  hidden: report.hidden,
  struck: report.struck,
})

/** No words of the reporter, no day on which it came: either may tell who it was. */
export const ownerView = (report: Report) => ({
  ...decided(report),
  appealWords: report.appealFrom === 'owner' ? report.appealWords : null,
})

/** Whoever holds the code may not be the one who wrote it: their own words are not shown again. The owner's appeal is the owner's. */
export const reporterView = (report: Report) => ({
  ...decided(report),
  createdAt: report.createdAt,
  appealWords: report.appealFrom === 'reporter' ? report.appealWords : null,
})

/** The words, and whether an answer goes anywhere; the address itself is shown to nobody. */
export const reviewerView = (report: Report) => ({
  ...decided(report),
  id: report.id,
  createdAt: report.createdAt,
  words: report.words,
  appealWords: report.appealWords,
  canHear: report.canHear,
  hasItem: report.hasItem,
  itemKind: report.itemKind,
})

export type DecidedView = ReturnType<typeof decided> & { appealWords: string | null }
