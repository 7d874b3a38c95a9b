/**
 * For the leak test: how each route is read, so that it can be asked what it shows. Every route has a line, or this
 * does not type-check: a new channel cannot be forgotten. `shows` are the kinds of things that may appear there.
 */
import { createHash } from 'node:crypto'
import type { RouteId } from '$app/types'
import type { Kind } from '#features/registry/item.ts'

/** Slugs of the thing that is being hidden, to make addresses that ask for it by name. */
export type Hidden = { slug: string; place: string; practice: string }
export type Ask = { params?: Record<string, string>; query?: string }
/** `file` hangs at the place, `partner_file` at an organisation. */
export type Thing = Kind | 'answer' | 'file' | 'partner_file'
export type Channel = { shows: readonly Thing[]; route: () => Promise<unknown>; asks: (hidden: Hidden) => Ask[] }

/** At which a `partner_file` hangs. */
export const PARTNER = 'demo-org-dar-al-mazad'

/** A file is asked for by its id: that of a hidden one follows from its slug. */
export const fileIdOf = (slug: string): string =>
  createHash('sha256')
    .update(slug)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')

const NOTHING = 'shows nothing of the registry'

/** By the words of the hidden thing, whole, begun and misspelt; by the terms that it carries, its place, and words beside it. */
const SEARCHES: Ask[] = [
  'zqxmarkerword',
  'zqxmark',
  'zqxmarkerwrod',
  'zqxmarkerword title police',
  'polarisation',
  'mentoring',
  'far right',
  'young people',
  'Morocco',
  'rumours zqxmarkerword',
  'rumours',
]
  .flatMap((q) => [
    { query: `?q=${encodeURIComponent(q)}` },
    { query: `?q=${encodeURIComponent(q)}&kind=practice&after=practice/zqx-hidden` },
  ])
  .concat({ query: '?q=zqxmarkerword&kind=organisation' })

