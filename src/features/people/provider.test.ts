import { expect, test } from 'vitest'
import type { Actor, Seat } from '#features/registry/actor.ts'
import { whyNotConfirm, whyNotSetUp } from './provider.access.ts'
import {
  entryOf,
  mapSeats,
  readSettings,
  rolesOf,
  saidIn,
  type EntryFacts,
  type SeatOfGroup,
  type Typed,
} from './provider.ts'

const TYPED: Typed = {
  issuer: ' https://login.city.example/realms/hall/.well-known/openid-configuration ',
  client_id: 'strong-cities',
  secret: 'secret',
  groups_claim: 'groups',
  domains: '@City.example, مدينة.example\nhall.city.example city.example',
  trusts: false,
  acr: '',
  groups: [
    { name: ' prevention ', role: 'editor' },
    { name: '', role: 'officer' },
  ],
}
const faultsOf = (also: Partial<Typed>) => {
  const read = readSettings({ ...TYPED, domains: 'city.example', ...also })
  return read.ok ? [] : read.reason.map(({ field, fault }) => `${field} ${fault}`)
}

test('settings are read as people write them', () => {
  expect(readSettings({ ...TYPED, domains: '@City.example, city.example\nhall.city.example' })).toMatchObject({
    ok: true,
    value: {
      issuer: 'https://login.city.example/realms/hall',
      domains: ['city.example', 'hall.city.example'],
      groups: [{ name: 'prevention', role: 'editor' }],
      secret: 'secret',
    },
  })
  expect(readSettings({ ...TYPED, domains: 'city.example', secret: ' ' })).toMatchObject({ value: { secret: null } })
})

test.each<[Partial<Typed>, string[]]>([
  [{ issuer: '' }, ['issuer missing']],
  [{ issuer: 'login.city.example' }, ['issuer not_an_issuer']],
  [{ issuer: 'https://user:word@login.city.example' }, ['issuer not_an_issuer']],
  [{ issuer: 'https://login.city.example/?tenant=1' }, ['issuer not_an_issuer']],
  [{ issuer: 'https://login.city.example/#x' }, ['issuer not_an_issuer']],
  [{ issuer: 'javascript:alert(1)' }, ['issuer not_an_issuer']],
  [{ issuer: `https://${'x'.repeat(600)}.example` }, ['issuer too_long']],
  [{ client_id: ' ', groups_claim: '' }, ['client_id missing', 'groups_claim missing']],
  [{ domains: '' }, ['domains missing']],
  [{ domains: 'example' }, ['domains not_a_domain']],
  [{ domains: '*.city.example' }, ['domains not_a_domain']],
  [{ domains: 'a@city.example' }, ['domains not_a_domain']],
  [{ domains: Array.from({ length: 21 }, (_, at) => `d${at}.example`).join(' ') }, ['domains too_many']],
  [{ groups: [{ name: 'x', role: 'officer' }] }, ['groups not_a_role']],
  [{ groups: [{ name: 'x', role: 'signatory' }] }, ['groups not_a_role']],
  [{ groups: [{ name: 'x', role: 'manager' }] }, ['groups not_a_role']],
  [{ groups: [{ name: 'x', role: 'safeguards_officer' }] }, ['groups not_a_role']],
  [{ groups: Array.from({ length: 41 }, () => ({ name: 'x', role: 'reader' })) }, ['groups too_many']],
])('settings that are wrong are told field by field: %j', (also, faults) => {
  expect(faultsOf(also)).toEqual(faults)
})

const OURS = { groupsClaim: 'groups', trustsSecondStep: true, secondStepAcr: 'urn:mfa' }
const CLAIMS = { iss: 'https://login.city.example', sub: 'one', email: 'Salma@City.example', email_verified: true }
const said = (also: Record<string, unknown>, ours = OURS) => {
  const read = saidIn({ ...CLAIMS, ...also }, ours)
  return read.ok ? read.value : read.reason
}

test('an address counts only where the provider confirms it, in so many words', () => {
  expect(said({})).toMatchObject({ email: 'salma@city.example', subject: 'one' })
  for (const not of [false, 'true', 1, undefined, null])
    expect(said({ email_verified: not })).toMatchObject({ email: null })
  for (const not of ['nobody', '', 7, 'a@b.example,c@d.example', `${'x'.repeat(320)}@city.example`])
    expect(said({ email: not })).toMatchObject({ email: null })
})

