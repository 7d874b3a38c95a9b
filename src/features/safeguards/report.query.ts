/** What the address of the queue can say; decoding never fails. Pure. */
import { REPORT_KINDS, type ReportKind } from './report.ts'
import { REPORT_STATES, type ReportState } from './report.life.ts'

export const REPORT_AGES = { week: 7, month: 30 } as const
export type ReportAge = keyof typeof REPORT_AGES

/** `state` null: whatever waits. */
export type ReportQuery = {
  state: ReportState | 'all' | null
  kind: ReportKind | null
  age: ReportAge | null
  after: string | null
}

const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function readReportQuery(params: URLSearchParams): ReportQuery {
  const [state, kind, age, after] = ['state', 'kind', 'age', 'after'].map((name) => params.get(name) ?? '')
  return {
    state: [...REPORT_STATES, 'all' as const].find((each) => each === state) ?? null,
    kind: REPORT_KINDS.find((each) => each === kind) ?? null,
    age: age === 'week' || age === 'month' ? age : null,
    after: KEY.test(after ?? '') ? (after ?? null) : null,
  }
}
