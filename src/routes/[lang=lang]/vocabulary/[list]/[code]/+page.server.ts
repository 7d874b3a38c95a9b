import { error } from '@sveltejs/kit'
import { findTerm } from '#features/vocabulary/vocabulary.queries.server.ts'
import { entryBeside, factorAsked, themeGathered } from './gathered.server.ts'

/** A term gathers its theme, a factor what is asked by it, an entry of the glossary its neighbours. */
export const load = async ({ locals, params }) => {
  const { db, actor, language } = locals
  const term = await findTerm(db, actor, { language, slug: `${params.list}/${params.code}` })
  if (!term) error(404, 'no such term')
  return {
    term,
    list: params.list,
    factor: term.factor ? await factorAsked(locals, term, term.factor) : null,
    entry: params.list === 'glossary' ? await entryBeside(locals, term) : null,
    theme: term.factor || params.list === 'glossary' ? null : await themeGathered(locals, term),
  }
}
