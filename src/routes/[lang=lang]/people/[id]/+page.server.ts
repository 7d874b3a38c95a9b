import { error } from '@sveltejs/kit'
import { findPerson } from '#features/people/profile.queries.server.ts'
import { labelOf } from '#features/vocabulary/vocabulary.ts'

/** Somebody who is not there and somebody of whom this reader may see nothing are answered alike. */
export const load = async ({ locals: { db, actor, language, vocabulary }, params }) => {
  const person = await findPerson(db, actor, { id: params.id, language })
  if (!person) error(404, 'no such person')
  return {
    who: person,
    expertise: person.expertise.map((slug) => {
      const [list = '', code = ''] = slug.split('/')
      return { slug, label: labelOf(vocabulary, list, code, language), known: vocabulary.terms.has(slug) }
    }),
    sectors: person.sectors.map((code) => labelOf(vocabulary, 'sectors', code, language)),
  }
}
