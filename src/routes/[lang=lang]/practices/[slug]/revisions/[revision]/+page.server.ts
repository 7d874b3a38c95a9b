import { error } from '@sveltejs/kit'
import { recordOfDocument } from '#features/practices/practice-document.ts'
import { findPublished } from '#features/practices/practice-revision.queries.server.ts'
import { readRevision } from '#features/practices/revision.query.ts'

export const load = async ({ locals: { db, actor, language, vocabulary }, params }) => {
  const wanted = readRevision(params.revision)
  const published =
    wanted === null ? undefined : await findPublished(db, actor, { language, slug: params.slug, revisions: [wanted] })
  const [found] = published?.revisions ?? []
  if (!published || !found) error(404, 'no such revision')
  const { revisions: _, seen, ...practice } = published
  return {
    practice,
    revision: found.revision,
    at: found.at,
    original: found.row.original_language ?? 'en',
    record: recordOfDocument(found.row, language, seen),
    vocabulary,
  }
}
