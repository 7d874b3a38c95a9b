import { fail } from '@sveltejs/kit'
import { isGoodLink } from '#features/people/mail-link.server.ts'
import { signInWithLink } from '#features/people/sign-in.server.ts'
import { enter, fromOf, type SigningEvent } from '../../../../signing.server.ts'

/** Looking spends nothing: scanners of mail look at every link. */
export const load = async ({ locals, params }) => ({ good: await isGoodLink(locals.db, params.token) })

export const actions = {
  default: async (event: SigningEvent & { params: { token: string } }) => {
    const signed = await signInWithLink(event.locals.db, event.params.token, fromOf(event))
    return signed.ok ? enter(event, signed.value, event.locals.addresses.desk()) : fail(400, { fault: signed.reason })
  },
}
