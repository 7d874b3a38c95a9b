import { countTerms, listFactors, listTerms } from '#features/vocabulary/vocabulary.queries.server.ts'
import { byAlphabet } from './alphabet.ts'

export const load = async ({ locals: { db, actor, language } }) => {
  const [counts, factors, terms] = [
    await countTerms(db, actor),
    await listFactors(db, actor, language),
    await listTerms(db, actor, { language, vocabularies: ['factor_groups', 'glossary'] }),
  ]
  const groups = terms.filter((term) => term.vocabulary === 'factor_groups')
  return {
    counts,
    factors: factors.length,
    groups: groups
      .map(({ code, title, lang, dir }) => ({
        code,
        title,
        lang,
        dir,
        count: factors.filter((factor) => factor.group === code).length,
      }))
      .filter((group) => group.count > 0),
    glossary: byAlphabet(
      terms.filter((term) => term.vocabulary === 'glossary'),
      language,
    ).map(({ slug, title, lang, dir }) => ({ slug, title, lang, dir })),
  }
}
