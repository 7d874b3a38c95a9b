import { describe, expect, test } from 'vitest'
import { VISITOR, type Actor, type Seat } from '#features/registry/actor.ts'
import type { Role, Seated } from '#features/registry/seat.ts'
import { sideOf, whyNotBring, whyNotNarrow, type HolderFacts } from './attachment.access.ts'

const CITY: HolderFacts = { id: 'city', kind: 'city', hubs: ['hub'] }
const ORGANISATION: HolderFacts = { id: 'organisation', kind: 'organisation', hubs: ['hub'] }
const seat = (place: Seated, role: Role, placeId: string = place): Seat => ({ place, role, placeId, region: 'mena' })
const person = (...seats: Seat[]): Actor => ({ kind: 'person', id: 'p', seats, regions: [], assurance: 'two' })

const ROWS: [string, Actor, HolderFacts, ReturnType<typeof whyNotBring>, ReturnType<typeof sideOf>][] = [
  ['a visitor', VISITOR, CITY, 'not_signed_in', null],
  ['the system', { kind: 'system', job: 'test' }, CITY, null, 'place'],
  ['somebody without a seat', person(), CITY, 'not_yours', null],
  ['the mayor', person(seat('city', 'signatory')), CITY, null, 'place'],
  ['the focal point', person(seat('city', 'focal_point')), CITY, null, 'place'],
  ['an editor', person(seat('city', 'editor')), CITY, null, 'place'],
  ['a contributor of the city', person(seat('city', 'contributor')), CITY, 'ask_an_editor', 'place'],
  ['a reader of the city', person(seat('city', 'reader')), CITY, 'ask_an_editor', 'place'],
  ['the focal point of another city', person(seat('city', 'focal_point', 'other')), CITY, 'not_yours', null],
  ['a representative', person(seat('organisation', 'representative')), ORGANISATION, null, 'place'],
  ['a contributor', person(seat('organisation', 'contributor')), ORGANISATION, 'ask_a_representative', 'place'],
  ['a representative, of a city', person(seat('organisation', 'representative')), CITY, 'not_yours', null],
  ['the hub of the region', person(seat('hub', 'manager')), ORGANISATION, 'ask_the_place', 'hub'],
  ['a translator of that hub', person(seat('hub', 'translator')), ORGANISATION, 'not_yours', null],
  ['the hub of another region', person(seat('hub', 'manager', 'far')), ORGANISATION, 'not_yours', null],
  ['an officer', person(seat('secretariat', 'officer')), CITY, 'ask_the_place', 'hub'],
  ['a safeguards officer', person(seat('secretariat', 'safeguards_officer')), CITY, 'ask_the_place', 'hub'],
  ['an expert', person(seat('secretariat', 'expert')), CITY, 'not_yours', null],
]

describe.each(ROWS)('%s', (_, actor, holder, bring, side) => {
  test(`brings: ${bring ?? 'yes'}, narrows on behalf of: ${side ?? 'nobody'}`, () => {
    expect(whyNotBring(actor, holder)).toBe(bring)
    expect(sideOf(actor, holder)).toBe(side)
    expect(whyNotNarrow(actor, holder) === null).toBe(side !== null)
  })
})
