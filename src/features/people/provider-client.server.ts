/**
 * Talks to a city's provider: asks for its description, leads there, and takes what it says on the way back. Whatever
 * goes wrong is a reason of a closed list: a provider that is down or answers nonsense is no fault of ours.
 */
import * as oidc from 'openid-client'
import { done, refused, type Outcome } from '#base/outcome.ts'
import { NotReached, reachOut, type Reach, type ReachFault } from '#platform/web/reach-out.server.ts'
import type { Visit } from './provider.queries.server.ts'
import type { Provider } from './provider.ts'

/** `reach`: which private addresses the operator allows, and how long we wait. */
export type Client = Pick<Provider, 'issuer' | 'clientId' | 'groupsClaim' | 'secondStepAcr' | 'trustsSecondStep'> & {
  secret: string
  redirectTo: string
  reach: Reach
}

export type DiscoveryFault =
  ReachFault | 'not_found' | 'leads_elsewhere' | 'not_json' | 'other_issuer' | 'incomplete' | 'nonsense'
export type ReturnFault = DiscoveryFault | 'refused' | 'untrue' | 'clock_off' | 'client_refused'

/** A clock that is further off than this is told. */
const CLOCK_SECONDS = 300
/** How long a description is good; one that could not be had is not asked for again at once. */
const FRESH_MS = 10 * 60_000
const FAILED_MS = 10_000
const MOST_KEPT = 200

type Found = Outcome<oidc.Configuration, DiscoveryFault>
const kept = new Map<string, { at: number; found: Promise<Found> }>()

/** Lazily, at a sign-in, and by whoever asks first for all who ask in the same moment. `anew`: whoever tries it out. */
export async function discover(client: Client, { anew = false } = {}): Promise<Found> {
  const key = JSON.stringify([client.issuer, client.clientId, client.secret, client.reach])
  const before = kept.get(key)
  if (before && !anew) {
    const age = Date.now() - before.at
    if (age < FAILED_MS || (age < FRESH_MS && (await before.found).ok)) return before.found
  }
  const found = discoverNow(client)
  kept.delete(key)
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  kept.set(key, { at: Date.now(), found })
  return found
}

async function discoverNow(client: Client): Promise<Found> {
  const { reach, issuer } = client
  const plain = reach.nearby.includes(new URL(issuer).origin) && issuer.startsWith('http:')
  try {
    const config = await oidc.discovery(
      new URL(issuer),
      client.clientId,
      { client_secret: client.secret, [oidc.clockTolerance]: CLOCK_SECONDS },
      undefined,
      {
        algorithm: 'oidc',
        [oidc.customFetch]: reachOut(reach) as oidc.CustomFetch,
        execute: [oidc.enableNonRepudiationChecks, ...(plain ? [oidc.allowInsecureRequests] : [])],
      },
    )
    const fault = faultOf(config.serverMetadata(), client)
    return fault ? refused(fault) : done(withItsWayOfProof(config, client))
  } catch (error) {
    return refused(discoveryFault(error))
  }
}

/** The library lets some large providers answer for others; here each says its own name. */
function faultOf(server: oidc.ServerMetadata, { issuer, reach }: Client): DiscoveryFault | null {
  if (new URL(server.issuer).href !== new URL(issuer).href) return 'other_issuer'
  const endpoints = [server.authorization_endpoint, server.token_endpoint, server.jwks_uri]
  if (!endpoints.every((each) => typeof each === 'string' && URL.canParse(each))) return 'incomplete'
  // the others are asked by us, and are held to the same there
  const { protocol, origin } = new URL(server.authorization_endpoint ?? '')
  return protocol === 'https:' || reach.nearby.includes(origin) ? null : 'insecure'
}

/** In the form where the provider takes it there: of the header, providers disagree how an id with signs in it is written. */
function withItsWayOfProof(config: oidc.Configuration, client: Client): oidc.Configuration {
  const server = config.serverMetadata()
  const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const proof = ways.includes('client_secret_post') ? oidc.ClientSecretPost : oidc.ClientSecretBasic
  const made = new oidc.Configuration(
    server,
    client.clientId,
    { client_secret: client.secret, [oidc.clockTolerance]: CLOCK_SECONDS },
    proof(client.secret),
  )
  made[oidc.customFetch] = reachOut(client.reach) as oidc.CustomFetch
  oidc.enableNonRepudiationChecks(made)
  if (client.issuer.startsWith('http:')) oidc.allowInsecureRequests(made)
  return made
}

