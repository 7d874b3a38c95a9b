/** What the address of the search asks for. Decoding never fails: what is unknown is as if it were not there. Pure. */
import type { Query } from '#features/registry/addresses.ts'
import { LONGEST_QUESTION } from './question.ts'
import { FOUND_KINDS, type FoundKind } from './sieve.ts'

/** `after`: key of the last row of the page before. */
export type SearchAsk = { q: string; kind: FoundKind | null; after: string | null }

/** A little more than is searched, so that the reader can be told. */
const LONGEST_READ = LONGEST_QUESTION * 4
const KEY = /^[a-z]{1,12}\/[a-z0-9][a-z0-9._/-]{0,159}$/

export function readSearchAsk(params: URLSearchParams): SearchAsk {
  const kind = params.get('kind')
  const after = params.get('after')
  return {
    q: (params.get('q') ?? '').slice(0, LONGEST_READ),
    kind: FOUND_KINDS.find((known) => known === kind) ?? null,
    after: after !== null && KEY.test(after) ? after : null,
  }
}

export const writeSearchAsk = (ask: SearchAsk): Query => ({
  q: ask.q.slice(0, LONGEST_QUESTION),
  kind: ask.kind,
  after: ask.after,
})
