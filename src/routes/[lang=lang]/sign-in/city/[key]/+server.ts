/** Leads on to a city's provider. Only as a page that somebody opens: nothing that a page carries begins a sign-in. */
import { error, redirect } from '@sveltejs/kit'
import { log } from '#platform/web/log.server.ts'
import { isWithinLimit } from '#features/people/attempt.queries.server.ts'
import { addressToGoTo } from '#features/people/provider-client.server.ts'
import { findProvider, insertVisit } from '#features/people/provider.queries.server.ts'
import { shownFault } from '#features/people/provider-says.ts'
import { clientOf } from '#features/people/provider-set-up.server.ts'
import { groundOf, KEY, rememberVisit } from '../../../../provider-visit.server.ts'
import { sameSitePath } from '../../../../same-site.ts'

export const GET = async ({ locals, params, url, request, cookies, getClientAddress }) => {
  const { db, language, addresses, id } = locals
  const back = sameSitePath(url.searchParams.get('back') ?? undefined, '')
  const opened = request.headers.get('sec-fetch-dest') ?? 'document'
  if (opened !== 'document' || request.headers.has('sec-purpose')) error(400, 'not opened as a page')

  const refuse = (reason: Parameters<typeof shownFault>[0]): never => {
    log({ event: 'provider.not_reached', id, reason })
    redirect(303, addresses.signInCity({ fault: shownFault(reason), key: params.key, back }))
  }
  const provider = KEY.test(params.key) ? await findProvider(db, { id: params.key }) : undefined
  if (!provider?.active) return refuse('off')
  if (!(await isWithinLimit(db, 'provider_network', getClientAddress()))) return refuse('too_often')
  const client = await clientOf(db, provider, await groundOf(url))
  if (client === null) return refuse('secret_unreadable')
  const visit = await insertVisit(db, { providerId: provider.id, language, back })
  const to = await addressToGoTo(client, visit)
  if (!to.ok) return refuse(to.reason)
  await rememberVisit(cookies, visit.id, url)
  redirect(303, to.value, { external: true })
}
