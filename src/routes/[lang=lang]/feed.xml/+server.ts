import { m } from '#messages'
import { atomFeed } from '#features/practices/practice-feed.ts'
import { listChangedPractices } from '#features/practices/practice-feed.queries.server.ts'
import { labelOf } from '#features/vocabulary/vocabulary.ts'

/** New and changed practices to follow, in the language of the address. */
export const GET = async ({ locals: { db, actor, language, addresses, vocabulary }, url }) => {
  const practices = await listChangedPractices(db, actor, language)
  const feed = atomFeed({
    address: url.origin + addresses.feed(),
    page: url.origin + addresses.practices(),
    title: m.practices_feed_title({}, { locale: language }),
    subtitle: m.practices_feed_subtitle({}, { locale: language }),
    language,
    entries: practices.map(({ slug, types, ...practice }) => ({
      ...practice,
      address: url.origin + addresses.practice(slug),
      themes: types.map((code) => labelOf(vocabulary, 'practice_types', code, language)),
    })),
  })
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}
