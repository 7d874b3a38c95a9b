/** A city's own sign-in: what a city says about it, what its provider says of somebody, and whom that lets in. Pure. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Role } from '#features/registry/seat.ts'

/** What a group of a city's directory may give, from what carries most: never a signature, never anything beyond the city. */
export const GROUP_ROLES = ['focal_point', 'editor', 'contributor', 'reader'] as const satisfies readonly Role[]
export type GroupRole = (typeof GROUP_ROLES)[number]
export type GroupRow = { name: string; role: GroupRole }

/** The secret is nowhere in it: `hasSecret` tells that there is one. */
export type Provider = {
  id: string
  placeId: string
  issuer: string
  clientId: string
  hasSecret: boolean
  groupsClaim: string
  domains: string[]
  trustsSecondStep: boolean
  secondStepAcr: string
  active: boolean
  groups: GroupRow[]
}

export const LONGEST = {
  issuer: 500,
  clientId: 300,
  secret: 500,
  claim: 200,
  group: 200,
  acr: 200,
  domains: 2_000,
} as const
const MOST_DOMAINS = 20
export const MOST_GROUPS = 40

export type ProviderField = 'issuer' | 'client_id' | 'secret' | 'groups_claim' | 'domains' | 'acr' | 'groups'
export type SettingFault = 'missing' | 'too_long' | 'not_an_issuer' | 'not_a_domain' | 'too_many' | 'not_a_role'

/** `secret` null: the one that is kept stays. */
export type Settings = Pick<
  Provider,
  'issuer' | 'clientId' | 'groupsClaim' | 'domains' | 'trustsSecondStep' | 'secondStepAcr' | 'groups'
> & { secret: string | null }

export type Typed = {
  issuer: string
  client_id: string
  secret: string
  groups_claim: string
  domains: string
  trusts: boolean
  acr: string
  groups: readonly { name: string; role: string }[]
}

/** All that is wrong at once. Rows without a name are rows that nobody filled in. */
export function readSettings(typed: Typed): Outcome<Settings, { field: ProviderField; fault: SettingFault }[]> {
  const faults: { field: ProviderField; fault: SettingFault }[] = []
  const wrong = (field: ProviderField, fault: SettingFault | null | false) => fault && faults.push({ field, fault })
  const issuer = issuerIn(typed.issuer)
  const domains = domainsIn(typed.domains)
  const groups = typed.groups
    .map(({ name, role }) => ({ name: name.normalize('NFC').trim(), role }))
    .filter(({ name }) => name !== '')
  wrong('issuer', faultOfText(typed.issuer, LONGEST.issuer) ?? (issuer === null && 'not_an_issuer'))
  wrong('client_id', faultOfText(typed.client_id, LONGEST.clientId))
  wrong('secret', typed.secret.length > LONGEST.secret && 'too_long')
  wrong('groups_claim', faultOfText(typed.groups_claim, LONGEST.claim))
  wrong('acr', typed.acr.trim().length > LONGEST.acr && 'too_long')
  wrong(
    'domains',
    domains.length > MOST_DOMAINS
      ? 'too_many'
      : !domains.every(isDomain)
        ? 'not_a_domain'
        : domains.length === 0 && 'missing',
  )
  wrong(
    'groups',
    groups.length > MOST_GROUPS
      ? 'too_many'
      : groups.some(({ name }) => name.length > LONGEST.group)
        ? 'too_long'
        : !groups.every(isGroupRow) && 'not_a_role',
  )
  if (faults.length > 0 || issuer === null) return refused(faults)
  return done({
    issuer,
    clientId: typed.client_id.trim(),
    secret: typed.secret.trim() || null,
    groupsClaim: typed.groups_claim.trim(),
    domains,
    trustsSecondStep: typed.trusts,
    secondStepAcr: typed.acr.trim(),
    groups: groups.filter(isGroupRow),
  })
}

const faultOfText = (typed: string, most: number): 'missing' | 'too_long' | null =>
  typed.trim() === '' ? 'missing' : typed.trim().length > most ? 'too_long' : null

const isGroupRow = (row: { name: string; role: string }): row is GroupRow =>
  (GROUP_ROLES as readonly string[]).includes(row.role)

const DISCOVERY = /\/\.well-known\/openid-configuration\/?$/

/** The address that the provider calls itself by; whoever pastes the address of its description is understood. */
function issuerIn(typed: string): string | null {
  const address = typed.trim().replace(DISCOVERY, '')
  if (!URL.canParse(address)) return null
  const { protocol, username, password, search, hash } = new URL(address)
  const plain = /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === ''
  return plain && !/[?#\s]/.test(address) ? address : null
}

const domainsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .toLowerCase()
      .split(/[\s,;،]+/)
      .map((each) => each.replace(/^@/, ''))
      .filter(Boolean),
  ),
]

const isDomain = (said: string): boolean =>
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+$/.test(said)

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1)

/** What is missing before it can be turned on. */
export type Incomplete = 'issuer' | 'client_id' | 'secret' | 'domains'
export const incompleteIn = (provider: Provider): Incomplete[] =>
  (
    [
      ['issuer', provider.issuer === ''],
      ['client_id', provider.clientId === ''],
      ['secret', !provider.hasSecret],
      ['domains', provider.domains.length === 0],
    ] as const
  ).flatMap(([field, missing]) => (missing ? [field] : []))

/** What the provider says of somebody, as far as we look at it. */
export type Said = {
  issuer: string
  subject: string
  /** null: none, or not confirmed by the provider */
  email: string | null
  name: string
  groups: string[]
  secondStep: boolean
}

