import { LANGUAGE_IDS } from '#platform/language/languages.ts'
import { addressesIn } from '#features/registry/addresses.ts'

/** Machines may read everything that is public; pages that answer one reader's questions are of no use to them. */
export const GET = ({ url }) => {
  const closed = LANGUAGE_IDS.map(addressesIn).flatMap((to) => [
    to.search(),
    to.searchData(),
    to.answers(),
    to.brief(),
    to.signIn(),
  ])
  const lines = [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${url.origin}/sitemap.xml`,
    '',
  ]
  return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
