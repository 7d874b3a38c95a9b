import { expect, test } from 'vitest'
import type { Actor, Seat } from '#features/registry/actor.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { whyNotDecideHeld, whyNotReadOwn, type HeldFacts, type PlaceNow } from './held.access.ts'
import type { HeldMove, HeldState } from './held.ts'

const HELD: HeldFacts = {
  writerId: 'writer',
  invented: false,
  kind: 'organisation',
  state: 'waiting',
  concerned: ['org', 'city'],
  hubs: ['hub'],
  reporterId: null,
}
const seat = (place: Seat['place'], placeId: string, role: Seat['role']): Seat => ({
  place,
  placeId,
  role,
  region: null,
})
const person = (id: string, ...seats: Seat[]): Actor => ({ kind: 'person', id, seats, regions: [], assurance: 'two' })
const OFFICER = seat('secretariat', 'secretariat', 'safeguards_officer')
const MANAGER = seat('hub', 'hub', 'manager')

test.each<[string, Actor, string | null]>([
  ['a visitor does not', VISITOR, 'not_yours'],
  ['a job does not', { kind: 'system', job: 'x' }, 'not_yours'],
  ['somebody of the place does not', person('x', seat('organisation', 'org', 'representative')), 'not_yours'],
  ['a safeguards officer does', person('x', OFFICER), null],
  ['an officer of the secretariat does', person('x', seat('secretariat', 'secretariat', 'officer')), null],
  ['the hub of its region does', person('x', MANAGER), null],
  ['another hub does not', person('x', seat('hub', 'other', 'manager')), 'not_yours'],
  ['the writer does not, whatever their seat', person('writer', OFFICER), 'own_text'],
  [
    'an officer with a seat in the place does not',
    person('x', OFFICER, seat('city', 'city', 'reader')),
    'place_concerned',
  ],
])('%s decide', (_name, actor, refusal) => {
  expect(whyNotDecideHeld(actor, HELD, { move: 'let_through', now: 'as_it_was' })).toBe(refusal)
})

test.each<[string, Partial<HeldFacts>, HeldMove, PlaceNow, string | null]>([
  ['let through where nothing changed', {}, 'let_through', 'as_it_was', null],
  ['struck out where nothing changed', {}, 'strike', 'as_it_was', null],
  ['sent back where nothing changed', {}, 'return', 'as_it_was', null],
  ['not let through over a newer text', {}, 'let_through', 'changed', 'changed'],
  ['not struck out into a newer text', {}, 'strike', 'changed', 'changed'],
  ['sent back beside a newer text', {}, 'return', 'changed', null],
  ['not put where nothing is any more', {}, 'let_through', 'gone', 'gone'],
  ['sent back where nothing is any more', {}, 'return', 'gone', null],
  ['not put for somebody who has left', {}, 'strike', 'writer_left', 'writer_left'],
  [
    'not sent back where it is the reasons of a decision',
    { kind: 'report' },
    'return',
    'as_it_was',
    'not_written_again',
  ],
  ['sent back where the report is gone', { kind: 'report' }, 'return', 'gone', null],
  ...(['let_through', 'struck', 'returned', 'replaced'] as HeldState[]).map(
    (state) => [`not decided twice: ${state}`, { state }, 'let_through', 'as_it_was', 'not_now'] as const,
  ),
  [
    'not decided by whoever reported',
    { kind: 'report', reporterId: 'officer' },
    'let_through',
    'as_it_was',
    'own_report',
  ],
] as [string, Partial<HeldFacts>, HeldMove, PlaceNow, string | null][])(
  'a text is %s',
  (_name, facts, move, now, refusal) => {
    expect(whyNotDecideHeld(person('officer', OFFICER), { ...HELD, ...facts }, { move, now })).toBe(refusal)
  },
)

test('its writer reads it, and nobody else by that right', () => {
  expect(whyNotReadOwn(person('writer'), HELD)).toBeNull()
  expect(whyNotReadOwn(person('x', OFFICER), HELD)).toBe('not_yours')
  expect(whyNotReadOwn(VISITOR, HELD)).toBe('not_yours')
})
