import { error, redirect } from '@sveltejs/kit'
import { negotiate } from '#platform/language/languages.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import { findTerm, listTerms } from '#features/vocabulary/vocabulary.queries.server.ts'

/**
 * The name of a concept leads to what tells about it (303): to the file for who asks for data, else to its page in the
 * reader's language. Known are vocabularies, their terms, and the steps of a factor.
 */
export const GET = async ({ params: { slug }, locals: { db, actor }, request, cookies, setHeaders }) => {
  setHeaders({ vary: 'Accept, Accept-Language, Cookie' })
  const language = negotiate(cookies.get('language'), request.headers.get('accept-language'))
  const to = addressesIn(language)
  const [list = '', code, rest] = slug.split('/')
  const known =
    code === undefined
      ? list === 'factors' || (await listTerms(db, actor, { language, vocabularies: [list] })).length > 0
      : await findTerm(db, actor, { language, slug: `${list}/${code}` })
  const wanted = request.headers.get('accept') ?? ''
  const there = known && (rest === undefined || slug === `factors/${code}/steps`)
  // A person is led to the calm page that says so in their language; a machine is told at once.
  if (!there && wanted.includes('text/html') && /^[a-z0-9._/-]+$/.test(slug)) redirect(303, to.term(slug))
  if (!there) error(404, 'no such concept')
  if (wanted.includes('text/turtle')) redirect(303, to.skosTurtle())
  if (wanted.includes('application/ld+json')) redirect(303, to.skosJson())
  redirect(
    303,
    code === undefined ? to.vocabularyList(list) : `${to.term(`${list}/${code}`)}${rest === undefined ? '' : '#steps'}`,
  )
}
