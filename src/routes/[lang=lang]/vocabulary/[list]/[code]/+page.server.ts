import { error } from '@sveltejs/kit'
import { findTerm } from '#features/vocabulary/vocabulary.queries.server.ts'

export const load = async ({ locals: { db, actor, language }, params }) => {
  const term = await findTerm(db, actor, { language, slug: `${params.list}/${params.code}` })
  if (!term) error(404, 'no such term')
  return { term, list: params.list }
}
