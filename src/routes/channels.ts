/**
 * For the leak test: how each route is read, so that it can be asked what it shows. Every route has a line, or this
 * does not type-check: a new channel cannot be forgotten. `shows` are the kinds of things that may appear there.
 */
import type { RouteId } from '$app/types'
import type { Kind } from '#features/registry/item.ts'

/** Slugs of the thing that is being hidden, to make addresses that ask for it by name. */
export type Hidden = { slug: string; place: string; practice: string }
export type Ask = { params?: Record<string, string>; query?: string }
export type Thing = Kind | 'answer'
export type Channel = { shows: readonly Thing[]; route: () => Promise<unknown>; asks: (hidden: Hidden) => Ask[] }

const NOTHING = 'shows nothing of the registry'

export const CHANNELS = {
  '/': NOTHING,
  '/healthz': NOTHING,
  '/readyz': NOTHING,
  '/[lang=lang]': NOTHING,
  '/[lang=lang]/refused/[status]': NOTHING,
  '/[lang=lang]/[page=standing]': NOTHING,
  '/[lang=lang]/vocabulary/[list]/[code]': {
    shows: ['term'],
    route: () => import('./[lang=lang]/vocabulary/[list]/[code]/+page.server.ts'),
    asks: ({ slug }) => [{ params: { list: slug.split('/')[0] ?? '', code: slug.split('/')[1] ?? '' } }, { params: { list: 'forms', code: 'far_right' } }],
  },
} as const satisfies Record<RouteId, Channel | typeof NOTHING>
