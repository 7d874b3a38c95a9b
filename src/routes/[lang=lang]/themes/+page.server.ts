import { inTree } from '#features/vocabulary/term-tree.ts'
import { THEMES } from '#features/vocabulary/vocabulary.ts'
import { listTerms } from '#features/vocabulary/vocabulary.queries.server.ts'
import { countPracticesByTerm } from '#features/practices/practices-of-term.queries.server.ts'

/** The three ways in, each term with the number of practices that this reader may see. */
export const load = async ({ locals: { db, actor, language } }) => {
  const terms = await listTerms(db, actor, { language, vocabularies: THEMES })
  const counts = await countPracticesByTerm(db, actor, THEMES)
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