const MOST_SAID = 2_000
const ADDRESS = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/

/**
 * `too_many_groups`: the provider says elsewhere which they are (`_claim_names`): they are not known, and a right
 * neither begins nor stays by what is not known.
 */
export function saidIn(
  claims: Readonly<Record<string, unknown>>,
  provider: Pick<Provider, 'groupsClaim' | 'trustsSecondStep' | 'secondStepAcr'>,
): Outcome<Said, 'nonsense' | 'too_many_groups'> {
  const { iss, sub } = claims
  if (typeof iss !== 'string' || typeof sub !== 'string' || sub === '' || sub.length > 255) return refused('nonsense')
  const elsewhere = claims['_claim_names']
  if (typeof elsewhere === 'object' && elsewhere !== null && provider.groupsClaim in elsewhere)
    return refused('too_many_groups')
  const said = claims[provider.groupsClaim]
  const groups = (Array.isArray(said) ? said : [said]).filter((each) => typeof each === 'string')
  if (groups.length > MOST_SAID) return refused('too_many_groups')
  return done({
    issuer: iss,
    subject: sub,
    email: emailIn(claims),
    name: nameIn(claims),
    groups: groups.map((each) => each.normalize('NFC').trim()),
    secondStep: provider.trustsSecondStep && saysSecondStep(claims, provider.secondStepAcr),
  })
}

function emailIn({ email, email_verified: verified }: Readonly<Record<string, unknown>>): string | null {
  if (typeof email !== 'string' || email.length > 320 || verified !== true) return null
  const address = email.trim().normalize('NFC').toLowerCase()
  return ADDRESS.test(address) ? address : null
}

function nameIn(claims: Readonly<Record<string, unknown>>): string {
  const said = [claims['name'], `${textIn(claims['given_name'])} ${textIn(claims['family_name'])}`]
  const plain = said.map((each) =>
    textIn(each)
      .normalize('NFC')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
  )
  return (plain.find(Boolean) ?? '').slice(0, 200)
}

const textIn = (said: unknown): string => (typeof said === 'string' ? said : '')

/** RFC 8176 in `amr`, or the word in `acr` that the city has named. */
const saysSecondStep = ({ amr, acr }: Readonly<Record<string, unknown>>, wanted: string): boolean =>
  (Array.isArray(amr) && amr.includes('mfa')) || (wanted !== '' && acr === wanted)

export const rolesOf = (groups: readonly string[], rows: readonly GroupRow[]): GroupRole[] =>
  GROUP_ROLES.filter((role) => rows.some((row) => row.role === role && groups.includes(row.name)))

/** What we know when somebody comes back from a provider. */
export type EntryFacts = {
  email: string | null
  domains: readonly string[]
  /** a group of theirs gives a seat */
  granted: boolean
  /** whoever came this way before under the same issuer and subject; `away`: they sit elsewhere by now, and here no more */
  known: { id: string; away: boolean } | null
  /** the account of that address: whether it sits in this city, and whether somebody else of the provider is linked to it */
  account: { id: string; seatedHere: boolean; linked: boolean; invented: boolean } | null
  /** who is signed in in this browser, in a way of their own that leaves nothing to prove */
  here: { id: string; email: string | null } | null
}

export type EntryRefusal = 'email_unconfirmed' | 'other_domain' | 'no_seat' | 'own_way_first'
export type Entry = { enters: 'known' | 'linked'; personId: string } | { enters: 'new' }

/**
 * Somebody new is linked to an account only where the city already sits: an account without a seat there is its
 * owner's, who shows it by being signed in. So no city's provider can take a person of another city, nor fetch back one
 * who went there, to be read by their former team.
 */
export function entryOf({ email, domains, granted, known, account, here }: EntryFacts): Outcome<Entry, EntryRefusal> {
  if (known !== null)
    return known.away && here?.id !== known.id
      ? refused('own_way_first')
      : done({ enters: 'known', personId: known.id })
  if (email === null) return refused('email_unconfirmed')
  if (!domains.includes(domainOf(email))) return refused('other_domain')
  if (account?.invented) return refused('no_seat')
  if (!granted && !account?.seatedHere) return refused('no_seat')
  if (account === null) return done({ enters: 'new' })
  const proven = here?.id === account.id && here.email === email
  if (proven || (account.seatedHere && !account.linked)) return done({ enters: 'linked', personId: account.id })
  return refused('own_way_first')
}

/** A seat of somebody here, as the mapping looks at it. */
export type SeatOfGroup = { id: string; role: Role; byGroup: boolean; last: boolean }

/** `endedByPerson`: roles that somebody took from this person here; a group does not give them back. */
export function mapSeats(facts: {
  roles: readonly GroupRole[]
  seats: readonly SeatOfGroup[]
  endedByPerson: readonly Role[]
}): { give: GroupRole[]; end: SeatOfGroup[]; keep: SeatOfGroup[] } {
  const { roles, seats, endedByPerson } = facts
  const give = roles.filter((role) => !endedByPerson.includes(role) && !seats.some((seat) => seat.role === role))
  const gone = seats.filter((seat) => seat.byGroup && !(roles as readonly Role[]).includes(seat.role))
  const mustStay = (seat: SeatOfGroup) => seat.last && seat.role === 'focal_point'
  return { give, end: gone.filter((seat) => !mustStay(seat)), keep: gone.filter(mustStay) }
}
