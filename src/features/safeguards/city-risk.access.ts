/** Who may hide a city that is at risk, confirm it, and end it. Hiding is quick and near; ending is slower and asks for reasons. Pure. */
import type { Actor } from '#features/registry/actor.ts'
import type { Role } from '#features/registry/seat.ts'

/** `hubs`: those that look after its region. */
export type RiskFacts = { cityId: string; hubs: readonly string[]; risk: { confirmed: boolean } | null }

export type RiskRefusal = 'not_yours' | 'already_on' | 'not_on' | 'confirmed_already' | 'ask_the_hub'

const OWN: readonly Role[] = ['focal_point', 'signatory']

const mayEnd = (actor: Actor, { hubs }: RiskFacts): boolean =>
  actor.kind === 'person' &&
  actor.seats.some(
    (seat) =>
      (seat.place === 'secretariat' && seat.role === 'safeguards_officer') ||
      (seat.role === 'manager' && hubs.includes(seat.placeId)),
  )

const isOwn = (actor: Actor, { cityId }: RiskFacts): boolean =>
  actor.kind === 'person' && actor.seats.some((seat) => seat.placeId === cityId && OWN.includes(seat.role))

/** null, here and below: go ahead. For everybody else there is no such page. */
export const whyNotSeeRisk = (actor: Actor, city: RiskFacts): 'not_yours' | null =>
  isOwn(actor, city) || mayEnd(actor, city) ? null : 'not_yours'

export const whyNotSwitchOn = (actor: Actor, city: RiskFacts): RiskRefusal | null =>
  whyNotSeeRisk(actor, city) ?? (city.risk ? 'already_on' : null)

/** Switched on by whoever may confirm, it is confirmed. */
export const isConfirmedBySwitching = (actor: Actor, city: RiskFacts): boolean => mayEnd(actor, city)

export function whyNotConfirm(actor: Actor, city: RiskFacts): RiskRefusal | null {
  const refusal = whyNotEndRisk(actor, city)
  return refusal ?? (city.risk?.confirmed ? 'confirmed_already' : null)
}

export function whyNotEndRisk(actor: Actor, city: RiskFacts): RiskRefusal | null {
  if (whyNotSeeRisk(actor, city)) return 'not_yours'
  if (!city.risk) return 'not_on'
  return mayEnd(actor, city) ? null : 'ask_the_hub'
}

/** For the city's own page, which knows nothing of hubs. */
export const mayLeadToRisk = (actor: Actor, cityId: string): boolean => isOwn(actor, { cityId, hubs: [], risk: null })