test('groups are a list, one word, or none; where they are said elsewhere nothing is known', () => {
  expect(said({ groups: ['a', 7, ' b '] })).toMatchObject({ groups: ['a', 'b'] })
  expect(said({ groups: 'a' })).toMatchObject({ groups: ['a'] })
  for (const none of [undefined, null, {}, 7]) expect(said({ groups: none })).toMatchObject({ groups: [] })
  expect(said({ _claim_names: { groups: 'src1' } })).toBe('too_many_groups')
  expect(said({ groups: Array.from({ length: 2_001 }, () => 'x') })).toBe('too_many_groups')
  expect(said({ sub: '' })).toBe('nonsense')
})

test('a second step of theirs counts only where the city says so, and the provider says that there was one', () => {
  expect(said({ amr: ['pwd', 'mfa'] })).toMatchObject({ secondStep: true })
  expect(said({ acr: 'urn:mfa' })).toMatchObject({ secondStep: true })
  expect(said({ acr: '', amr: ['pwd'] }, { ...OURS, secondStepAcr: '' })).toMatchObject({ secondStep: false })
  expect(said({ acr: 'urn:other', amr: 'mfa' })).toMatchObject({ secondStep: false })
  expect(said({ amr: ['mfa'], acr: 'urn:mfa' }, { ...OURS, trustsSecondStep: false })).toMatchObject({
    secondStep: false,
  })
})

test('a name is one plain line', () => {
  expect(said({ name: ' Salma\n\u0000 Mina ' })).toMatchObject({ name: 'Salma Mina' })
  expect(said({ name: 7, given_name: 'Salma' })).toMatchObject({ name: 'Salma' })
})

const FACTS: EntryFacts = {
  email: 'salma@city.example',
  domains: ['city.example'],
  granted: true,
  known: null,
  account: null,
  here: null,
}
const ACCOUNT = { id: 'salma', seatedHere: true, linked: false, invented: false }
const HERE = { id: 'salma', email: 'salma@city.example' }

test.each<[string, Partial<EntryFacts>, string]>([
  ['somebody new with a group', {}, 'new'],
  ['somebody new without a group', { granted: false }, 'no_seat'],
  ['an address that is not confirmed', { email: null }, 'email_unconfirmed'],
  ['an address of another domain', { email: 'salma@other.example' }, 'other_domain'],
  ['a domain that only ends alike', { email: 'salma@notcity.example' }, 'other_domain'],
  ['a colleague who sits in the city', { account: ACCOUNT, granted: false }, 'linked salma'],
  [
    'somebody of another city, with a group of this one',
    { account: { ...ACCOUNT, seatedHere: false } },
    'own_way_first',
  ],
  ['the same without a group', { account: { ...ACCOUNT, seatedHere: false }, granted: false }, 'no_seat'],
  ['the same, shown to be theirs', { account: { ...ACCOUNT, seatedHere: false }, here: HERE }, 'linked salma'],
  [
    'somebody else signed in here',
    { account: { ...ACCOUNT, seatedHere: false }, here: { id: 'other', email: 'o@city.example' } },
    'own_way_first',
  ],
  ['an address given to somebody else of the hall', { account: { ...ACCOUNT, linked: true } }, 'own_way_first'],
  ['the same, shown to be theirs', { account: { ...ACCOUNT, linked: true }, here: HERE }, 'linked salma'],
  ['an invented person', { account: { ...ACCOUNT, invented: true }, here: HERE }, 'no_seat'],
  [
    'whoever came before, whatever the address says now',
    { known: { id: 'salma', away: false }, email: null },
    'known salma',
  ],
  ['whoever went to another city is not fetched back', { known: { id: 'salma', away: true } }, 'own_way_first'],
  [
    'but comes back by their own will',
    { known: { id: 'salma', away: true }, here: { id: 'salma', email: null } },
    'known salma',
  ],
])('who enters: %s', (_, facts, becomes) => {
  const entry = entryOf({ ...FACTS, ...facts })
  const got = !entry.ok
    ? entry.reason
    : entry.value.enters === 'new'
      ? 'new'
      : `${entry.value.enters} ${entry.value.personId}`
  expect(got).toBe(becomes)
})

