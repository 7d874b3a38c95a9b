import { inTree, slugsAbove } from '#features/vocabulary/term-tree.ts'
import { THEMES } from '#features/vocabulary/vocabulary.ts'
import { listTerms } from '#features/vocabulary/vocabulary.queries.server.ts'
import { practiceIndex } from '#features/practices/practice-index.queries.server.ts'
import { countUnderTerms } from '#features/practices/practices-under-terms.ts'

/** The three ways in, each term with the number of practices that this reader may see. */
export const load = async ({ locals: { db, actor, language, epoch } }) => {
  const terms = await listTerms(db, actor, { language, vocabularies: THEMES })
  const counts = countUnderTerms(await practiceIndex(db, actor, epoch), slugsAbove(terms))
  return {
    ways: THEMES.map((list) => ({
      list,
      terms: inTree(terms.filter((term) => term.vocabulary === list)).map(({ term, depth }) => ({
        slug: term.slug,
        title: term.title,
        lang: term.lang,
        dir: term.dir,
        depth,
        count: counts.get(term.slug) ?? 0,
      })),
    })),
  }
}
