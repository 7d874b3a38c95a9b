import { error } from '@sveltejs/kit'
import { changesBetween } from '#features/practices/practice-changes.ts'
import { languageOf } from '#features/practices/practice-document.ts'
import { findPractice } from '#features/practices/practice.queries.server.ts'
import { findPublished } from '#features/practices/practice-revision.queries.server.ts'
import { readComparison } from '#features/practices/revision.query.ts'

export const load = async ({ locals: { db, actor, language, vocabulary }, params, url }) => {
  const practice = await findPractice(db, actor, { language, slug: params.slug })
  if (!practice || practice.state === 'withdrawn') error(404, 'no such practice')
  const { from, to } = readComparison(url.searchParams, practice.revision)
  const published = await findPublished(db, actor, { language, slug: params.slug, revisions: [from, to] })
  const [before, after] = [from, to].map((wanted) => published?.revisions.find((each) => each.revision === wanted))
  if (!before || !after) error(404, 'no such revision')
  const { slug, words, strikes, revisions } = practice
  return {
    practice: { slug, words: { title: words.title, lang: words.lang, dir: words.dir }, strikes, revisions },
    from,
    to,
    changes: changesBetween(before.row, after.row, languageOf(after.row, language)),
    vocabulary,
  }
}