export const CHANNELS = {
  '/': NOTHING,
  '/healthz': NOTHING,
  '/readyz': NOTHING,
  // the first page says what is public to everybody, whoever asks: a wider seat does not change it
  '/[lang=lang]': {
    shows: [],
    route: () => import('./[lang=lang]/+page.server.ts'),
    asks: () => [{}],
  },
  '/[lang=lang]/refused/[status]': NOTHING,
  '/vocabulary.ttl': { shows: ['term'], route: () => import('./vocabulary.ttl/+server.ts'), asks: () => [{}] },
  '/vocabulary.jsonld': { shows: ['term'], route: () => import('./vocabulary.jsonld/+server.ts'), asks: () => [{}] },
  '/export/vocabulary.json': {
    shows: ['term'],
    route: () => import('./export/vocabulary.json/+server.ts'),
    asks: () => [{}],
  },
  // leads on and says nothing itself; that it does not lead to what is hidden is held beside it
  '/id/[...slug]': NOTHING,
  '/robots.txt': NOTHING,
  // made for everybody: shows what a visitor sees, whoever asks
  '/sitemap.xml': { shows: [], route: () => import('./sitemap.xml/+server.ts'), asks: () => [{}] },
  '/[lang=lang]/[page=standing]': NOTHING,
  '/[lang=lang]/kit': NOTHING,
  '/[lang=lang]/themes': {
    shows: ['term'],
    route: () => import('./[lang=lang]/themes/+page.server.ts'),
    asks: () => [{}],
  },
  '/[lang=lang]/vocabulary': {
    shows: [],
    route: () => import('./[lang=lang]/vocabulary/+page.server.ts'),
    asks: () => [{}],
  },
  '/[lang=lang]/vocabulary/[list]': {
    shows: ['term'],
    route: () => import('./[lang=lang]/vocabulary/[list]/+page.server.ts'),
    asks: () => ['challenges', 'factors'].map((list) => ({ params: { list } })),
  },
  '/[lang=lang]/vocabulary/[list]/[code]': {
    shows: ['term', 'practice', 'city'],
    route: () => import('./[lang=lang]/vocabulary/[list]/[code]/+page.server.ts'),
    asks: ({ slug }) =>
      [slug, 'challenges/polarisation_after_event', 'factors/gov.mandate', 'factors/srv.exit'].map((of) => ({
        params: { list: of.split('/')[0] ?? '', code: of.split('/')[1] ?? '' },
      })),
  },
  '/[lang=lang]/cities': {
    shows: ['city'],
    route: () => import('./[lang=lang]/cities/+page.server.ts'),
    asks: () => [
      { query: '?q=zqxmarkerword' },
      {},
      { query: '?region=mena&practice=yes&kind=invented' },
      { query: '?country=MA&after=zqx-hidden' },
    ],
  },
  '/[lang=lang]/cities/[slug]': {
    shows: ['city', 'practice', 'adaptation', 'answer', 'organisation', 'file'],
    route: () => import('./[lang=lang]/cities/[slug]/+page.server.ts'),
    asks: ({ slug, place }) => [{ params: { slug } }, { params: { slug: place } }],
  },
  '/[lang=lang]/cities/[slug]/answers': {
    shows: ['city', 'answer'],
    route: () => import('./[lang=lang]/cities/[slug]/answers/+page.server.ts'),
    asks: ({ slug, place }) => [
      { params: { slug } },
      { params: { slug: place } },
      { params: { slug: place }, query: '?ask=srv.exit' },
    ],
  },
  // for whoever keeps them; to everybody else there is no such page
  '/[lang=lang]/cities/[slug]/files': {
    shows: [],
    route: () => import('./[lang=lang]/cities/[slug]/files/+page.server.ts'),
    asks: ({ slug, place }) => [
      { params: { slug } },
      { params: { slug: place } },
      { params: { slug: place }, query: `?show=${fileIdOf(slug)}` },
    ],
  },
  '/[lang=lang]/organisations/[slug]/files': {
    shows: [],
    route: () => import('./[lang=lang]/organisations/[slug]/files/+page.server.ts'),
    asks: ({ slug }) => [{ params: { slug } }, { params: { slug: PARTNER } }],
  },
  '/files/[id]': {
    shows: ['file', 'partner_file'],
    route: () => import('./files/[id]/+server.ts'),
    asks: ({ slug }) => [{ params: { id: fileIdOf(slug) } }],
  },
  '/[lang=lang]/organisations': {
    shows: ['organisation'],
    route: () => import('./[lang=lang]/organisations/+page.server.ts'),
    asks: ({ slug }) => [
      {},
      { query: '?city=demo-marsa-lawz&area=mentoring&kind=association&region=mena' },
      { query: `?city=${slug}` },
      { query: `?after=${slug}` },
    ],
  },
  '/[lang=lang]/organisations/[slug]': {
    shows: ['organisation', 'partner_file'],
    route: () => import('./[lang=lang]/organisations/[slug]/+page.server.ts'),
    asks: ({ slug }) => [{ params: { slug } }, { params: { slug: PARTNER } }],
  },
  '/[lang=lang]/organisations/[slug]/edit': {
    shows: [],
    route: () => import('./[lang=lang]/organisations/[slug]/edit/+page.server.ts'),
    asks: ({ slug }) => [{ params: { slug } }, { params: { slug: 'demo-org-dar-al-mazad' } }],
  },
  '/[lang=lang]/organisations/new': {
    shows: [],
    route: () => import('./[lang=lang]/organisations/new/+page.server.ts'),
    asks: () => [{}],
  },
  // made for everybody: what is public of them, whoever asks
  '/export/organisations.json': {
    shows: ['organisation', 'partner_file'],
    route: () => import('./export/organisations.json/+server.ts'),
    asks: ({ slug }) => [{}, { query: `?after=${slug}` }],
  },
  '/[lang=lang]/cities-like-ours': {
    shows: ['city'],
    route: () => import('./[lang=lang]/cities-like-ours/+page.server.ts'),
    asks: ({ slug, place }) => [
      { query: `?city=${place}` },
      { query: `?city=${place}&group=gov` },
      { query: `?city=${slug}` },
    ],
  },
  '/export/cities.json': {
    shows: ['city'],
    route: () => import('./export/cities.json/+server.ts'),
    asks: ({ slug }) => [{}, { query: `?after=${slug}` }],
  },
  '/[lang=lang]/practices/[slug]': {
    shows: ['practice', 'adaptation'],
    route: () => import('./[lang=lang]/practices/[slug]/+page.server.ts'),
    asks: ({ slug, practice }) => [
      { params: { slug } },
      { params: { slug: practice } },
      { params: { slug: 'kumanovo-cat' } },
    ],
  },
  '/[lang=lang]/answers': {
    shows: [],
    route: () => import('./[lang=lang]/answers/+page.server.ts'),
    asks: () => [{}, { query: '?ask=srv.exit' }],
  },
  '/[lang=lang]/brief': {
    shows: [],
    route: () => import('./[lang=lang]/brief/+page.server.ts'),
    asks: ({ slug, place }) => [
      {},
      { query: `?city=${slug}` },
      { query: `?city=${place}` },
      { query: `?city=${place}&concern=challenges/polarisation_after_event` },
    ],
  },
  // names the places that invented people sit in, which are there for everybody
  '/[lang=lang]/sign-in': {
    shows: [],
    route: () => import('./[lang=lang]/sign-in/+page.server.ts'),
    asks: () => [{}, { query: '?sent=yes' }],
  },
  '/[lang=lang]/sign-in/link/[token]': NOTHING,
  '/[lang=lang]/sign-in/code': NOTHING,
  // made for everybody: names the cities that a visitor sees, whoever asks
  '/[lang=lang]/sign-in/city': {
    shows: [],
    route: () => import('./[lang=lang]/sign-in/city/+page.server.ts'),
    asks: () => [{}, { query: '?fault=down' }],
  },
  // lead to a provider and back, by keys that tell nothing of the city
  '/[lang=lang]/sign-in/city/[key]': NOTHING,
  '/sign-in/return/[key]': NOTHING,
  '/[lang=lang]/passkey': NOTHING,
  // mails are written for their reader alone: what a mail may say is held where it is written
  '/[lang=lang]/mail': NOTHING,
  '/[lang=lang]/inbox': NOTHING,
  '/[lang=lang]/stop/[token]': NOTHING,
  // who holds the link is shown what everybody may see, and the name of a colleague: asks/asks.test.ts
  '/[lang=lang]/answer/[token]': NOTHING,
  // who holds the link is told the place that it is for, whatever its label
  '/[lang=lang]/invitation/[token]': NOTHING,
  // a place's people, for whoever works with them: to everybody else the team is not there
  '/[lang=lang]/team/[slug]': {
    shows: [],
    route: () => import('./[lang=lang]/team/[slug]/+page.server.ts'),
    asks: ({ slug, place }) => [{ params: { slug } }, { params: { slug: place } }],
  },
  // of whoever leads the place, and what they typed: no page for anybody else: held beside (provider-pages.test.ts)
  '/[lang=lang]/team/[slug]/sign-in': NOTHING,
  // of the person alone
  '/[lang=lang]/account': NOTHING,
  // of the person alone; how many would see it is counted as for a city's answers
  '/[lang=lang]/account/profile': NOTHING,
  // what a person opened to this reader: whom it names is asked of every channel beside it (protected-name.test.ts)
  '/[lang=lang]/people/[id]': NOTHING,
  '/[lang=lang]/account/second-step': NOTHING,
  '/[lang=lang]/account/notices': NOTHING,
  // a notice is of one person: each hidden thing has one, made for the reader of the test (hidden-thing.ts)
  '/[lang=lang]/notices': {
    shows: [],
    route: () => import('./[lang=lang]/notices/+page.server.ts'),
    asks: () => [{}],
  },
  '/[lang=lang]/account/data': NOTHING,
  '/[lang=lang]/account/data/[key].json': NOTHING,
  '/[lang=lang]/account/data/erase': NOTHING,
  '/[lang=lang]/privacy/register': NOTHING,
  '/[lang=lang]/audit': {
    shows: [],
    route: () => import('./[lang=lang]/audit/+page.server.ts'),
    asks: ({ place }) => [{}, { query: '?act=practice' }, { query: `?place=${place}` }],
  },
  '/[lang=lang]/audit/audit.csv': {
    shows: [],
    route: () => import('./[lang=lang]/audit/audit.csv/+server.ts'),
    asks: () => [{}],
  },
  '/[lang=lang]/desk': {
    shows: [],
    route: () => import('./[lang=lang]/desk/+page.server.ts'),
    asks: () => [{}],
  },
  // says the address of a page that somebody named, and opens it never
  '/[lang=lang]/report': NOTHING,
  '/[lang=lang]/report/[code]': NOTHING,
  // of whoever decides or may press the switch, whatever the labels; no page for anybody else: held beside (report-pages.test.ts)
  '/[lang=lang]/reports': NOTHING,
  '/[lang=lang]/reports/[id]': NOTHING,
  // of a held text's writer and reviewers alone, whatever the labels: held beside (held-pages.test.ts)
  '/[lang=lang]/held': NOTHING,
  '/[lang=lang]/held/[id]': NOTHING,
  '/[lang=lang]/cities/[slug]/risk': NOTHING,
  '/[lang=lang]/worth-a-look': {
    shows: ['practice', 'city'],
    route: () => import('./[lang=lang]/worth-a-look/+page.server.ts'),
    asks: ({ slug, place }) => [
      {},
      { query: `?city=${slug}` },
      { query: `?city=${place}` },
      { query: '?concern=challenges/polarisation_after_event' },
      {
        query: `?concern=practice_types/mentoring&concern=challenges/polarisation_after_event&city=${place}&order=distance`,
      },
      { query: `?after=${slug}` },
      { query: '?after=wunsiedel-involuntary-walkathon' },
    ],
  },
  '/[lang=lang]/practices/[slug]/fit': {
    shows: ['practice', 'adaptation', 'city'],
    route: () => import('./[lang=lang]/practices/[slug]/fit/+page.server.ts'),
    asks: ({ slug, practice, place }) => [
      { params: { slug } },
      { params: { slug: practice } },
      { params: { slug: practice }, query: `?city=${slug}` },
      { params: { slug: practice }, query: `?city=${place}&concern=challenges/polarisation_after_event` },
      { params: { slug: 'kumanovo-cat' }, query: `?city=${place}&ask=srv.exit` },
    ],
  },
  '/[lang=lang]/practices': {
    shows: ['practice'],
    route: () => import('./[lang=lang]/practices/+page.server.ts'),
    asks: () => [
      {},
      { query: '?q=zqxmarkerword' },
      { query: '?challenges=polarisation_after_event&practice_types=mentoring&forms=far_right' },
      { query: '?evidence_levels=1&direction=positive&regions=mena' },
    ],
  },
  '/[lang=lang]/search': {
    shows: ['term', 'city', 'practice', 'organisation'],
    route: () => import('./[lang=lang]/search/+page.server.ts'),
    asks: () => SEARCHES,
  },
  '/[lang=lang]/search.json': {
    shows: ['term', 'city', 'practice', 'organisation'],
    route: () => import('./[lang=lang]/search.json/+server.ts'),
    asks: () => SEARCHES,
  },
  '/[lang=lang]/practices/[slug]/revisions/[revision]': {
    shows: ['practice'],
    route: () => import('./[lang=lang]/practices/[slug]/revisions/[revision]/+page.server.ts'),
    asks: ({ slug, practice }) => [{ params: { slug, revision: '1' } }, { params: { slug: practice, revision: '1' } }],
  },
  '/[lang=lang]/practices/[slug]/changes': {
    shows: ['practice'],
    route: () => import('./[lang=lang]/practices/[slug]/changes/+page.server.ts'),
    asks: ({ slug, practice }) => [
      { params: { slug }, query: '?from=1&to=1' },
      { params: { slug: practice }, query: '?from=1&to=1' },
    ],
  },
  '/[lang=lang]/feed.xml': {
    shows: ['practice'],
    route: () => import('./[lang=lang]/feed.xml/+server.ts'),
    asks: () => [{}],
  },
  '/[lang=lang]/practices/[slug]/data.jsonld': {
    shows: ['practice'],
    route: () => import('./[lang=lang]/practices/[slug]/data.jsonld/+server.ts'),
    asks: ({ slug, practice }) => [{ params: { slug } }, { params: { slug: practice } }],
  },
  '/[lang=lang]/practices/[slug]/cite.[format]': {
    shows: ['practice'],
    route: () => import('./[lang=lang]/practices/[slug]/cite.[format]/+server.ts'),
    asks: ({ slug }) => ['bib', 'ris', 'json'].map((format) => ({ params: { slug, format } })),
  },
  '/export/practices.json': {
    shows: ['practice'],
    route: () => import('./export/practices.json/+server.ts'),
    asks: () => [{}],
  },
  '/[lang=lang]/not-known': {
    shows: ['practice'],
    route: () => import('./[lang=lang]/not-known/+page.server.ts'),
    asks: () => [{}],
  },
} as const satisfies Record<RouteId, Channel | typeof NOTHING>
