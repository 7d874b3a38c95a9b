import { describe, expect, test } from 'vitest'
import { VISITOR, type Actor, type Seat } from '#features/registry/actor.ts'
import type { Role, Seated } from '#features/registry/seat.ts'
import {
  verifyingPlace,
  whyNotEdit,
  whyNotPropose,
  whyNotVerify,
  type OrganisationFacts,
} from './organisation.access.ts'

const ORGANISATION = '00000000-0000-7000-8000-00000000000a'
const HUB = '00000000-0000-7000-8000-00000000000b'
const CITY = '00000000-0000-7000-8000-00000000000c'
const ELSEWHERE = '00000000-0000-7000-8000-00000000000d'

const seat = (placeId: string, place: Seated, role: Role): Seat => ({ placeId, place, role, region: 'mena' })
const person = (...seats: Seat[]): Actor => ({ kind: 'person', id: 'x', seats, regions: [], assurance: 'two' })
const facts: OrganisationFacts = { id: ORGANISATION, hubs: [HUB], verified: false }

const PEOPLE = {
  visitor: VISITOR,
  'a job': { kind: 'system', job: 'import' },
  'somebody without a seat': person(),
  'its representative': person(seat(ORGANISATION, 'organisation', 'representative')),
  'its contributor': person(seat(ORGANISATION, 'organisation', 'contributor')),
  'a representative of another': person(seat(ELSEWHERE, 'organisation', 'representative')),
  'a focal point': person(seat(CITY, 'city', 'focal_point')),
  'a reader of a city': person(seat(CITY, 'city', 'reader')),
  'the manager of its hub': person(seat(HUB, 'hub', 'manager')),
  'a reviewer of its hub': person(seat(HUB, 'hub', 'reviewer')),
  'the manager of another hub': person(seat(ELSEWHERE, 'hub', 'manager')),
  'an officer': person(seat(ELSEWHERE, 'secretariat', 'officer')),
  'an expert of the secretariat': person(seat(ELSEWHERE, 'secretariat', 'expert')),
} as const satisfies Record<string, Actor>

describe.each([
  ['visitor', 'not_signed_in', 'not_signed_in', 'not_signed_in'],
  ['a job', null, null, null],
  ['somebody without a seat', 'not_yours', 'no_city_seat', 'not_your_region'],
  ['its representative', null, 'no_city_seat', 'not_your_region'],
  ['its contributor', 'ask_a_representative', 'no_city_seat', 'not_your_region'],
  ['a representative of another', 'not_yours', 'no_city_seat', 'not_your_region'],
  ['a focal point', 'not_yours', null, 'not_your_region'],
  ['a reader of a city', 'not_yours', null, 'not_your_region'],
  ['the manager of its hub', null, null, null],
  ['a reviewer of its hub', 'not_yours', 'no_city_seat', 'not_your_region'],
  ['the manager of another hub', 'not_yours', null, 'not_your_region'],
  ['an officer', null, 'no_city_seat', null],
  ['an expert of the secretariat', 'not_yours', 'no_city_seat', 'not_your_region'],
] as const)('%s', (who, edit, propose, verify) => {
  const actor = PEOPLE[who]
  test(`edits: ${edit ?? 'yes'}`, () => expect(whyNotEdit(actor, facts)).toBe(edit))
  test(`proposes: ${propose ?? 'yes'}`, () => expect(whyNotPropose(actor)).toBe(propose))
  test(`verifies: ${verify ?? 'yes'}`, () => expect(whyNotVerify(actor, facts)).toBe(verify))
})

test('what is verified is not verified again', () => {
  expect(whyNotVerify(PEOPLE['the manager of its hub'], { ...facts, verified: true })).toBe('verified_already')
})

test('a word of verification is given in the name of the hub, of the secretariat, or of nobody', () => {
  expect(verifyingPlace(PEOPLE['the manager of its hub'], facts)).toBe(HUB)
  expect(verifyingPlace(PEOPLE['an officer'], facts)).toBe(ELSEWHERE)
  expect(verifyingPlace(PEOPLE['the manager of another hub'], facts)).toBeNull()
  expect(verifyingPlace({ kind: 'system', job: 'x' }, facts)).toBeNull()
})
