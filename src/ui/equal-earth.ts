/**
 * Equal Earth (Šavrič, Patterson, Jenny 2018), 11° E in the middle, 74° N to 56° S, 1000 × 421 units: areas are true, and
 * the edge of the map falls into the Pacific and the Bering Strait.
 */
export type Point = { x: number; y: number }
export type Place = { lat: number; lon: number }

export const WORLD = { width: 1000, height: 421 }
const A = [1.340264, -0.081106, 0.000893, 0.003796] as const
const M = Math.sqrt(3) / 2
const MIDDLE = 11
const TOP = 74
const SCALE = WORLD.width / (2 * raw(0, 180).x)

/** Degrees to units of the map, cut to a tenth; y grows to the south. */
export function project({ lat, lon }: Place): Point {
  const turned = ((((lon - MIDDLE + 180) % 360) + 360) % 360) - 180
  const { x, y } = raw(lat, turned)
  return { x: tenth(WORLD.width / 2 + x * SCALE), y: tenth((raw(TOP, 0).y - y) * SCALE) }
}

/** A practice on its way: bent to the north by .28 of its length. */
export function bentThread(from: Point, to: Point): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const north = dx > 0 ? 1 : -1
  const cx = (from.x + to.x) / 2 + 0.28 * dy * north
  const cy = (from.y + to.y) / 2 - 0.28 * dx * north
  return `M${whole(from)}Q${whole({ x: cx, y: cy })} ${whole(to)}`
}

/** Many places as one path of points without length; those that fall on each other are drawn once. */
export function pointsPath(points: readonly Point[]): string {
  return [...new Set(points.map(whole))].map((at) => `M${at}h0`).join('')
}

function raw(lat: number, lon: number): Point {
  const t = Math.asin(M * Math.sin((lat * Math.PI) / 180))
  const t2 = t * t
  const t6 = t2 * t2 * t2
  const slope = A[0] + 3 * A[1] * t2 + t6 * (7 * A[2] + 9 * A[3] * t2)
  return {
    x: (((lon * Math.PI) / 180) * Math.cos(t)) / (M * slope),
    y: t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2)),
  }
}

const tenth = (value: number) => Math.round(value * 10) / 10
const whole = ({ x, y }: Point) => `${Math.round(x)} ${Math.round(y)}`
