/** Where a city's provider leads back to. One address for each provider: what is meant for one is never told to another. */
import { redirect } from '@sveltejs/kit'
import { negotiate } from '#platform/language/languages.ts'
import { log } from '#platform/web/log.server.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import { claimsOf } from '#features/people/provider-client.server.ts'
import { findProvider, spendVisit } from '#features/people/provider.queries.server.ts'
import { shownFault } from '#features/people/provider-says.ts'
import { clientOf } from '#features/people/provider-set-up.server.ts'
import { enterByProvider } from '#features/people/provider-sign-in.server.ts'
import { saidIn } from '#features/people/provider.ts'
import { groundOf, KEY, takeVisit } from '../../../provider-visit.server.ts'
import { enter, fromOf } from '../../../signing.server.ts'

export const GET = async (event) => {
  const { locals, params, url, cookies } = event
  const { db, now, id, person } = locals
  const visitId = await takeVisit(cookies)
  const known = KEY.test(params.key) && visitId !== null && KEY.test(visitId)
  const visit = known ? await spendVisit(db, { id: visitId, providerId: params.key }) : undefined
  const told = negotiate(cookies.get('language'), event.request.headers.get('accept-language'))
  const addresses = addressesIn(visit?.language ?? told)
  locals.addresses = addresses

  const refuse = (reason: Parameters<typeof shownFault>[0]): never => {
    log({ event: 'provider.not_let_in', id, reason })
    redirect(
      303,
      addresses.signInCity({ fault: shownFault(reason), key: known ? params.key : null, back: visit?.back }),
    )
  }
  if (!visit || url.searchParams.get('state') !== visit.state) return refuse('again')
  const provider = await findProvider(db, { id: params.key })
  if (!provider?.active) return refuse('off')
  const client = await clientOf(db, provider, await groundOf(url))
  if (client === null) return refuse('secret_unreadable')
  const claims = await claimsOf(client, visit, { search: url.search, now })
  if (!claims.ok) return refuse(claims.reason)
  const said = saidIn(claims.value, provider)
  if (!said.ok) return refuse(said.reason)
  // a way of their own that leaves nothing to prove shows whose the account is
  const proven = person !== null && person.vouchedBy === null && person.missing !== 'code' && !person.demonstration
  const here = proven ? { id: person.id, email: person.email } : null
  const { language } = visit
  const entered = await enterByProvider(db, { provider, said: said.value, here, language, from: fromOf(event) })
  return entered.ok ? enter(event, entered.value, visit.back || addresses.desk()) : refuse(entered.reason)
}