export async function addressToGoTo(client: Client, visit: Visit): Promise<Outcome<string, DiscoveryFault>> {
  const found = await discover(client)
  if (!found.ok) return found
  const supported = found.value.serverMetadata().scopes_supported
  const wanted = ['openid', 'email', 'profile', ...(supported?.includes('groups') ? ['groups'] : [])]
  const to = oidc.buildAuthorizationUrl(found.value, {
    redirect_uri: client.redirectTo,
    scope: wanted.join(' '),
    state: visit.state,
    nonce: visit.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(visit.verifier),
    code_challenge_method: 'S256',
    ...(client.trustsSecondStep && client.secondStepAcr ? { acr_values: client.secondStepAcr } : {}),
  })
  return done(to.href)
}

/** What the provider says of whoever came back. `search`: what stands behind the question mark of the return. */
export async function claimsOf(
  client: Client,
  visit: Visit,
  { search, now }: { search: string; now: Date },
): Promise<Outcome<Record<string, unknown>, ReturnFault>> {
  const found = await discover(client)
  if (!found.ok) return found
  try {
    const tokens = await oidc.authorizationCodeGrant(found.value, new URL(client.redirectTo + search), {
      pkceCodeVerifier: visit.verifier,
      expectedState: visit.state,
      expectedNonce: visit.nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) return refused('untrue')
    if (claims.iat * 1000 > now.getTime() + CLOCK_SECONDS * 1000) return refused('clock_off')
    return done(await withMore(found.value, tokens.access_token, claims, client))
  } catch (error) {
    return refused(returnFault(error))
  }
}

/** Some providers say the address or the groups only when asked once more. An address is confirmed where it is said. */
async function withMore(
  config: oidc.Configuration,
  token: string,
  claims: oidc.IDToken,
  { groupsClaim }: Client,
): Promise<Record<string, unknown>> {
  const isWhole = ['email', 'email_verified', groupsClaim].every((each) => claims[each] !== undefined)
  if (isWhole || !config.serverMetadata().userinfo_endpoint) return claims
  const { email_verified: verified, ...more } = await oidc.fetchUserInfo(config, token, claims.sub)
  const sameAddress = claims['email'] === undefined || claims['email'] === more.email
  return { ...more, ...(sameAddress ? { email_verified: verified } : {}), ...claims }
}

const causesOf = (error: unknown): unknown[] => {
  const causes: unknown[] = []
  for (let each = error; each instanceof Error && causes.length < 6; each = each.cause) causes.push(each)
  return causes
}
const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '')

function discoveryFault(error: unknown): DiscoveryFault {
  const unreached = causesOf(error).find((each) => each instanceof NotReached)
  if (unreached instanceof NotReached) return unreached.reason
  const cause = error instanceof Error ? error.cause : undefined
  switch (codeOf(error)) {
    case 'OAUTH_TIMEOUT':
      return 'slow'
    case 'OAUTH_HTTP_REQUEST_FORBIDDEN':
      return 'insecure'
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
      return 'not_json'
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return 'other_issuer'
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
      return cause instanceof Response ? faultOfStatus(cause.status) : 'nonsense'
    default:
      return 'nonsense'
  }
}

function faultOfStatus(status: number): DiscoveryFault {
  if (status >= 300 && status < 400) return 'leads_elsewhere'
  return status >= 500 ? 'down' : 'not_found'
}

function returnFault(error: unknown): ReturnFault {
  if (error instanceof oidc.AuthorizationResponseError) return error.error === 'access_denied' ? 'refused' : 'nonsense'
  if (error instanceof oidc.ResponseBodyError) return /client/.test(error.error) ? 'client_refused' : 'untrue'
  if (error instanceof oidc.WWWAuthenticateChallengeError) return 'client_refused'
  if (codeOf(error) === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'clock_off'
  if (codeOf(error) === 'OAUTH_JWT_CLAIM_COMPARISON_FAILED') return 'untrue'
  const fault = discoveryFault(error)
  return fault === 'other_issuer' || fault === 'nonsense' ? 'untrue' : fault
}
