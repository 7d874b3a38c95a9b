/** What the address of the audit asks for. Decoding never fails: what is no act, day, place or key is left out. Pure. */
import type { Query } from '#features/registry/addresses.ts'

export type AuditFilters = {
  /** a family of acts (`seat`) or one of them (`seat.ended`) */
  act: string | null
  from: string | null
  to: string | null
  place: string | null
  person: string | null
}
export type AuditAsk = { filters: AuditFilters; after: string | null }

const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const ACT = /^[a-z_]{1,40}(\.[a-z_]{1,40})?$/
const SLUG = /^[a-z0-9][a-z0-9-]{0,119}$/

export function readAuditAsk(params: URLSearchParams): AuditAsk {
  const read = (name: string, good: (typed: string) => boolean): string | null => {
    const typed = params.get(name)?.trim().toLowerCase() ?? ''
    return good(typed) ? typed : null
  }
  return {
    filters: {
      act: read('act', (typed) => ACT.test(typed)),
      from: read('from', isDay),
      to: read('to', isDay),
      place: read('place', (typed) => SLUG.test(typed)),
      person: read('person', (typed) => KEY.test(typed)),
    },
    after: read('after', (typed) => KEY.test(typed)),
  }
}

/** A day of the calendar: the 30th of February is none. */
function isDay(typed: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed) || typed < '0100') return false
  const at = new Date(`${typed}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(typed)
}

export const writeAuditAsk = (filters: AuditFilters, after: string | null = null): Query => ({ ...filters, after })

export const countChosen = (filters: AuditFilters): number =>
  Object.values(filters).filter((each) => each !== null).length
