/** The plan of the site: doors, what hangs under each, and the foot. What does not stand has no line. */
import { m } from '#messages'
import type { Addresses } from '#features/registry/addresses.ts'

export type DoorName = 'practices' | 'cities' | 'about'
type Way = { href: string; label: string; current?: boolean }

/** Which door a route hangs under, by its first part after the language. */
const UNDER: Record<string, DoorName> = {
  practices: 'practices',
  'worth-a-look': 'practices',
  answers: 'practices',
  brief: 'practices',
  'not-known': 'practices',
  themes: 'practices',
  vocabulary: 'practices',
  method: 'practices',
  cities: 'cities',
  'cities-like-ours': 'cities',
  organisations: 'cities',
  joining: 'cities',
  about: 'about',
  data: 'about',
  accessibility: 'about',
  privacy: 'about',
}

const firstPart = (routeId: string | null): string => routeId?.split('/')[2] ?? ''

export const doorUnder = (routeId: string | null): DoorName | undefined => UNDER[firstPart(routeId)]

export function shelfOf(door: DoorName, to: Addresses): Way[] {
  const shelves: Record<DoorName, Way[]> = {
    practices: [
      { href: to.practices(), label: m.house_shelf_find() },
      { href: to.worthALook(), label: m.house_shelf_worth_a_look() },
      { href: to.themes(), label: m.house_shelf_themes() },
      { href: to.notKnown(), label: m.house_shelf_not_known() },
      { href: to.page('method'), label: m.house_shelf_method() },
      { href: to.vocabulary(), label: m.house_shelf_vocabulary() },
    ],
    cities: [
      { href: to.cities(), label: m.house_shelf_directory() },
      { href: to.alike(), label: m.house_shelf_cities_like() },
      { href: to.organisations(), label: m.house_shelf_organisations() },
      { href: to.page('joining'), label: m.house_shelf_joining() },
    ],
    about: [
      { href: to.page('about'), label: m.house_shelf_about() },
      { href: to.page('data'), label: m.house_shelf_data() },
      { href: to.page('accessibility'), label: m.house_shelf_accessibility() },
      { href: to.page('privacy'), label: m.house_shelf_privacy() },
    ],
  }
  return shelves[door]
}

export const doors = (to: Addresses): (Way & { name: DoorName })[] => [
  { name: 'practices', href: to.practices(), label: m.house_door_practices() },
  { name: 'cities', href: to.cities(), label: m.house_door_cities() },
  { name: 'about', href: to.page('about'), label: m.house_door_about() },
]

/** The shelf with the open page marked: the longest address that the path begins with. */
export function withCurrent(ways: Way[], path: string): Way[] {
  const open = ways
    .filter((way) => path === way.href || path.startsWith(`${way.href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]
  return ways.map((way) => ({ ...way, current: way === open }))
}
