/** Use case: a page of what was found, with its reasons. */
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { listRows } from './rows.queries.server.ts'
import { resultRow, type ResultRow } from './row.ts'
import { search, type Answer } from './search.server.ts'
import type { SearchAsk } from './search.query.ts'
import { FOUND_KINDS, type FoundKind } from './sieve.ts'

export type Results = Pick<Answer, 'corrected' | 'missed' | 'partly'> & {
  /** As it is shown in the box again. */
  asked: string
  shortened: boolean
  /** Whether anything was asked that can be looked for. */
  searched: boolean
  rows: readonly ResultRow[]
  /** `more`: there are more than are looked at. */
  counts: Readonly<Record<FoundKind | 'all', { count: number; more: boolean }>>
  /** Key of the last row, if there is a next page. */
  next: string | null
  /** How many rows stand before this page. */
  before: number
}

export async function listResults(
  db: Db,
  actor: Actor,
  request: { language: Language; ask: SearchAsk; size: number },
): Promise<Results> {
  const { language, ask, size } = request
  const answer = await search(db, actor, { language, q: ask.q })
  const listed = ask.kind === null ? answer.found : answer.found.filter((found) => found.kind === ask.kind)
  const from = listed.findIndex((found) => keyOf(found) === ask.after) + 1
  const page = listed.slice(from, from + size)
  const items = new Map((await listRows(db, actor, { found: page, language })).map((item) => [item.id, item]))
  const last = page.at(-1)
  return {
    asked: answer.question.asked,
    shortened: answer.question.shortened,
    searched: answer.question.words.length > 0,
    corrected: answer.corrected,
    missed: answer.missed,
    partly: answer.partly,
    rows: page.flatMap((found) => {
      const item = items.get(found.id)
      return item ? [resultRow(item, found, answer)] : []
    }),
    counts: countsOf(answer),
    before: from,
    next: last !== undefined && from + size < listed.length ? keyOf(last) : null,
  }
}

const keyOf = (found: { kind: FoundKind; slug: string }): string => `${found.kind}/${found.slug}`

function countsOf({ found, bounded }: Answer): Results['counts'] {
  const counts = { all: { count: found.length, more: bounded.length > 0 } } as Record<
    FoundKind | 'all',
    { count: number; more: boolean }
  >
  for (const kind of FOUND_KINDS)
    counts[kind] = { count: found.filter((each) => each.kind === kind).length, more: bounded.includes(kind) }
  return counts
}
