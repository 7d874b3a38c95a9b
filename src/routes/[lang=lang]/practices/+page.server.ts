import { inOrderOf, narrow, pageAfter, pageBehind } from '#features/practices/practice-index.ts'
import { practiceIndex } from '#features/practices/practice-index.queries.server.ts'
import { listPracticeCards } from '#features/practices/practice-card.queries.server.ts'
import { readPracticeAsk } from '#features/practices/practice.query.ts'
import { searchPracticeIds } from '#features/search/search.server.ts'

const SIZE = 20

/** Words put the list in their own order, best first; without words the newest come first. */
export const load = async ({ locals: { db, actor, language, vocabulary, epoch }, url }) => {
  const ask = readPracticeAsk(url.searchParams, vocabulary)
  const index = await practiceIndex(db, actor, epoch)
  const found = await searchPracticeIds(db, actor, { language, q: ask.q })
  const { matched, counts } = narrow(index, ask.choices, found === null ? undefined : new Set(found))
  const page =
    found === null ? pageAfter(matched, ask.after, SIZE) : pageBehind(inOrderOf(matched, found), ask.after, SIZE)
  const cards = await listPracticeCards(db, actor, { language, vocabulary, ids: page.rows.map((row) => row.id) })
  return {
    ask,
    cards,
    next: page.next,
    previous: page.previous,
    total: matched.length,
    all: index.practices.length,
    counts: Object.fromEntries(counts),
    searched: found !== null,
    vocabulary,
  }
}
