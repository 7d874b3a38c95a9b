/** Who may see the people of a place, invite into it, end a seat there and hand one over. Pure. */
import type { Actor } from '#features/registry/actor.ts'
import { hasRole, leads, ROLES, type Role, type Seated } from '#features/registry/seat.ts'

/** `hubs`: those that look after its region; `hasLead`: whether anybody sits there who leads it. */
export type PlaceFacts = { id: string; kind: Seated; hubs: readonly string[]; hasLead: boolean }

/** `last`: nobody else there holds this role; `invented`: a person whom every visitor of a demonstration may be. */
export type SeatFacts = { personId: string; role: Role; last: boolean; invented: boolean }

export type SeeRefusal = 'not_yours'
export type InviteRefusal = 'not_yours' | 'ask_the_lead' | 'role_elsewhere' | 'role_above'
export type EndRefusal = 'not_yours' | 'role_above' | 'hand_over_first' | 'invented_stays'
export type ConfirmRefusal = 'not_yours' | 'role_above' | 'own_seat'
export type HandOverRefusal = 'not_yours' | 'role_above' | 'nothing_to_hand_over' | 'invented_stays'

/** Roles of the secretariat and of a hub that work with the people of places; translators and experts do not. */
const SECRETARIAT_SEES: readonly Role[] = ['officer', 'editor', 'safeguards_officer']
const HUB_SEES: readonly Role[] = ['manager', 'reviewer']

/** null, here and below: go ahead. */
export function whyNotSeeTeam(actor: Actor, place: PlaceFacts): SeeRefusal | null {
  if (actor.kind === 'system' || sitsIn(actor, place)) return null
  if (secretariatRoles(actor).some((role) => SECRETARIAT_SEES.includes(role))) return null
  return hubRoles(actor, place).some((role) => HUB_SEES.includes(role)) ? null : 'not_yours'
}

/** Protected people are known by name to their own team alone, and to the safeguards officer: an invented one is any visitor. */
export const seesProtectedNames = (actor: Actor, place: Pick<PlaceFacts, 'id'>): boolean =>
  sitsIn(actor, place) ||
  (secretariatRoles(actor).includes('safeguards_officer') &&
    actor.kind === 'person' &&
    actor.assurance !== 'demonstration')

export function whyNotInvite(actor: Actor, place: PlaceFacts, role: Role): InviteRefusal | null {
  if (!hasRole(place.kind, role)) return 'role_elsewhere'
  if (isOverAll(actor)) return null
  const own = highestLead(actor, place)
  if (own !== null) return rankOf(place, role) < rankOf(place, own) ? 'role_above' : null
  if (!managesFor(actor, place)) return 'not_yours'
  return place.hasLead ? 'ask_the_lead' : null
}

/** From the one that carries most; none where nobody may be invited. */
export const rolesToGive = (actor: Actor, place: PlaceFacts): Role[] =>
  (ROLES[place.kind] as readonly Role[]).filter((role) => whyNotInvite(actor, place, role) === null)

/** Why there is no form at all: the reason for the least of the roles. */
export function whyNotInviteAnybody(actor: Actor, place: PlaceFacts): InviteRefusal | null {
  const least = (ROLES[place.kind] as readonly Role[]).at(-1)
  return least === undefined ? 'not_yours' : whyNotInvite(actor, place, least)
}

/** A place must not be left without the person who answers for it, nor an instance without its officer. */
const NEVER_NONE: readonly Role[] = ['focal_point', 'officer']

export function whyNotEnd(actor: Actor, place: PlaceFacts, seat: SeatFacts): EndRefusal | null {
  if (isOwn(actor, seat))
    return staysInvented(actor, seat)
      ? 'invented_stays'
      : seat.last && NEVER_NONE.includes(seat.role)
        ? 'hand_over_first'
        : null
  return mayMove(actor, place, seat)
}

/** Only what leads a place is handed over; whoever may end the seat may, and its own person. */
export function whyNotHandOver(actor: Actor, place: PlaceFacts, seat: SeatFacts): HandOverRefusal | null {
  if (!leads({ place: place.kind, role: seat.role })) return 'nothing_to_hand_over'
  if (isOwn(actor, seat)) return staysInvented(actor, seat) ? 'invented_stays' : null
  return mayMove(actor, place, seat)
}

/** Whoever answers for the place says again that somebody belongs there: never of themselves. */
export function whyNotConfirm(actor: Actor, place: PlaceFacts, seat: SeatFacts): ConfirmRefusal | null {
  if (isOwn(actor, seat)) return 'own_seat'
  const own = highestLead(actor, place)
  if (!isOverAll(actor) && own === null && !managesFor(actor, place)) return 'not_yours'
  return !isOverAll(actor) && own !== null && rankOf(place, seat.role) < rankOf(place, own) ? 'role_above' : null
}

function mayMove(
  actor: Actor,
  place: PlaceFacts,
  seat: SeatFacts,
): 'not_yours' | 'role_above' | 'invented_stays' | null {
  const own = highestLead(actor, place)
  if (!isOverAll(actor) && own === null && !managesFor(actor, place)) return 'not_yours'
  if (!isOverAll(actor) && own !== null && rankOf(place, seat.role) < rankOf(place, own)) return 'role_above'
  return staysInvented(actor, seat) ? 'invented_stays' : null
}

/** Whoever came by one click would lock the next visitor out of this person. */
const staysInvented = (actor: Actor, seat: SeatFacts): boolean =>
  seat.invented && actor.kind === 'person' && actor.assurance === 'demonstration'

const isOwn = (actor: Actor, seat: SeatFacts): boolean => actor.kind === 'person' && actor.id === seat.personId

const rankOf = (place: PlaceFacts, role: Role): number => (ROLES[place.kind] as readonly Role[]).indexOf(role)

const rolesIn = (actor: Actor, placeId: string): Role[] =>
  actor.kind === 'person' ? actor.seats.filter((seat) => seat.placeId === placeId).map((seat) => seat.role) : []

const sitsIn = (actor: Actor, place: Pick<PlaceFacts, 'id'>): boolean => rolesIn(actor, place.id).length > 0

/** The role by which this actor leads the place, the one that carries most. */
const highestLead = (actor: Actor, place: PlaceFacts): Role | null =>
  rolesIn(actor, place.id)
    .filter((role) => leads({ place: place.kind, role }))
    .toSorted((a, b) => rankOf(place, a) - rankOf(place, b))[0] ?? null

const secretariatRoles = (actor: Actor): Role[] =>
  actor.kind === 'person' ? actor.seats.filter((seat) => seat.place === 'secretariat').map((seat) => seat.role) : []

const isOverAll = (actor: Actor): boolean => actor.kind === 'system' || secretariatRoles(actor).includes('officer')

const hubRoles = (actor: Actor, place: PlaceFacts): Role[] => place.hubs.flatMap((hub) => rolesIn(actor, hub))

/** A hub looks after cities; organisations and hubs answer to the secretariat. */
const managesFor = (actor: Actor, place: PlaceFacts): boolean =>
  place.kind === 'city' && hubRoles(actor, place).includes('manager')
