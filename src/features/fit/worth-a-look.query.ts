/** What the addresses of the comparison ask for. Decoding never fails: what is unknown, too long or too much is left out. Pure. */
import type { Query } from '#features/registry/addresses.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'

export const CONCERN_LISTS = ['challenges', 'target_groups', 'practice_types'] as const
export const MOST_CONCERNS = 3
export const ORDERS = ['fit', 'cost', 'time', 'size', 'language', 'distance'] as const
export type Order = (typeof ORDERS)[number]

export type LookAsk = {
  /** `vocabulary/code`, three at most. */
  concerns: readonly string[]
  /** More than three were chosen: the first three are kept. */
  tooManyConcerns: boolean
  /** Slug of the city that the page is for; never an answer. */
  city: string | null
  order: Order
  /** Slug of the last practice of the page before. */
  after: string | null
  /** The factor to be asked; null: the next best. */
  ask: string | null
}

export const NOTHING_ASKED: LookAsk = {
  concerns: [],
  tooManyConcerns: false,
  city: null,
  order: 'fit',
  after: null,
  ask: null,
}

const MOST_READ = 100
const SLUG = /^[a-z0-9][a-z0-9-]{0,119}$/

export function readLookAsk(params: URLSearchParams, vocabulary: Vocabulary): LookAsk {
  const concerns = [...new Set(params.getAll('concern').slice(0, MOST_READ))].filter((slug) =>
    isConcern(slug, vocabulary),
  )
  const ask = params.get('ask')
  return {
    concerns: concerns.slice(0, MOST_CONCERNS),
    tooManyConcerns: concerns.length > MOST_CONCERNS,
    city: slugIn(params.get('city')),
    order: ORDERS.find((order) => order === params.get('order')) ?? 'fit',
    after: slugIn(params.get('after')),
    ask: ask !== null && vocabulary.factors.has(ask) ? ask : null,
  }
}

/** The same as a query: what is as usual is left out. */
export const writeLookAsk = (ask: Partial<LookAsk>): Query => ({
  concern: ask.concerns ?? [],
  city: ask.city ?? null,
  order: ask.order === 'fit' ? null : (ask.order ?? null),
  after: ask.after ?? null,
  ask: ask.ask ?? null,
})

export const isConcern = (slug: string, vocabulary: Vocabulary): boolean =>
  CONCERN_LISTS.some((list) => slug.startsWith(`${list}/`)) && vocabulary.terms.has(slug)

const slugIn = (typed: string | null): string | null => (typed !== null && SLUG.test(typed) ? typed : null)
