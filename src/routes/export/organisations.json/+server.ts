import { listOrganisationDocuments } from '#features/organisations/organisation.queries.server.ts'
import { listPublicBySlug } from '#features/attachments/attachment.queries.server.ts'
import { readOrganisationAsk } from '#features/organisations/organisation.query.ts'
import { addressesIn, withQuery } from '#features/registry/addresses.ts'

/** Organisations at once in one file; the rest follows by its `next`. */
const IN_ONE_FILE = 1000

/** What is public of them, whoever asks, in the format in which they are imported. */
export const GET = async ({ locals: { db, language }, url }) => {
  const { after } = readOrganisationAsk(url.searchParams)
  const { documents, next } = await listOrganisationDocuments(db, { after, limit: IN_ONE_FILE })
  const files = await listPublicBySlug(db, { kind: 'organisation', slugs: documents.map((each) => String(each['id'])) })
  const to = addressesIn(language)
  const withFiles = documents.map((each) => ({
    ...each,
    files: (files.get(String(each['id'])) ?? []).map((file) => ({
      url: to.file(file.id),
      title: { [file.language]: file.title },
      ...(file.kind === 'photo' ? { alt: { [file.language]: file.alt } } : {}),
      media_type: file.mediaType,
      bytes: file.bytes,
      source: file.source,
      licence: file.licence,
    })),
  }))
  const more = next === null ? {} : { next: withQuery(to.exported('organisations'), { after: next }) }
  return new Response(JSON.stringify({ organisations: withFiles, ...more }), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
}
