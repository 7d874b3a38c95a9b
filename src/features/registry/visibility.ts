/** Who may see what: the pure twin of the SQL predicate in visibility.server.ts. A test holds the two equal. */
import { reachOf, type Actor, type Reach } from './actor.ts'
import type { Label, State } from './item.ts'

export type Labelled = {
  id: string
  label: Label
  state: State
  region: string | null
  placeId: string | null
  /** The named cities of the label `cities`. */
  readers: readonly string[]
}

/** An item with the place that it belongs to: where the place may not be seen, nothing of it may. */
export type Placed = Labelled & { place: Labelled | null }

export function maySee(actor: Actor, item: Placed): boolean {
  const reach = reachOf(actor)
  const place = item.placeId === item.id ? null : item.place
  return reaches(reach, item) && (place === null || reaches(reach, place))
}

function reaches(reach: Reach, item: Labelled): boolean {
  if (reach.all) return true
  if (item.placeId !== null && reach.places.includes(item.placeId)) return true
  if (item.state === 'draft') return false
  return labelReaches(reach, item)
}

/** The same question for whatever carries a label of its own: an item, a city's answer. */
export function labelReaches(reach: Reach, thing: Pick<Labelled, 'label' | 'region' | 'placeId' | 'readers'>): boolean {
  if (reach.all || thing.label === 'public') return true
  if (thing.placeId !== null && reach.places.includes(thing.placeId)) return true
  if (thing.label === 'network') return reach.network
  if (thing.label === 'region') return thing.region !== null && reach.regions.includes(thing.region)
  if (thing.label === 'cities') return thing.readers.some((reader) => reach.places.includes(reader))
  return false
}
