/** Numbers of revisions as an address names them. Decoding never fails: what is none is null. Pure. */
export const readRevision = (typed: string | null): number | null =>
  typed !== null && /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : null

/** The two revisions to compare: the newer one today's, the older one the one before it, unless the address says otherwise. */
export function readComparison(params: URLSearchParams, today: number): { from: number; to: number } {
  const to = readRevision(params.get('to')) ?? today
  return { from: readRevision(params.get('from')) ?? Math.max(1, to - 1), to }
}
