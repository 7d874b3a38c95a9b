import { error } from '@sveltejs/kit'
import { readPersonFile } from '#features/people/person-file.server.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Everything held on the person of this session, while its seven days last. Somebody else's, an old one and none look alike. */
export const GET = async ({ locals: { db, person, now }, params }) => {
  const document =
    person && UUID.test(params.key) ? await readPersonFile(db, { id: params.key, personId: person.id, now }) : undefined
  if (document === undefined) error(404, 'no such file')
  return new Response(JSON.stringify(document, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="strong-cities-my-data.json"',
      'cache-control': 'private, no-store',
    },
  })
}
