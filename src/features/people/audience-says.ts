/** Who would see something, in words and numbers. */
import { m } from '#messages'
import { formatList } from '#platform/language/format.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Label } from '#features/registry/item.ts'
import type { SaidAudience, SaidReached } from './audience.ts'

/** "5 cities, 14 people" under the name of the label. */
export function reachSaid(label: Label, audience: SaidAudience, language: Language): string {
  if (label === 'public') return m.cities_answering_reach_public()
  if (label === 'cities') return m.cities_answering_reach_named()
  const { cities, people } = audience[label]
  const places = label === 'team' ? [] : [m.cities_answering_reach_cities({ count: cities })]
  return formatList([...places, ...peopleSaid(people)], language)
}

function peopleSaid(people: SaidReached['people']): string[] {
  if (people === 'unsaid') return []
  return [people === 'few' ? m.cities_answering_reach_few() : m.cities_answering_reach_people({ count: people.said })]
}
