/** How the life of a report can go. Pure. */

export const REPORT_STATES = ['received', 'looked_at', 'decided', 'appealed', 'closed'] as const
export type ReportState = (typeof REPORT_STATES)[number]

/** Every way a report can move. `reasons`: it says why, in words that others read. */
export const MOVES = {
  look: { from: ['received'], to: 'looked_at', reasons: false },
  decide: { from: ['looked_at'], to: 'decided', reasons: true },
  appeal: { from: ['decided'], to: 'appealed', reasons: true },
  decide_appeal: { from: ['appealed'], to: 'closed', reasons: true },
  close: { from: ['decided'], to: 'closed', reasons: false },
} as const satisfies Record<string, { from: readonly ReportState[]; to: ReportState; reasons: boolean }>

export type ReportMove = keyof typeof MOVES

export const canMove = (state: ReportState, move: ReportMove): boolean =>
  (MOVES[move].from as readonly ReportState[]).includes(state)

/** So long may one appeal; before that nobody closes. */
export const APPEAL_DAYS = 30
const DAY = 86_400_000

export const appealUntil = (decidedAt: Date): Date => new Date(decidedAt.getTime() + APPEAL_DAYS * DAY)

/** What somebody has still to do with. */
export const WAITING: readonly ReportState[] = ['received', 'looked_at', 'appealed']
