/** Which stations of a map are written beside their points: six at most, and none over another. Pure. */
import { project } from '#ui/equal-earth.ts'
import type { Station, Travels } from './travels.queries.server.ts'

export type WrittenStation = Station & { west: boolean }

const MOST = 6
/** Room of one name, in units of the map. */
const ROOM = { x: 95, y: 18 }

/** Where practices set out from, before where they arrived; in order of the map from the north, so that the choice is always the same. */
export function writtenStations({ stations, ways }: Travels): WrittenStation[] {
  const known = new Map(stations.map((station) => [station.id, station]))
  const ends = (pick: (way: Travels['ways'][number]) => string) =>
    [...new Set(ways.map(pick))].flatMap((id) => known.get(id) ?? []).sort((a, b) => b.lat - a.lat || a.lon - b.lon)
  const written: WrittenStation[] = []
  for (const station of [...ends((way) => way.from), ...ends((way) => way.to)]) {
    if (written.length < MOST && written.every((other) => isClear(station, other)))
      written.push({ ...station, west: isWestOf(station, known, ways) })
  }
  return written
}

function isClear(a: Station, b: Station): boolean {
  const [at, other] = [project(a), project(b)]
  return Math.abs(at.x - other.x) > 2 * ROOM.x || Math.abs(at.y - other.y) > ROOM.y
}

/** On the side away from where its threads lead. */
function isWestOf(station: Station, known: ReadonlyMap<string, Station>, ways: Travels['ways']): boolean {
  const others = ways
    .flatMap(({ from, to }) => (from === station.id ? [to] : to === station.id ? [from] : []))
    .flatMap((id) => known.get(id) ?? [])
  return others.filter((other) => other.lon > station.lon).length > others.length / 2
}
