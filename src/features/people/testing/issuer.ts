/** For tests: a small provider of sign-in on the loopback. It is honest unless it is told to lie, to be slow or to be silent. */
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Claims = Record<string, unknown>
type Answer = (request: IncomingMessage, response: ServerResponse) => void

export const CLIENT = { id: 'strong-cities', secret: 'a secret of thirty-two characters' }

export type Issuer = {
  origin: string
  /** whoever is signed in there */
  who: Claims
  /** laid over the honest claims of the next tokens */
  lies: Claims
  /** how the next tokens are signed */
  signs: 'rightly' | 'with another key' | 'not at all'
  /** said when asked once more, and not in the token */
  whenAsked: Claims | null
  /** answers in the place of an address of its own: '/.well-known/openid-configuration', '/token', '/keys', … */
  instead: Map<string, Answer>
  /** laid over its description */
  description: Claims
  asked: string[]
  /** Follows an address that leads there, as a browser of `who` does; gives the address that leads back. */
  visit: (address: string) => Promise<URL>
  close: () => Promise<void>
}

type Given = { challenge: string; nonce: string; redirect: string; client: string }

export async function startIssuer(port = 0): Promise<Issuer> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, Given>()
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const issuer: Issuer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    who: { sub: 'one' },
    lies: {},
    signs: 'rightly',
    whenAsked: null,
    instead: new Map(),
    description: {},
    asked: [],
    visit: async (address) => {
      const led = await fetch(address, { redirect: 'manual' })
      return new URL(led.headers.get('location') ?? '')
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }

  const json = (response: ServerResponse, body: unknown, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer.origin)
    issuer.asked.push(url.pathname)
    const instead = issuer.instead.get(url.pathname)
    if (instead) return instead(request, response)
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(response, {
          issuer: issuer.origin,
          authorization_endpoint: `${issuer.origin}/authorize`,
          token_endpoint: `${issuer.origin}/token`,
          userinfo_endpoint: `${issuer.origin}/userinfo`,
          jwks_uri: `${issuer.origin}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          ...issuer.description,
        })
      case '/keys':
        return json(response, {
          keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
        })
      case '/authorize':
        return authorize(url, response)
      case '/token':
        return token(request, response)
      case '/userinfo':
        return json(response, { ...issuer.who, ...issuer.whenAsked })
      default:
        return json(response, {}, 404)
    }
  }

  function authorize({ searchParams: asked }: URL, response: ServerResponse): void {
    const code = randomBytes(12).toString('base64url')
    const text = (name: string) => asked.get(name) ?? ''
    codes.set(code, {
      challenge: asked.get('code_challenge_method') === 'S256' ? text('code_challenge') : '',
      nonce: text('nonce'),
      redirect: text('redirect_uri'),
      client: text('client_id'),
    })
    const back = new URL(text('redirect_uri'))
    back.search = new URLSearchParams({ code, state: text('state') }).toString()
    response.writeHead(303, { location: back.href }).end()
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const form = new URLSearchParams(Buffer.concat(pieces).toString())
    const given = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    if (!isClient(request, form)) return json(response, { error: 'invalid_client' }, 401)
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!given || given.challenge !== proof || given.redirect !== form.get('redirect_uri'))
      return json(response, { error: 'invalid_grant' }, 400)
    json(response, { access_token: 'opaque', token_type: 'Bearer', expires_in: 300, id_token: idToken(given) })
  }

  function isClient({ headers }: IncomingMessage, form: URLSearchParams): boolean {
    const basic = Buffer.from((headers.authorization ?? '').replace('Basic ', ''), 'base64').toString()
    const [id, secret] = headers.authorization
      ? basic.split(':').map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
      : [form.get('client_id'), form.get('client_secret')]
    return id === CLIENT.id && secret === CLIENT.secret
  }

  function idToken({ nonce, client }: Given): string {
    const now = Math.floor(Date.now() / 1000)
    const honest = { iss: issuer.origin, aud: client, iat: now, exp: now + 300, nonce }
    const said = issuer.whenAsked ? { sub: issuer.who['sub'] } : issuer.who
    const packed = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')
    const head = issuer.signs === 'not at all' ? { alg: 'none' } : { alg: 'RS256', kid: 'k' }
    const words = `${packed(head)}.${packed({ ...honest, ...said, ...issuer.lies })}`
    if (issuer.signs === 'not at all') return `${words}.`
    const { privateKey } = issuer.signs === 'rightly' ? keys : others
    return `${words}.${createSign('sha256').update(words).sign(privateKey, 'base64url')}`
  }

  return issuer
}
