import { fail } from '@sveltejs/kit'
import { findStop, stopMail } from '#platform/mail/unsubscribe.server.ts'
import { instance } from '../../../instance.server.ts'

export const load = async ({ locals, params }) => {
  const { key } = await instance()
  const stop = await findStop(locals.db, key, params.token)
  return { what: stop.ok ? stop.value.occasion : null }
}

/** Also pressed by the mail program itself (RFC 8058), without a page. */
export const actions = {
  default: async ({ locals, params }: { locals: App.Locals; params: { token: string } }) => {
    const { key } = await instance()
    const stopped = await stopMail(locals.db, key, params.token)
    return stopped.ok ? { done: true } : fail(404, { done: false })
  },
}
