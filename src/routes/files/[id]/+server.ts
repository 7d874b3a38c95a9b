import { error } from '@sveltejs/kit'
import { headersOf, type Served } from '#platform/files/serve.ts'
import { StoreDown } from '#platform/files/store.ts'
import { faultFacts, log } from '#platform/web/log.server.ts'
import { matches } from '#platform/web/validators.ts'
import { findServed } from '#features/attachments/attachment.queries.server.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Event = { locals: App.Locals; params: { id: string }; request: Request }

/** Asked for where it hangs, and at every request: what is hidden, taken down or was never there is the same to whoever asks. */
async function servedTo({ locals, params }: Event): Promise<Served> {
  const file = UUID.test(params.id) ? await findServed(locals.db, locals.actor, params.id) : undefined
  return file ?? error(404, 'no such file')
}

/** Only of what is public, and only after it was asked whether it still is. */
const isKnown = ({ request }: Event, headers: Record<string, string>): boolean =>
  headers['etag'] !== undefined && matches(request.headers.get('if-none-match'), headers['etag'])

export const HEAD = async (event: Event) => {
  const headers = headersOf(await servedTo(event))
  return new Response(null, { status: isKnown(event, headers) ? 304 : 200, headers })
}

/** Streamed from where it lies: a large file takes no more memory than a piece of it. */
export const GET = async (event: Event) => {
  const file = await servedTo(event)
  const headers = headersOf(file)
  if (isKnown(event, headers)) return new Response(null, { status: 304, headers })
  const body = await streamOf(event, file)
  return new Response(body, { headers })
}

async function streamOf({ locals }: Event, { digest }: Served): Promise<ReadableStream<Uint8Array>> {
  try {
    const stream = await locals.files.get(digest)
    if (stream) return stream
    log({ event: 'files.missing', id: locals.id, digest })
  } catch (fault) {
    if (!(fault instanceof StoreDown)) throw fault
    log({ event: 'files.unreachable', id: locals.id, ...faultFacts(fault.cause) })
  }
  return error(503, 'the file is not at hand')
}
