/**
 * Who may enter where: every route has a line, or it does not type-check; a line without a route neither.
 * The outer net only: policies and visibility are the inner ones.
 * anyone: open to all who come.
 * secretariat: whoever holds a seat there; for everybody else there is no such page.
 * signed_in: whoever signed in, the code that follows included; anybody else is led to signing in.
 */
import type { RouteId } from '$app/types'

export type Door = 'anyone' | 'signed_in' | 'secretariat'

export const DOORS = {
  '/': 'anyone',
  '/healthz': 'anyone',
  '/readyz': 'anyone',
  '/[lang=lang]': 'anyone',
  '/[lang=lang]/kit': 'anyone',
  '/[lang=lang]/themes': 'anyone',
  '/[lang=lang]/vocabulary': 'anyone',
  '/[lang=lang]/vocabulary/[list]': 'anyone',
  '/[lang=lang]/vocabulary/[list]/[code]': 'anyone',
  '/[lang=lang]/cities': 'anyone',
  '/[lang=lang]/cities/[slug]': 'anyone',
  '/[lang=lang]/cities/[slug]/answers': 'signed_in',
  '/[lang=lang]/organisations': 'anyone',
  '/[lang=lang]/organisations/[slug]': 'anyone',
  '/[lang=lang]/organisations/[slug]/edit': 'signed_in',
  '/[lang=lang]/organisations/new': 'signed_in',
  '/export/organisations.json': 'anyone',
  '/[lang=lang]/cities-like-ours': 'anyone',
  '/export/cities.json': 'anyone',
  '/[lang=lang]/[page=standing]': 'anyone',
  '/vocabulary.ttl': 'anyone',
  '/vocabulary.jsonld': 'anyone',
  '/export/vocabulary.json': 'anyone',
  '/id/[...slug]': 'anyone',
  '/robots.txt': 'anyone',
  '/sitemap.xml': 'anyone',
  '/[lang=lang]/refused/[status]': 'anyone',
  '/[lang=lang]/search': 'anyone',
  '/[lang=lang]/search.json': 'anyone',
  '/[lang=lang]/worth-a-look': 'anyone',
  '/[lang=lang]/answers': 'anyone',
  '/[lang=lang]/brief': 'anyone',
  '/[lang=lang]/sign-in': 'anyone',
  '/[lang=lang]/sign-in/link/[token]': 'anyone',
  '/[lang=lang]/sign-in/code': 'anyone',
  '/[lang=lang]/passkey': 'anyone',
  '/[lang=lang]/desk': 'signed_in',
  '/[lang=lang]/mail': 'secretariat',
  '/[lang=lang]/inbox': 'signed_in',
  '/[lang=lang]/stop/[token]': 'anyone',
  '/[lang=lang]/account': 'signed_in',
  '/[lang=lang]/team/[slug]': 'signed_in',
  '/[lang=lang]/invitation/[token]': 'anyone',
  '/[lang=lang]/account/second-step': 'signed_in',
  '/[lang=lang]/account/notices': 'signed_in',
  '/[lang=lang]/notices': 'signed_in',
  '/[lang=lang]/account/data': 'signed_in',
  '/[lang=lang]/account/data/[key].json': 'signed_in',
  '/[lang=lang]/account/data/erase': 'signed_in',
  '/[lang=lang]/audit': 'signed_in',
  '/[lang=lang]/audit/audit.csv': 'signed_in',
  '/[lang=lang]/privacy/register': 'anyone',
  '/[lang=lang]/practices/[slug]/fit': 'anyone',
  '/[lang=lang]/practices/[slug]': 'anyone',
  '/[lang=lang]/practices': 'anyone',
  '/[lang=lang]/practices/[slug]/revisions/[revision]': 'anyone',
  '/[lang=lang]/practices/[slug]/changes': 'anyone',
  '/[lang=lang]/feed.xml': 'anyone',
  '/[lang=lang]/practices/[slug]/data.jsonld': 'anyone',
  '/[lang=lang]/practices/[slug]/cite.[format]': 'anyone',
  '/export/practices.json': 'anyone',
  '/[lang=lang]/report': 'anyone',
  '/[lang=lang]/report/[code]': 'anyone',
  '/[lang=lang]/reports': 'signed_in',
  '/[lang=lang]/reports/[id]': 'signed_in',
  '/[lang=lang]/cities/[slug]/risk': 'signed_in',
  '/[lang=lang]/not-known': 'anyone',
} as const satisfies Record<RouteId, Door>

export const doorOf = (route: string | null): Door | undefined =>
  route === null ? undefined : (DOORS as Record<string, Door>)[route]
