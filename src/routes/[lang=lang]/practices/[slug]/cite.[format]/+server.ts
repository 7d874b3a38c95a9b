import { error } from '@sveltejs/kit'
import { CITATION_FORMATS, citationFile } from '#features/practices/citation.ts'
import { findPractice } from '#features/practices/practice.queries.server.ts'

/** The practice as a citation at its present revision, as a file for a reference program. */
export const GET = async ({ locals: { db, actor, language, addresses }, params, url }) => {
  const format = CITATION_FORMATS.find((known) => known === params.format)
  const practice = format && (await findPractice(db, actor, { language, slug: params.slug }))
  if (!practice || practice.state === 'withdrawn') error(404, 'no such citation')
  const { slug, revision, words } = practice
  const at = practice.revisions.find((each) => each.revision === revision)?.at ?? practice.updatedAt.toISOString()
  const cited = {
    slug,
    revision,
    title: words.title,
    summary: words.summary,
    author: practice.owner,
    day: at.slice(0, 10),
    address: url.origin + addresses.revision(slug, revision),
    language: words.lang,
  }
  const { type, text } = citationFile(cited, format)
  return new Response(text, {
    headers: { 'content-type': type, 'content-disposition': `inline; filename="${slug}-r${revision}.${format}"` },
  })
}
