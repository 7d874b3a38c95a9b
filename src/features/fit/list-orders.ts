/** Other orders of a list than by fit. What is not known stands last; ties keep the order by fit. Pure. */
import type { ClaimedPractice } from './claimed-practice.ts'
import type { Order } from './worth-a-look.query.ts'

/** What is known of the reader's place and languages. */
export type ReaderFacts = {
  readonly population: number | null
  readonly lat: number | null
  readonly lon: number | null
  readonly region: string | null
  readonly languages: readonly string[]
}

/** `inOrder`: practices in the order by fit. */
export function reordered(inOrder: readonly ClaimedPractice[], order: Order, reader: ReaderFacts): ClaimedPractice[] {
  if (order === 'fit') return [...inOrder]
  const key = KEYS[order]
  return inOrder
    .map((practice, place) => ({ practice, place, key: key(practice, reader) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => (a.key === b.key ? a.place - b.place : a.key - b.key))
    .map(({ practice }) => practice)
}

type Key = (practice: ClaimedPractice, reader: ReaderFacts) => number | null

const COST_BANDS = ['very_low', 'low', 'medium', 'high', 'very_high']

const KEYS: Record<Exclude<Order, 'fit'>, Key> = {
  /** The least costly first. */
  cost: ({ costBand }) => (costBand === null || !COST_BANDS.includes(costBand) ? null : COST_BANDS.indexOf(costBand)),
  /** What has gone on longest first: the earliest beginning. */
  time: ({ years }) => years.start,
  /** The nearest in size to the reader's place; where that is not known, the smallest first. */
  size: ({ place }, reader) => {
    if (place.population === null || place.population <= 0) return null
    return reader.population ? Math.abs(Math.log(place.population / reader.population)) : place.population
  },
  /** What can be read in a language of the reader first. */
  language: ({ languages }, reader) => (languages.some((language) => reader.languages.includes(language)) ? 0 : null),
  /** In kilometres; where one of the two has no point on the map, the same region before others. */
  distance: ({ place, region }, reader) => {
    if (place.lat !== null && place.lon !== null && reader.lat !== null && reader.lon !== null)
      return kilometres(place.lat, place.lon, reader.lat, reader.lon)
    return region !== null && region === reader.region ? FARTHEST : null
  },
}

/** Half the way round the earth. */
const FARTHEST = 20_040

/** Great-circle distance (haversine), on a sphere of 6,371 km. */
function kilometres(lat: number, lon: number, otherLat: number, otherLon: number): number {
  const radians = Math.PI / 180
  const across =
    Math.sin(((otherLat - lat) * radians) / 2) ** 2 +
    Math.cos(lat * radians) * Math.cos(otherLat * radians) * Math.sin(((otherLon - lon) * radians) / 2) ** 2
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(across)))
}

/** A number of people for a step of the factor `pop.size`: the middle of the step on a scale of ratios. null: another step. */
export const sizeInPeople = (step: string): number | null => SIZES[step] ?? null

const SIZES: Record<string, number> = {
  under_20k: 10_000,
  from_20k: 45_000,
  from_100k: 220_000,
  from_500k: 1_000_000,
  over_2m: 4_000_000,
}