const seat = (role: SeatOfGroup['role'], also: Partial<SeatOfGroup> = {}): SeatOfGroup => ({
  id: role,
  role,
  byGroup: true,
  last: false,
  ...also,
})
const map = (
  roles: Parameters<typeof mapSeats>[0]['roles'],
  seats: SeatOfGroup[],
  endedByPerson: SeatOfGroup['role'][] = [],
) => {
  const { give, end, keep } = mapSeats({ roles, seats, endedByPerson })
  return { give, end: end.map(({ id }) => id), keep: keep.map(({ id }) => id) }
}

test('groups give and take their own seats, and no others', () => {
  expect(
    rolesOf(
      ['a', 'b', 'x'],
      [
        { name: 'a', role: 'reader' },
        { name: 'b', role: 'editor' },
        { name: 'c', role: 'focal_point' },
      ],
    ),
  ).toEqual(['editor', 'reader'])
  expect(map(['editor'], [])).toEqual({ give: ['editor'], end: [], keep: [] })
  expect(map(['editor'], [seat('editor')])).toEqual({ give: [], end: [], keep: [] })
  expect(map([], [seat('editor')])).toEqual({ give: [], end: ['editor'], keep: [] })
  expect(map(['reader'], [seat('editor')])).toEqual({ give: ['reader'], end: ['editor'], keep: [] })
  expect(map([], [seat('editor', { byGroup: false }), seat('signatory', { byGroup: false, last: true })])).toEqual({
    give: [],
    end: [],
    keep: [],
  })
  expect(map(['editor'], [seat('editor', { byGroup: false })])).toEqual({ give: [], end: [], keep: [] })
  expect(map(['editor'], [], ['editor'])).toEqual({ give: [], end: [], keep: [] })
})

test('the last focal point stays, another one goes', () => {
  expect(map([], [seat('focal_point', { last: true })])).toEqual({ give: [], end: [], keep: ['focal_point'] })
  expect(map([], [seat('focal_point'), seat('reader', { last: true })])).toEqual({
    give: [],
    end: ['focal_point', 'reader'],
    keep: [],
  })
})

const CITY = { id: 'c', kind: 'city' as const }
const actor = (seat: Partial<Seat>, assurance: 'one' | 'two' | 'demonstration' = 'two'): Actor => ({
  kind: 'person',
  id: 'p',
  seats: [{ placeId: 'c', place: 'city', region: null, role: 'reader', ...seat }],
  regions: [],
  assurance,
})

test.each<[string, Actor, string | null]>([
  ['focal point', actor({ role: 'focal_point' }), null],
  ['signatory', actor({ role: 'signatory' }), null],
  ['officer', actor({ placeId: 's', place: 'secretariat', role: 'officer' }), null],
  ['editor', actor({ role: 'editor' }), 'not_yours'],
  ['focal point elsewhere', actor({ placeId: 'd', role: 'focal_point' }), 'not_yours'],
  ['hub manager', actor({ placeId: 'h', place: 'hub', role: 'manager' }), 'not_yours'],
  ['safeguards officer', actor({ placeId: 's', place: 'secretariat', role: 'safeguards_officer' }), 'not_yours'],
  ['visitor', { kind: 'visitor' }, 'not_yours'],
])('who sets it up: %s', (_, who, refusal) => {
  expect(whyNotSetUp(who, CITY)).toBe(refusal)
  expect(whyNotSetUp(who, { id: 'c', kind: 'organisation' })).toBe('not_a_city')
})

test('a domain is confirmed by an address of the team, or by an officer; invented people lead nowhere else', () => {
  const known = { teamDomains: ['city.example'], nearby: ['http://127.0.0.1:9'] }
  const settings = { issuer: 'https://login.city.example', domains: ['city.example'] }
  const lead = actor({ role: 'focal_point' })
  expect(whyNotConfirm(lead, settings, known)).toBeNull()
  expect(whyNotConfirm(lead, { ...settings, domains: ['city.example', 'other.example'] }, known)).toBe(
    'domain_not_yours',
  )
  const officer = actor({ placeId: 's', place: 'secretariat', role: 'officer' })
  expect(whyNotConfirm(officer, { ...settings, domains: ['other.example'] }, known)).toBeNull()
  const invented = actor({ role: 'focal_point' }, 'demonstration')
  expect(whyNotConfirm(invented, settings, known)).toBe('invented_only')
  expect(whyNotConfirm(invented, { ...settings, issuer: 'http://127.0.0.1:9/realm' }, known)).toBeNull()
})
