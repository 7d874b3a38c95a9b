import { describe, expect, test } from 'vitest'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { ROLES, type Role, type Seated } from '#features/registry/seat.ts'
import {
  rolesToGive,
  seesProtectedNames,
  whyNotEnd,
  whyNotHandOver,
  whyNotInvite,
  whyNotInviteAnybody,
  whyNotSeeTeam,
  type PlaceFacts,
  type SeatFacts,
} from './seats.access.ts'

const HERE: PlaceFacts = { id: 'here', kind: 'city', hubs: ['hub'], hasLead: true }
const LEADERLESS: PlaceFacts = { ...HERE, hasLead: false }
const PLACES: Record<Seated, PlaceFacts> = {
  city: HERE,
  organisation: { id: 'org', kind: 'organisation', hubs: ['hub'], hasLead: true },
  hub: { id: 'hub', kind: 'hub', hubs: [], hasLead: true },
  secretariat: { id: 'sec', kind: 'secretariat', hubs: [], hasLead: true },
}
const sits = (placeId: string, place: Seated, role: Role): Actor => ({
  kind: 'person',
  id: 'me',
  seats: [{ placeId, place, region: 'mena', role }],
  regions: [],
  assurance: 'two',
})

const WHO: Record<string, Actor> = {
  visitor: VISITOR,
  'nobody’s seat': { kind: 'person', id: 'me', seats: [], regions: ['mena'], assurance: 'two' },
  signatory: sits('here', 'city', 'signatory'),
  'focal point': sits('here', 'city', 'focal_point'),
  editor: sits('here', 'city', 'editor'),
  reader: sits('here', 'city', 'reader'),
  'focal point elsewhere': sits('there', 'city', 'focal_point'),
  representative: sits('org', 'organisation', 'representative'),
  'manager of the hub': sits('hub', 'hub', 'manager'),
  'reviewer of the hub': sits('hub', 'hub', 'reviewer'),
  'translator of the hub': sits('hub', 'hub', 'translator'),
  'manager of another hub': sits('hub2', 'hub', 'manager'),
  officer: sits('sec', 'secretariat', 'officer'),
  'safeguards officer': sits('sec', 'secretariat', 'safeguards_officer'),
  expert: sits('sec', 'secretariat', 'expert'),
}
const who = (name: string): Actor => WHO[name] ?? expect.fail(name)

const CITY = ROLES.city
const NONE: readonly Role[] = []

/** Who may see the teams of a city, an organisation, a hub, the secretariat; and which roles they may give in each. */
const TABLE: [
  string,
  sees: string,
  city: readonly Role[],
  organisation: readonly Role[],
  hub: readonly Role[],
  secretariat: readonly Role[],
][] = [
  ['visitor', '----', NONE, NONE, NONE, NONE],
  ['nobody’s seat', '----', NONE, NONE, NONE, NONE],
  ['signatory', 'c---', CITY, NONE, NONE, NONE],
  ['focal point', 'c---', ['focal_point', 'editor', 'contributor', 'reader'], NONE, NONE, NONE],
  ['editor', 'c---', NONE, NONE, NONE, NONE],
  ['reader', 'c---', NONE, NONE, NONE, NONE],
  ['focal point elsewhere', '----', NONE, NONE, NONE, NONE],
  ['representative', '-o--', NONE, ROLES.organisation, NONE, NONE],
  ['manager of the hub', 'coh-', NONE, NONE, ROLES.hub, NONE],
  ['reviewer of the hub', 'coh-', NONE, NONE, NONE, NONE],
  ['translator of the hub', '--h-', NONE, NONE, NONE, NONE],
  ['manager of another hub', '----', NONE, NONE, NONE, NONE],
  ['officer', 'cohs', CITY, ROLES.organisation, ROLES.hub, ROLES.secretariat],
  ['safeguards officer', 'cohs', NONE, NONE, NONE, NONE],
  ['expert', '---s', NONE, NONE, NONE, NONE],
]

