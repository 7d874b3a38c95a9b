/** Who may set up a city's own sign-in, and which domains they may confirm for it. Pure. */
import type { Actor } from '#features/registry/actor.ts'
import { leads } from '#features/registry/seat.ts'
import type { PlaceFacts } from './seats.access.ts'
import type { Settings } from './provider.ts'

export type SetUpRefusal = 'not_yours' | 'not_a_city'
export type ConfirmRefusal = 'domain_not_yours' | 'invented_only'

/** null, here and below: go ahead. Whoever leads the city, and the secretariat; a hub does not hold a city's keys. */
export function whyNotSetUp(actor: Actor, place: Pick<PlaceFacts, 'id' | 'kind'>): SetUpRefusal | null {
  if (place.kind !== 'city') return 'not_a_city'
  return isOfficer(actor) || leadsIt(actor, place) ? null : 'not_yours'
}

/**
 * A domain is confirmed by an address that somebody of the team has shown to be theirs; any other by the secretariat.
 * Whoever came by one click in a demonstration leads requests nowhere but where the operator said.
 */
export function whyNotConfirm(
  actor: Actor,
  settings: Pick<Settings, 'issuer' | 'domains'>,
  known: { teamDomains: readonly string[]; nearby: readonly string[] },
): ConfirmRefusal | null {
  if (
    actor.kind === 'person' &&
    actor.assurance === 'demonstration' &&
    !known.nearby.includes(new URL(settings.issuer).origin)
  )
    return 'invented_only'
  if (isOfficer(actor)) return null
  return settings.domains.every((domain) => known.teamDomains.includes(domain)) ? null : 'domain_not_yours'
}

const isOfficer = (actor: Actor): boolean =>
  actor.kind === 'person' && actor.seats.some((seat) => seat.place === 'secretariat' && seat.role === 'officer')

const leadsIt = (actor: Actor, { id }: { id: string }): boolean =>
  actor.kind === 'person' && actor.seats.some((seat) => seat.placeId === id && leads(seat))
