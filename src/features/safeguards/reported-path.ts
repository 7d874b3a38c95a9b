/** Which thing a page of ours shows, by its address. What was asked of the page is left out: it may say more than meant. Pure. */
import type { Kind } from '#features/registry/item.ts'

const KIND_OF: Record<string, Kind> = {
  practices: 'practice',
  cities: 'city',
  organisations: 'organisation',
  vocabulary: 'term',
}
const SLUG = /^[a-z0-9][a-z0-9._/-]{0,159}$/
const LONGEST = 500

export const withoutQuery = (path: string): string => (path.split(/[?#]/)[0] ?? '').slice(0, LONGEST)

/** null: a list, or a page that shows no one thing. */
export function thingAt(path: string): { kind: Kind; slug: string } | null {
  const [, , room = '', first = '', second = ''] = withoutQuery(path).split('/')
  const kind = KIND_OF[room]
  const slug = kind === 'term' ? (first && second ? `${first}/${second}` : '') : first
  return kind !== undefined && SLUG.test(slug) ? { kind, slug } : null
}
