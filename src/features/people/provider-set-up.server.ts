/** Use case: a city sets up its own sign-in, tries it, turns it on and off. Each act asks the policy with the seats of that moment. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { seal, unseal } from '#platform/web/sealed.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { isWithinLimit } from './attempt.queries.server.ts'
import { enterTeam } from './invite.server.ts'
import { whyNotConfirm, whyNotSetUp, type ConfirmRefusal, type SetUpRefusal } from './provider.access.ts'
import { discover, type Client, type DiscoveryFault } from './provider-client.server.ts'
import {
  endVouchedSessions,
  findProvider,
  findSealedSecret,
  insertProvider,
  listTeamDomains,
  updateActive,
  updateProvider,
} from './provider.queries.server.ts'
import { incompleteIn, type Provider, type Settings } from './provider.ts'

/** What the running instance knows: the key that seals, private addresses that it may ask, the address people see. */
export type Ground = { key: Buffer; nearby: readonly string[]; origin: string }

export type SetUpFault = SetUpRefusal | ConfirmRefusal | 'secret_again' | 'gone'
export type TryFault = DiscoveryFault | 'incomplete_settings' | 'secret_unreadable' | 'too_often'

/** The secret belongs to the issuer that it is for: it is never told to another. */
const aboutOf = ({ id, issuer }: Pick<Provider, 'id' | 'issuer'>): string => `provider:${id}:${issuer}`

/** null: nothing is kept, or it was sealed with a key that this instance does not have. */
export async function clientOf(db: Db, provider: Provider, { key, nearby, origin }: Ground): Promise<Client | null> {
  const sealed = await findSealedSecret(db, provider.id)
  const secret = sealed && unseal(key, aboutOf(provider), sealed)
  if (secret === null) return null
  const redirectTo = origin + addressesIn('en').providerReturn(provider.id)
  return { ...provider, secret, redirectTo, reach: { nearby } }
}

export async function beginProvider(db: Db, actor: Actor, placeId: string): Promise<Outcome<null, SetUpFault>> {
  return together(db, async (trx) => {
    const now = await enterTeam(trx, actor, placeId)
    const refusal = now ? whyNotSetUp(now.actor, now.place) : 'gone'
    if (refusal !== null) return refused(refusal)
    await insertProvider(trx, { placeId, by: signatureOf(actor) })
    return done(null)
  })
}

export async function saveProvider(
  db: Db,
  actor: Actor,
  { placeId, settings, ground }: { placeId: string; settings: Settings; ground: Ground },
): Promise<Outcome<null, SetUpFault>> {
  return together(db, async (trx) => {
    const now = await enterTeam(trx, actor, placeId)
    const provider = now && (await findProvider(trx, { placeId }))
    if (!now || !provider) return refused('gone')
    const refusal =
      whyNotSetUp(now.actor, now.place) ??
      whyNotConfirm(now.actor, settings, {
        teamDomains: [...provider.domains, ...(await listTeamDomains(trx, placeId))],
        nearby: ground.nearby,
      })
    if (refusal !== null) return refused(refusal)
    const moved = settings.issuer !== provider.issuer
    if (moved && provider.hasSecret && settings.secret === null) return refused('secret_again')
    const about = aboutOf({ id: provider.id, issuer: settings.issuer })
    const sealed = settings.secret === null ? null : seal(ground.key, about, settings.secret)
    await updateProvider(trx, { id: provider.id, settings, sealed, by: signatureOf(actor) })
    if (moved) await endVouchedSessions(trx, placeId)
    await insertAudit(trx, actor, { act: 'provider.changed', itemId: placeId })
    return done(null)
  })
}

/** Asks the provider for its description, and nothing else. */
export async function tryProvider(
  db: Db,
  actor: Actor,
  { placeId, ground }: { placeId: string; ground: Ground },
): Promise<Outcome<{ issuer: string }, TryFault | SetUpFault>> {
  const now = await enterTeam(db, actor, placeId)
  const provider = now && (await findProvider(db, { placeId }))
  if (!now || !provider) return refused('gone')
  const refusal = whyNotSetUp(now.actor, now.place)
  if (refusal !== null) return refused(refusal)
  if (incompleteIn(provider).length > 0) return refused('incomplete_settings')
  if (!(await isWithinLimit(db, 'provider_check', actor.kind === 'person' ? actor.id : 'system')))
    return refused('too_often')
  const client = await clientOf(db, provider, ground)
  if (client === null) return refused('secret_unreadable')
  const found = await discover(client, { anew: true })
  return found.ok ? done({ issuer: provider.issuer }) : found
}

/** Only what answers is turned on. Turned off, whoever came by it signs in another way. */
export async function turnProvider(
  db: Db,
  actor: Actor,
  { placeId, on, ground }: { placeId: string; on: boolean; ground: Ground },
): Promise<Outcome<null, TryFault | SetUpFault>> {
  if (on) {
    const tried = await tryProvider(db, actor, { placeId, ground })
    if (!tried.ok) return tried
  }
  return together(db, async (trx) => {
    const now = await enterTeam(trx, actor, placeId)
    const provider = now && (await findProvider(trx, { placeId }))
    const refusal = now && provider ? whyNotSetUp(now.actor, now.place) : 'gone'
    if (refusal !== null || !provider) return refused(refusal ?? 'gone')
    if (provider.active === on) return done(null)
    await updateActive(trx, { id: provider.id, active: on, by: signatureOf(actor) })
    if (!on) await endVouchedSessions(trx, placeId)
    await insertAudit(trx, actor, { act: on ? 'provider.turned_on' : 'provider.turned_off', itemId: placeId })
    return done(null)
  })
}
