import { describe, expect, test } from 'vitest'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Role, Seated } from '#features/registry/seat.ts'
import { whyNotEditProfile, whyNotProtect, whyNotUnprotect } from './profile.access.ts'
import { whyNotConfirm } from './seats.access.ts'

const sits = (placeId: string, place: Seated, role: Role, id = 'other'): Actor => ({
  kind: 'person',
  id,
  seats: [{ placeId, place, region: 'mena', role }],
  regions: [],
  assurance: 'two',
})
const OPEN = { id: 'me', protected: false }
const GUARDED = { id: 'me', protected: true }
const PLACES = [
  { id: 'city', kind: 'city' as const },
  { id: 'org', kind: 'organisation' as const },
]

/** Who edits, who switches the protection on, who off. */
const TABLE: [string, Actor, edit: string | null, on: string | null, off: string | null][] = [
  ['a visitor', VISITOR, 'not_yours', 'not_yours', 'only_themself'],
  ['the person', sits('city', 'city', 'contributor', 'me'), null, null, null],
  ['the person without a seat', { ...sits('city', 'city', 'reader', 'me'), seats: [] } as Actor, null, null, null],
  ['the focal point', sits('city', 'city', 'focal_point'), 'not_yours', null, 'only_themself'],
  ['the signatory', sits('city', 'city', 'signatory'), 'not_yours', null, 'only_themself'],
  ['a colleague', sits('city', 'city', 'editor'), 'not_yours', 'not_yours', 'only_themself'],
  [
    'the representative of their organisation',
    sits('org', 'organisation', 'representative'),
    'not_yours',
    null,
    'only_themself',
  ],
  ['a focal point elsewhere', sits('there', 'city', 'focal_point'), 'not_yours', 'not_yours', 'only_themself'],
  ['the hub', sits('hub', 'hub', 'manager'), 'not_yours', 'not_yours', 'only_themself'],
  ['an officer', sits('sec', 'secretariat', 'officer'), 'not_yours', 'not_yours', 'only_themself'],
  ['the safeguards officer', sits('sec', 'secretariat', 'safeguards_officer'), 'not_yours', null, 'only_themself'],
  ['a job', { kind: 'system', job: 'test' }, 'not_yours', 'not_yours', 'only_themself'],
]

describe.each(TABLE)('for %s', (_who, actor, edit, on, off) => {
  test('editing, switching on and switching off', () => {
    expect([
      whyNotEditProfile(actor, OPEN),
      whyNotProtect(actor, OPEN, PLACES),
      whyNotUnprotect(actor, GUARDED),
    ]).toEqual([edit, on, off])
  })
})

test('what is so already is not done again', () => {
  const me = sits('city', 'city', 'reader', 'me')
  expect(whyNotProtect(me, GUARDED, PLACES)).toBe('already')
  expect(whyNotUnprotect(me, OPEN)).toBe('not_protected')
})

test.each<[string, Actor, string | null]>([
  ['the focal point', sits('here', 'city', 'focal_point'), null],
  ['the focal point of themselves', sits('here', 'city', 'focal_point', 'me'), 'own_seat'],
  ['a colleague', sits('here', 'city', 'editor'), 'not_yours'],
  ['a focal point elsewhere', sits('there', 'city', 'focal_point'), 'not_yours'],
  ['the hub of the region', sits('hub', 'hub', 'manager'), null],
  ['an officer', sits('sec', 'secretariat', 'officer'), null],
  ['a visitor', VISITOR, 'not_yours'],
])('an affiliation is confirmed again by %s', (_who, actor, why) => {
  const place = { id: 'here', kind: 'city' as const, hubs: ['hub'], hasLead: true }
  expect(whyNotConfirm(actor, place, { personId: 'me', role: 'contributor', last: false, invented: false })).toBe(why)
})

test('above one’s own role nobody confirms', () => {
  const place = { id: 'here', kind: 'city' as const, hubs: ['hub'], hasLead: true }
  const seat = { personId: 'me', role: 'signatory' as const, last: false, invented: false }
  expect(whyNotConfirm(sits('here', 'city', 'focal_point'), place, seat)).toBe('role_above')
})
