/** Who asks. Every query takes an actor, made once per request in the hook. Pure. */
import type { Role, Seated } from './seat.ts'

/** A seat is what gives a right: a person in a place, in a role. `region` is null where the place belongs to none. */
export type Seat = { placeId: string; place: Seated; region: string | null; role: Role }

export type Actor =
  | { kind: 'visitor' }
  /** `regions`: those that the person's hub looks after; `assurance`: how sure we are that it is this person. */
  | {
      kind: 'person'
      id: string
      seats: readonly Seat[]
      regions: readonly string[]
      assurance: 'demonstration' | 'one' | 'two'
      /** The city whose provider let them in: what they did and were told elsewhere is not its to read. */
      within?: string
    }
  /** A job acts as itself, never as nobody. */
  | { kind: 'system'; job: string }

export const VISITOR: Actor = { kind: 'visitor' }

/** What the labels ask of an actor, worked out once: the places and regions that the seats reach. */
export type Reach = { all: boolean; network: boolean; places: readonly string[]; regions: readonly string[] }

export function reachOf(actor: Actor): Reach {
  if (actor.kind === 'system') return { all: true, network: true, places: [], regions: [] }
  if (actor.kind === 'visitor') return { all: false, network: false, places: [], regions: [] }
  return {
    all: false,
    network: actor.seats.length > 0 || actor.regions.length > 0,
    places: actor.seats.map((seat) => seat.placeId),
    regions: [...new Set([...actor.seats.flatMap((seat) => seat.region ?? []), ...actor.regions])],
  }
}

/** How an actor is written into records: never a name. */
export const signatureOf = (actor: Actor): string =>
  actor.kind === 'visitor' ? 'visitor' : actor.kind === 'person' ? `person:${actor.id}` : `system:${actor.job}`
