/** Who sees what of a person, and who may change it. The pure twin of profile-visibility.server.ts: a test holds the two equal. */
import { reachOf, type Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { leads, type Seated } from '#features/registry/seat.ts'
import { labelReaches, maySee, type Labelled } from '#features/registry/visibility.ts'

/** `places`: where the person holds a seat just now; `named`: the places that the label `cities` means. */
export type Whose = { id: string; protected: boolean; places: readonly Labelled[]; named: readonly string[] }

/** A field is seen through a seat: where the place may not be seen, nobody is seen there. Of a protected person all is the team's. */
export function seesField(actor: Actor, whose: Whose, label: Label): boolean {
  const reach = reachOf(actor)
  if (reach.all || (actor.kind === 'person' && actor.id === whose.id)) return true
  return whose.places.some(
    (place) =>
      maySee(actor, { ...place, placeId: place.id, place: null }) &&
      labelReaches(reach, {
        label: whose.protected ? 'team' : label,
        region: place.region,
        placeId: place.id,
        readers: whose.named,
      }),
  )
}

export type EditRefusal = 'not_yours'
export type ProtectRefusal = 'not_yours' | 'already'
export type UnprotectRefusal = 'only_themself' | 'not_protected'

type Person = { id: string; protected: boolean }

/** null, here and below: go ahead. What others see of a person, and how they are called, only they themselves change. */
export const whyNotEditProfile = (actor: Actor, person: Pick<Person, 'id'>): EditRefusal | null =>
  isSelf(actor, person) ? null : 'not_yours'

/** Narrower is always open to whoever answers for the person: themselves, who leads a place of theirs, the safeguards officer. */
export function whyNotProtect(
  actor: Actor,
  person: Person,
  places: readonly { id: string; kind: Seated }[],
): ProtectRefusal | null {
  const may =
    isSelf(actor, person) ||
    isSafeguardsOfficer(actor) ||
    places.some(
      (place) =>
        actor.kind === 'person' &&
        actor.seats.some((seat) => seat.placeId === place.id && leads({ place: place.kind, role: seat.role })),
    )
  if (!may) return 'not_yours'
  return person.protected ? 'already' : null
}

/** Wider is the person's own: no office can make a name known again. */
export function whyNotUnprotect(actor: Actor, person: Person): UnprotectRefusal | null {
  if (!isSelf(actor, person)) return 'only_themself'
  return person.protected ? null : 'not_protected'
}

const isSelf = (actor: Actor, person: Pick<Person, 'id'>): boolean => actor.kind === 'person' && actor.id === person.id

const isSafeguardsOfficer = (actor: Actor): boolean =>
  actor.kind === 'person' &&
  actor.seats.some(({ place, role }) => place === 'secretariat' && role === 'safeguards_officer')
