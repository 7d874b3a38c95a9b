import { expect, test } from 'vitest'
import { LABELS } from '#features/registry/item.ts'
import { ROLES, type Role, type Seated } from '#features/registry/seat.ts'
import {
  isSpeaker,
  narrows,
  respondentOf,
  speakerOf,
  whyNotRelease,
  whyNotSight,
  widens,
  type Sitting,
} from './answering.access.ts'

const CITY = 'city-1'
const ORGANISATION = 'organisation-1'
const partner = { respondent: 'civil_society' }
const seat = (place: Seated, role: Role, placeId: string): Sitting => ({ place, role, placeId })

/** Every role of every kind of place, in this city or elsewhere: who speaks, or why not. */
const TABLE: [Sitting | null, typeof partner | null, string][] = [
  [null, null, 'no_seat'],
  [seat('city', 'signatory', CITY), null, 'administration, leads'],
  [seat('city', 'focal_point', CITY), null, 'administration, leads'],
  [seat('city', 'editor', CITY), null, 'administration'],
  [seat('city', 'contributor', CITY), null, 'contributor'],
  [seat('city', 'reader', CITY), null, 'reader'],
  ...ROLES.city.map((role): [Sitting, null, string] => [seat('city', role, 'city-2'), null, 'other_city']),
  [seat('organisation', 'representative', ORGANISATION), partner, 'civil_society, leads'],
  [seat('organisation', 'contributor', ORGANISATION), partner, 'civil_society'],
  [seat('organisation', 'representative', ORGANISATION), null, 'organisation_elsewhere'],
  [seat('organisation', 'contributor', ORGANISATION), null, 'organisation_elsewhere'],
  ...ROLES.hub.map((role): [Sitting, null, string] => [seat('hub', role, 'hub'), null, 'hub']),
  ...ROLES.secretariat.map((role): [Sitting, null, string] => [seat('secretariat', role, 's'), null, 'hub']),
]

test.each(TABLE)('%j answers, or says why not', (sitting, works, expected) => {
  const found = speakerOf(sitting, { cityId: CITY, partner: works })
  expect(isSpeaker(found) ? `${found.respondent}${found.leads ? ', leads' : ''}` : found).toBe(expected)
})

test('only a partner releases, and only its representative', () => {
  const as = (sitting: Sitting, works: typeof partner | null = partner) =>
    whyNotRelease(speakerOf(sitting, { cityId: CITY, partner: works }))
  expect(as(seat('organisation', 'representative', ORGANISATION))).toBeNull()
  expect(as(seat('organisation', 'contributor', ORGANISATION))).toBe('needs_representative')
  expect(as(seat('organisation', 'representative', ORGANISATION), null)).toBe('not_a_partner')
  expect(as(seat('city', 'focal_point', CITY))).toBe('not_a_partner')
})

test('anybody in the city shows its answers to fewer, only who leads it to more', () => {
  for (const role of ROLES.city)
    for (const [from, one] of LABELS.entries())
      for (const [to, other] of LABELS.entries()) {
        const why = whyNotSight(seat('city', role, CITY), {
          cityId: CITY,
          organisationId: null,
          caretakers: [],
          from: { label: one, readers: [] },
          to: { label: other, readers: [] },
        })
        const leads = role === 'focal_point' || role === 'signatory'
        const wider = to < from || (one === 'region' && other === 'cities')
        expect(why, `${role}: ${one} to ${other}`).toBe(wider && !leads ? 'wider_needs_lead' : null)
      }
})

test('nobody changes who sees an answer that another place gave, neither a city its partner’s', () => {
  const sight = { from: { label: 'public', readers: [] }, to: { label: 'team', readers: [] } } as const
  const own = { cityId: CITY, organisationId: null, caretakers: [], ...sight }
  const ofPartner = { cityId: CITY, organisationId: ORGANISATION, caretakers: [], ...sight }
  expect(whyNotSight(seat('city', 'focal_point', 'city-2'), own)).toBe('not_your_answer')
  expect(whyNotSight(seat('hub', 'manager', 'hub'), own)).toBe('not_your_answer')
  expect(whyNotSight(null, own)).toBe('not_your_answer')
  expect(whyNotSight(seat('city', 'focal_point', CITY), ofPartner)).toBe('not_your_answer')
  expect(whyNotSight(seat('organisation', 'contributor', ORGANISATION), ofPartner)).toBeNull()
})

test('where nobody is left, the manager of the hub shows it to fewer, never to more, and no other seat of the hub does', () => {
  const left = { cityId: CITY, organisationId: null, caretakers: ['hub'] }
  const [wide, narrow] = [
    { label: 'network', readers: [] },
    { label: 'team', readers: [] },
  ] as const
  const manager = seat('hub', 'manager', 'hub')
  expect(whyNotSight(manager, { ...left, from: wide, to: narrow })).toBeNull()
  expect(whyNotSight(manager, { ...left, from: narrow, to: wide })).toBe('wider_needs_lead')
  expect(whyNotSight(seat('hub', 'reviewer', 'hub'), { ...left, from: wide, to: narrow })).toBe('not_your_answer')
  expect(whyNotSight(seat('hub', 'manager', 'another'), { ...left, from: wide, to: narrow })).toBe('not_your_answer')
})

test('another named city is wider, one fewer narrower, one for another both', () => {
  const of = (...readers: string[]) => ({ label: 'cities' as const, readers })
  expect([widens(of('a', 'b'), of('a')), narrows(of('a', 'b'), of('a'))]).toEqual([true, false])
  expect([widens(of('a'), of('a', 'b')), narrows(of('a'), of('a', 'b'))]).toEqual([false, true])
  expect([widens(of('b'), of('a')), narrows(of('b'), of('a'))]).toEqual([true, true])
})

test('an organisation answers as civil society before anything else that it is', () => {
  expect(respondentOf(['civil_society', 'culture'])).toBe('civil_society')
  expect(respondentOf(['social_services', 'civil_society'])).toBe('civil_society')
  expect(respondentOf(['faith'])).toBe('civil_society')
  expect(respondentOf(['culture', 'education'])).toBe('school')
  expect(respondentOf(['health'])).toBe('health_social')
  expect(respondentOf(['media'])).toBe('other')
  expect(respondentOf([])).toBe('other')
})
