import { LANGUAGE_IDS, type Language } from '#platform/language/languages.ts'
import { addressesIn, STANDING_PAGES, type Addresses } from '#features/registry/addresses.ts'
import { listPublicItems, type PublicItem } from '#features/registry/public-items.queries.server.ts'

/** Things in one file, each with a page in every language; what is older is found from the lists. */
const MOST_ITEMS = 2000

/** What everybody may open, each page in each language with its other languages. The same for whoever asks. */
export const GET = async ({ locals: { db }, url }) => {
  const items = await listPublicItems(db, MOST_ITEMS)
  const pages = [
    ...fixedPages.map((at) => ({ at, changed: null })),
    ...items.map((item) => ({ at: (to: Addresses) => pageOf(to, item), changed: item.changed })),
  ]
  const body = pages
    .flatMap(({ at, changed }) => LANGUAGE_IDS.map((language) => entry(url.origin, at, language, changed)))
    .join('\n')
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${body}\n</urlset>\n`
  return new Response(xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } })
}

type At = (to: Addresses) => string

const fixedPages: At[] = [
  (to) => to.home(),
  (to) => to.practices(),
  (to) => to.worthALook(),
  (to) => to.themes(),
  (to) => to.notKnown(),
  (to) => to.vocabulary(),
  (to) => to.cities(),
  (to) => to.organisations(),
  ...STANDING_PAGES.map(
    (page): At =>
      (to) =>
        to.page(page),
  ),
]

const pageOf = (to: Addresses, { kind, slug }: PublicItem): string => PAGE[kind](to, slug)

const PAGE: Record<PublicItem['kind'], (to: Addresses, slug: string) => string> = {
  practice: (to, slug) => to.practice(slug),
  city: (to, slug) => to.city(slug),
  organisation: (to, slug) => to.organisation(slug),
  term: (to, slug) => to.term(slug),
}

function entry(origin: string, at: At, language: Language, changed: Date | null): string {
  const address = (of: Language) => escaped(origin + at(addressesIn(of)))
  const others = LANGUAGE_IDS.map((of) => `<xhtml:link rel="alternate" hreflang="${of}" href="${address(of)}"/>`).join(
    '',
  )
  return `<url><loc>${address(language)}</loc>${changed ? `<lastmod>${changed.toISOString().slice(0, 10)}</lastmod>` : ''}${others}</url>`
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