describe('a team', () => {
  test.each(TABLE)('%s', (name, sees, ...give) => {
    const places = Object.values(PLACES)
    expect(places.map((place) => (whyNotSeeTeam(who(name), place) === null ? place.kind[0] : '-')).join('')).toBe(sees)
    expect(places.map((place) => rolesToGive(who(name), place))).toEqual(give)
  })

  test('that has nobody who leads it is filled by its hub; one that has is not', () => {
    const manager = who('manager of the hub')
    expect(rolesToGive(manager, LEADERLESS)).toEqual(CITY)
    expect(whyNotInviteAnybody(manager, HERE)).toBe('ask_the_lead')
    expect(whyNotInviteAnybody(who('reviewer of the hub'), LEADERLESS)).toBe('not_yours')
    expect(whyNotInviteAnybody(who('manager of another hub'), LEADERLESS)).toBe('not_yours')
    expect(rolesToGive(manager, { ...PLACES.organisation, hasLead: false })).toEqual([])
  })

  test('gives no role above that of whoever invites, and none of another kind of place', () => {
    expect(whyNotInvite(who('focal point'), HERE, 'signatory')).toBe('role_above')
    expect(whyNotInvite(who('focal point'), HERE, 'officer')).toBe('role_elsewhere')
    expect(whyNotInvite(who('officer'), HERE, 'manager')).toBe('role_elsewhere')
  })

  test('knows its protected people by name; of all others the safeguards officer alone, when it is really them', () => {
    for (const [name, actor] of Object.entries(WHO))
      expect([name, seesProtectedNames(actor, HERE)]).toEqual([
        name,
        ['signatory', 'focal point', 'editor', 'reader', 'safeguards officer'].includes(name),
      ])
    const invented: Actor = { ...(who('safeguards officer') as Actor & { kind: 'person' }), assurance: 'demonstration' }
    expect(seesProtectedNames(invented, HERE)).toBe(false)
  })
})

describe('a seat', () => {
  const seat = (role: Role, more: Partial<SeatFacts> = {}): SeatFacts => ({
    personId: 'other',
    role,
    last: false,
    invented: false,
    ...more,
  })

  test.each([
    ['visitor', 'not_yours', 'not_yours'],
    ['reader', 'not_yours', 'not_yours'],
    ['editor', 'not_yours', 'not_yours'],
    ['focal point', null, 'role_above'],
    ['signatory', null, null],
    ['focal point elsewhere', 'not_yours', 'not_yours'],
    ['manager of the hub', null, null],
    ['reviewer of the hub', 'not_yours', 'not_yours'],
    ['manager of another hub', 'not_yours', 'not_yours'],
    ['officer', null, null],
    ['safeguards officer', 'not_yours', 'not_yours'],
  ])('of somebody else: %s ends an editor: %s, a signatory: %s', (name, editor, signatory) => {
    expect(whyNotEnd(who(name), HERE, seat('editor'))).toBe(editor)
    expect(whyNotEnd(who(name), HERE, seat('signatory'))).toBe(signatory)
  })

  test('of one’s own is left whenever one wants, but not by the last focal point', () => {
    const own = (role: Role, last: boolean) => seat(role, { personId: 'me', last })
    for (const role of CITY) expect(whyNotEnd(who('reader'), HERE, own(role, false))).toBeNull()
    expect(whyNotEnd(who('reader'), HERE, own('editor', true))).toBeNull()
    expect(whyNotEnd(who('focal point'), HERE, own('focal_point', true))).toBe('hand_over_first')
    expect(whyNotEnd(who('officer'), PLACES.secretariat, own('officer', true))).toBe('hand_over_first')
  })

  test('that leads a place is handed over, by its own person or whoever may end it; no other is', () => {
    const focal = seat('focal_point', { last: true })
    expect(whyNotHandOver(who('focal point'), HERE, { ...focal, personId: 'me' })).toBeNull()
    expect(whyNotHandOver(who('manager of the hub'), HERE, focal)).toBeNull()
    expect(whyNotHandOver(who('editor'), HERE, focal)).toBe('not_yours')
    expect(whyNotHandOver(who('focal point'), HERE, seat('signatory'))).toBe('role_above')
    expect(whyNotHandOver(who('signatory'), HERE, seat('editor'))).toBe('nothing_to_hand_over')
  })

  test('of an invented person stays for the next visitor; somebody real may end it', () => {
    const invented = seat('editor', { invented: true })
    const visitor = { ...(who('signatory') as Actor & { kind: 'person' }), assurance: 'demonstration' as const }
    expect(whyNotEnd(visitor, HERE, invented)).toBe('invented_stays')
    expect(whyNotEnd(visitor, HERE, { ...invented, personId: 'me' })).toBe('invented_stays')
    expect(whyNotHandOver(visitor, HERE, { ...invented, role: 'focal_point', personId: 'me' })).toBe('invented_stays')
    expect(whyNotEnd(visitor, HERE, seat('editor'))).toBeNull()
    expect(whyNotEnd(who('signatory'), HERE, invented)).toBeNull()
  })
})
