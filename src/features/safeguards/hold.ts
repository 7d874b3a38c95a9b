/** What becomes of a text in which something was found: the writer is warned first; insisted upon, a reviewer sees it before anyone else. Pure. */
import type { Finding } from './finding.ts'

export type Holding =
  { state: 'clear' } | { state: 'warn'; findings: readonly Finding[] } | { state: 'held'; findings: readonly Finding[] }

export function hold(findings: readonly Finding[], insists: boolean): Holding {
  if (findings.length === 0) return { state: 'clear' }
  return { state: insists ? 'held' : 'warn', findings }
}
