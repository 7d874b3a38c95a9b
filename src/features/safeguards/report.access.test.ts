import { describe, expect, test } from 'vitest'
import { VISITOR, type Actor, type Seat } from '#features/registry/actor.ts'
import {
  whyNotAppeal,
  whyNotAppealAsOwner,
  whyNotHide,
  whyNotMove,
  whyNotSeeAsOwner,
  whyNotSeeReport,
  whyNotSeeReports,
  whyNotStrike,
  type ReportFacts,
} from './report.access.ts'

const NOW = new Date('2026-11-24T09:00:00Z')
const LONG_AGO = new Date('2026-10-01T09:00:00Z')
const seat = (placeId: string, place: Seat['place'], role: Seat['role']): Seat => ({
  placeId,
  place,
  region: null,
  role,
})
const person = (id: string, ...seats: Seat[]): Actor => ({ kind: 'person', id, seats, regions: [], assurance: 'two' })

const WHO = {
  visitor: VISITOR,
  job: { kind: 'system', job: 'x' },
  nobody: person('nobody'),
  officer: person('officer', seat('secretariat', 'secretariat', 'officer')),
  safeguards: person('safeguards', seat('secretariat', 'secretariat', 'safeguards_officer')),
  editor: person('editor', seat('secretariat', 'secretariat', 'editor')),
  hub: person('hub', seat('hub', 'hub', 'manager')),
  hub_reviewer: person('hub_reviewer', seat('hub', 'hub', 'reviewer')),
  other_hub: person('other_hub', seat('other', 'hub', 'manager')),
  focal: person('focal', seat('city', 'city', 'focal_point')),
  signatory: person('signatory', seat('city', 'city', 'signatory')),
  reader: person('reader', seat('city', 'city', 'reader')),
  both: person('both', seat('secretariat', 'secretariat', 'officer'), seat('city', 'city', 'reader')),
  told_of: person('told_of', seat('hub', 'hub', 'manager'), seat('kin', 'city', 'editor')),
  reporter: person('reporter', seat('secretariat', 'secretariat', 'safeguards_officer')),
} satisfies Record<string, Actor>

const FACTS: ReportFacts = {
  kind: 'safety',
  state: 'received',
  ownerId: 'city',
  concerned: ['city', 'kin'],
  hubs: ['hub'],
  reporterId: 'reporter',
  decision: null,
  decidedBy: null,
  decidedAt: null,
  hidden: false,
  hasItem: true,
  label: 'public',
}

test.each<[keyof typeof WHO, string | null]>([
  ['visitor', 'not_yours'],
  ['job', 'not_yours'],
  ['nobody', 'not_yours'],
  ['officer', null],
  ['safeguards', null],
  ['editor', 'not_yours'],
  ['hub', null],
  ['hub_reviewer', 'not_yours'],
  ['other_hub', 'not_yours'],
  ['focal', 'not_yours'],
  ['signatory', 'not_yours'],
  ['reader', 'not_yours'],
  ['both', 'place_concerned'],
  ['told_of', 'place_concerned'],
  ['reporter', 'own_report'],
])('%s reads and decides: %s', (who, reason) => {
  expect(whyNotSeeReport(WHO[who], FACTS)).toBe(reason)
  expect(whyNotMove(WHO[who], FACTS, { move: 'look', now: NOW })).toBe(reason)
  expect(whyNotHide(WHO[who], FACTS)).toBe(reason)
})

describe('moving', () => {
  const decided = { ...FACTS, state: 'decided', decidedBy: 'person:officer', decidedAt: NOW } as const
  test('nothing moves out of its turn', () => {
    expect(whyNotMove(WHO.officer, FACTS, { move: 'decide', now: NOW })).toBe('not_now')
    expect(whyNotMove(WHO.officer, { ...FACTS, state: 'closed' }, { move: 'close', now: NOW })).toBe('not_now')
  })
  test('an appeal is decided by somebody else than the first decision', () => {
    const appealed = { ...decided, state: 'appealed' } as const
    expect(whyNotMove(WHO.officer, appealed, { move: 'decide_appeal', now: NOW })).toBe('decided_it_first')
    expect(whyNotMove(WHO.safeguards, appealed, { move: 'decide_appeal', now: NOW })).toBeNull()
    expect(whyNotMove(WHO.both, appealed, { move: 'decide_appeal', now: NOW })).toBe('place_concerned')
  })
  test('nobody closes while one may still appeal', () => {
    expect(whyNotMove(WHO.hub, decided, { move: 'close', now: NOW })).toBe('appeal_time_runs')
    expect(whyNotMove(WHO.hub, { ...decided, decidedAt: LONG_AGO }, { move: 'close', now: NOW })).toBeNull()
  })
})

test.each<[Partial<ReportFacts>, string | null, string | null]>([
  [{}, null, null],
  [{ kind: 'personal_data' }, null, null],
  [{ kind: 'stigma' }, 'not_that_kind', 'not_that_kind'],
  [{ kind: 'wrong_fact' }, 'not_that_kind', 'not_that_kind'],
  [{ hasItem: false, label: null }, 'nothing_there', 'nothing_there'],
  [{ label: 'team' }, 'hidden_already', null],
  [{ state: 'closed' }, 'not_now', 'not_now'],
  [{ state: 'decided', decision: 'upheld' }, null, null],
  [{ state: 'decided', decision: 'not_upheld' }, 'not_now', 'not_now'],
  [{ state: 'appealed', decision: 'not_upheld' }, null, null],
])('at once, %j: hiding %s, striking out %s', (more, hide, strike) => {
  expect(whyNotHide(WHO.officer, { ...FACTS, ...more })).toBe(hide)
  expect(whyNotStrike(WHO.officer, { ...FACTS, ...more })).toBe(strike)
})

test('the owner reads once there is something to read, and appeals in time, once', () => {
  const decided = { ...FACTS, state: 'decided', decidedAt: NOW, struck: 0 } as const
  expect(whyNotSeeAsOwner(WHO.focal, { ...FACTS, struck: 0 })).toBe('not_yours')
  expect(whyNotSeeAsOwner(WHO.focal, { ...FACTS, hidden: true, struck: 0 })).toBeNull()
  expect(whyNotSeeAsOwner(WHO.focal, { ...FACTS, struck: 1 })).toBeNull()
  expect(Object.entries(WHO).flatMap(([name, who]) => (whyNotSeeAsOwner(who, decided) ? [] : [name]))).toEqual([
    'focal',
    'signatory',
  ])
  expect(Object.entries(WHO).flatMap(([name, who]) => (whyNotAppealAsOwner(who, decided, NOW) ? [] : [name]))).toEqual([
    'focal',
  ])
  expect(whyNotAppeal({ ...decided, decidedAt: LONG_AGO }, NOW)).toBe('appeal_time_over')
  expect(whyNotAppeal({ ...decided, state: 'appealed' }, NOW)).toBe('not_now')
  expect(whyNotAppeal({ ...decided, state: 'closed' }, NOW)).toBe('not_now')
  expect(whyNotAppeal(FACTS, NOW)).toBe('not_now')
})

test('a queue is there for those who decide somewhere', () => {
  expect(Object.entries(WHO).flatMap(([name, who]) => (whyNotSeeReports(who) ? [] : [name]))).toEqual([
    'officer',
    'safeguards',
    'hub',
    'other_hub',
    'both',
    'told_of',
    'reporter',
  ])
})
