import { error } from '@sveltejs/kit'
import { inTree, slugsAbove } from '#features/vocabulary/term-tree.ts'
import { listFactors, listTerms } from '#features/vocabulary/vocabulary.queries.server.ts'
import { practiceIndex } from '#features/practices/practice-index.queries.server.ts'
import { countUnderTerms } from '#features/practices/practices-under-terms.ts'
import { TERM_LISTS } from '#features/practices/practice-import.ts'
import { byAlphabet } from '../alphabet.ts'

export const load = async ({ params: { list }, locals: { db, actor, language, epoch } }) => {
  if (list === 'factors') {
    const [factors, groups] = [
      await listFactors(db, actor, language),
      await listTerms(db, actor, { language, vocabularies: ['factor_groups'] }),
    ]
    return { list, factors, groups, terms: [], counts: new Map<string, number>() }
  }
  const terms = await listTerms(db, actor, { language, vocabularies: [list] })
  if (terms.length === 0) error(404, 'no such vocabulary')
  const sorted = list === 'glossary' ? byAlphabet(terms, language).map((term) => ({ term, depth: 0 })) : inTree(terms)
  const counts = TERM_LISTS.some((name) => name === list)
    ? countUnderTerms(await practiceIndex(db, actor, epoch), slugsAbove(terms))
    : new Map<string, number>()
  return { list, factors: [], groups: [], terms: sorted, counts }
}
