/** Makes requests of every kind that comes to a public server, good and bad, from a seed. */
import { sign } from '#platform/web/signed.server.ts'
import { filled } from './fuzz-forms.ts'
import { bytes, odd, valid, type Chance, type Known } from './fuzz-values.ts'
import { oneOf } from './measure.ts'

export type Asked = {
  route: string
  method: string
  target: string
  headers: [string, string][]
  body: Buffer | null
  /** sent as it is, instead of all that */ raw: Buffer | null
}

const HOST = '127.0.0.1'

/** `cookie`: of the person who asks; empty for a visitor, who sends odd ones. */
export function requestOf(
  routes: readonly string[],
  known: Known,
  at: { origin: string; cookie: string },
  chance: Chance,
): Asked {
  const route = oneOf(routes, chance)
  const target = `${pathOf(route, known, chance)}${queryOf(known, chance)}`
  const drawn = chance()
  const asked: Asked = {
    route,
    method: 'GET',
    target,
    headers: headersOf(known, at.cookie, chance),
    body: null,
    raw: null,
  }
  if (drawn < 0.03) return { ...asked, route: '(raw bytes)', raw: rawOf(target, chance) }
  if (drawn < 0.09)
    return {
      ...asked,
      method: oneOf(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'get', 'QUERY'], chance),
    }
  if (drawn < 0.22 && known.forms.length > 0) return replayed(asked, known, at.origin, chance)
  if (drawn < 0.3) return posted(asked, known, at.origin, chance)
  return asked
}

/** Each parameter of the route in place: what is there, else what is there elsewhere, else what is not. */
function pathOf(route: string, known: Known, chance: Chance): string {
  const calm = chance() < 0.6
  const values = fitting(route, known, chance)
  return route.replace(/\[(?:\.\.\.)?([a-z]+)(?:=[a-z]+)?\]/g, (_, name: string) => {
    if (calm || (name === 'lang' && chance() < 0.8) || chance() < 0.3)
      return (values[name] ?? (() => valid(known, chance)))()
    return chance() < 0.3 ? valid(known, chance) : odd(chance)
  })
}

function fitting(route: string, known: Known, chance: Chance): Record<string, () => string> {
  const [list = '', code = ''] = oneOf(known.terms, chance).split('/')
  const slugs = route.includes('/cities') ? known.cities : known.practices
  return {
    lang: () => oneOf(['en', 'fr', 'ar'], chance),
    slug: () =>
      route.startsWith('/id/')
        ? oneOf([`${list}/${code}`, list, `${list}/${code}/steps`], chance)
        : oneOf(slugs, chance),
    list: () => list,
    code: () => code,
    page: () => oneOf(['about', 'joining', 'method', 'privacy', 'accessibility', 'data'], chance),
    status: () => oneOf(['400', '403', '413', '414', '503', '404', '200', '999'], chance),
    revision: () => oneOf(['1', '1', '1', '2', '0', '-1'], chance),
    format: () => oneOf(['bib', 'ris', 'json', 'xml'], chance),
    kind: () => oneOf(['practices', 'cities', 'vocabulary'], chance),
  }
}

function queryOf(known: Known, chance: Chance): string {
  const drawn = chance()
  if (drawn < 0.25) return ''
  if (drawn < 0.26)
    return `?${`${oneOf(known.names, chance)}=${valid(known, chance)}&`.repeat(10_000)}`.slice(0, 120_000)
  if (drawn < 0.3) return `?${`${oneOf(known.names, chance)}=${valid(known, chance)}&`.repeat(300)}`.slice(0, 7_500)
  const pairs = Array.from(
    { length: 1 + Math.floor(chance() * 4) },
    () =>
      `${chance() < 0.9 ? oneOf(known.names, chance) : odd(chance)}=${chance() < 0.6 ? valid(known, chance) : odd(chance)}`,
  )
  return `?${pairs.join(oneOf(['&', '&', '&', '&&', ';', '&='], chance))}`.slice(0, 100_000)
}

/** A form that the product offered somewhere in this run, perhaps to somebody else. */
function replayed(asked: Asked, known: Known, origin: string, chance: Chance): Asked {
  const form = oneOf(known.forms, chance)
  const [type, body] = filled(form, known, chance)
  return {
    ...asked,
    route: '(form of a page)',
    method: 'POST',
    target: form.action,
    headers: [...asked.headers, ['origin', origin], ['content-type', type]],
    body,
  }
}

function headersOf(known: Known, cookie: string, chance: Chance): [string, string][] {
  const sometimes = (share: number, name: string, values: readonly string[]): [string, string][] =>
    chance() < share ? [[name, oneOf(values, chance)]] : []
  return [
    ['accept', oneOf(['text/html', 'text/html', '*/*', 'application/json', 'image/webp', ''], chance)],
    ...(cookie !== ''
      ? [['cookie', cookie] as [string, string]]
      : chance() < 0.25
        ? [['cookie', cookieOf(known, chance)] as [string, string]]
        : []),
    ...sometimes(0.2, 'accept-encoding', ['br', 'gzip', 'br;q=0', '*', 'nonsense', 'identity']),
    ...sometimes(0.2, 'accept-language', [
      'fr',
      'ar-TN',
      'xx',
      '*',
      'en;q=nonsense',
      'fr;q=2,ar;q=-1',
      'a'.repeat(3000),
      ',,,;;;',
    ]),
    ...sometimes(0.1, 'if-none-match', ['*', '""', 'W/"x"', 'W/', '"'.repeat(500), ','.repeat(2000)]),
    ...sometimes(0.05, 'if-modified-since', ['yesterday', 'Tue, 24 Nov 2026 00:00:00 GMT']),
    ...sometimes(0.05, 'range', ['bytes=0-1', 'bytes=-1', 'bytes=9-1,,']),
    ...sometimes(0.05, 'x-forwarded-proto', ['https', 'javascript', '']),
    ...sometimes(0.05, 'x-forwarded-host', ['evil.example', 'a b', '']),
    ...sometimes(0.05, 'x-public-protocol', ['https', 'file', '']),
    ...sometimes(0.05, 'x-sveltekit-action', ['true']),
    ...sometimes(0.05, 'save-data', ['on', 'off']),
    ...sometimes(0.02, 'x-long', ['a'.repeat(20_000), 'a'.repeat(140_000)]),
  ]
}

/** Forged, cut, expired, of another purpose, and good ones. */
function cookieOf({ key, cities, given }: Known, chance: Chance): string {
  const kept = oneOf(given.length > 0 ? given : ['visitor=none'], chance)
  if (chance() < 0.3) return kept
  const uuid = '019a0000-0000-7000-8000-000000000000'
  return oneOf(
    [
      `visitor=${uuid}`,
      `visitor=${uuid}.AAAA`,
      `visitor=${sign(key, 'visitor', uuid)}`,
      `visitor=${sign(key, 'seat', uuid)}`,
      `visitor=${sign(key, 'visitor', 'no key at all')}`,
      `seat=${sign(key, 'seat', 'demo-marsa-lawz')}`,
      `seat=${sign(key, 'seat', oneOf(cities, chance))}`,
      `seat=${sign(key, 'seat', 'no-such-city')}`,
      `seat=demo-marsa-lawz.forged`,
      `seat=${'a'.repeat(4000)}`,
      `seat=${sign(key, 'seat', 'demo-bjerkhavn')}; visitor=${sign(key, 'visitor', uuid)}`,
      `seat=${sign(Buffer.from('another'), 'seat', 'demo-marsa-lawz')}`,
      'language=fr',
      'language=xx',
      `language=${bytes(30, chance)}`,
      '=;;;=',
      'seat',
      '',
      'seat=.',
      'seat=%',
      `__proto__=1; constructor=2`,
      'a=b; '.repeat(500),
    ],
    chance,
  )
}

const FORM = 'application/x-www-form-urlencoded'
const BOUNDARY = '----bench'

function posted(asked: Asked, known: Known, origin: string, chance: Chance): Asked {
  const route = chance() < 0.4 && known.posting.length > 0 ? oneOf(known.posting, chance) : asked.route
  const path = route === asked.route ? (asked.target.split('?')[0] ?? '/') : pathOf(route, known, chance)
  const action =
    chance() < 0.7 && known.actions.length > 0 ? `?/${chance() < 0.9 ? oneOf(known.actions, chance) : odd(chance)}` : ''
  const from: [string, string][] =
    chance() < 0.75
      ? [['origin', origin]]
      : chance() < 0.7
        ? [['origin', oneOf(['https://evil.example', 'null', '', 'not a url'], chance)]]
        : []
  const [type, body] = bodyOf(known, chance)
  return {
    ...asked,
    route,
    method: 'POST',
    target: `${path}${action || queryOf(known, chance)}`,
    headers: [...asked.headers, ...from, ...(type === null ? [] : [['content-type', type] as [string, string]])],
    body,
  }
}

function bodyOf(known: Known, chance: Chance): [type: string | null, body: Buffer] {
  const pair = () =>
    `${chance() < 0.9 ? oneOf(known.names, chance) : odd(chance)}=${chance() < 0.7 ? answer(known, chance) : odd(chance)}`
  const fields = Array.from({ length: Math.floor(chance() * 6) }, pair).join('&')
  const part = (name: string, value: string) =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const makes: (() => [string | null, Buffer])[] = [
    ...Array.from({ length: 12 }, () => (): [string, Buffer] => [FORM, Buffer.from(sensible(known, chance))]),
    () => [FORM, Buffer.from(fields)],
    () => [FORM, Buffer.from(fields)],
    () => [FORM, Buffer.from(decodeLoosely(fields), 'latin1')],
    () => [FORM, noise(200, chance)],
    () => [`${FORM}; charset=klingon`, Buffer.from(fields)],
    () => [FORM, Buffer.from(`${oneOf(known.names, chance)}=1&`.repeat(10_000))],
    () => [FORM, Buffer.alloc(oneOf([200_000, 300_000, 2_000_000], chance), 'a=')],
    () => [
      `multipart/form-data; boundary=${BOUNDARY}`,
      Buffer.from(`${part(oneOf(known.names, chance), answer(known, chance))}--${BOUNDARY}--\r\n`),
    ],
    () => [`multipart/form-data; boundary=${BOUNDARY}`, Buffer.from(part('factor', 'cut').slice(0, 40))],
    () => [
      `multipart/form-data; boundary=${BOUNDARY}`,
      Buffer.from(`${part('factor"; filename="a.txt', 'a file')}--${BOUNDARY}--\r\n`),
    ],
    () => ['multipart/form-data', Buffer.from('no boundary')],
    () => [`multipart/form-data; boundary=${'b'.repeat(5000)}`, noise(500, chance)],
    () => ['application/json', Buffer.from('{"factor":')],
    () => ['text/plain', Buffer.from(fields)],
    () => ['', Buffer.from(fields)],
    () => [null, Buffer.from(fields)],
    () => [null, Buffer.alloc(0)],
  ]
  return oneOf(makes, chance)()
}

/** A form as the pages send it, now and then with something odd in one place. */
function sensible(known: Known, chance: Chance): string {
  const factor = oneOf(known.factors, chance)
  const or = (value: string) => (chance() < 0.8 ? value : odd(chance))
  const back = or(
    oneOf(
      [
        '%2Fen%2Fworth-a-look',
        '%2F%2Fevil.example',
        'https%3A%2F%2Fevil.example',
        '%2Fen%2F..%2F..',
        '%5C%5Cevil.example',
      ],
      chance,
    ),
  )
  const values = Array.from(
    { length: chance() < 0.8 ? 1 : 3 },
    () => `value=${or(oneOf([...factor.steps, 'not_known', 'rather_not_say'], chance))}`,
  ).join('&')
  return oneOf(
    [
      `factor=${or(factor.code)}&${values}`,
      `factor=${or(factor.code)}&${values}`,
      `factor=${or(factor.code)}`,
      `city=${or(oneOf(known.cities, chance))}&back=${back}`,
      `city=demo-marsa-lawz&back=${back}`,
      `back=${back}`,
    ],
    chance,
  )
}

/** A factor and a step of it, more often than chance alone would give. */
function answer(known: Known, chance: Chance): string {
  const factor = oneOf(known.factors, chance)
  return chance() < 0.5 ? oneOf([factor.code, oneOf(factor.steps, chance)], chance) : valid(known, chance)
}

const noise = (count: number, chance: Chance): Buffer =>
  Buffer.from(Array.from({ length: count }, () => Math.floor(chance() * 256)))

const decodeLoosely = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))

function rawOf(target: string, chance: Chance): Buffer {
  const head = (line: string, rest = `host: ${HOST}\r\nconnection: close\r\n`) =>
    Buffer.from(`${line}\r\n${rest}\r\n`, 'latin1')
  return oneOf(
    [
      () => head(`GET ${decodeLoosely(target).slice(0, 3000)} HTTP/1.1`),
      () => head('GET /\x00 HTTP/1.1'),
      () => head('GET /en/\xff\xfe HTTP/1.1'),
      () => head('GET /en HTTP/1.1', 'connection: close\r\n'),
      () => head('GET /en HTTP/1.0'),
      () => head('GET http://evil.example/en HTTP/1.1'),
      () => head('GET //evil.example/en HTTP/1.1'),
      () => head('GET /en#fragment HTTP/1.1'),
      () => head('OPTIONS * HTTP/1.1'),
      () => head('GET /en HTTP/1.1', `host: ${HOST}\r\nhost: evil.example\r\nconnection: close\r\n`),
      () => head('GET /en HTTP/1.1', 'host: \r\nconnection: close\r\n'),
      () => head('GET /en HTTP/1.1', 'host: a b\r\nconnection: close\r\n'),
      () => head('GET /en HTTP/1.1', `host: ${HOST}\r\nx: \x00\r\nconnection: close\r\n`),
      () =>
        head('POST /en HTTP/1.1', `host: ${HOST}\r\ncontent-length: 5\r\ncontent-length: 6\r\nconnection: close\r\n`),
      () => head('POST /en HTTP/1.1', `host: ${HOST}\r\ntransfer-encoding: chunked\r\nconnection: close\r\n`),
      () => Buffer.from('GET /en\r\n\r\n'),
      () => noise(300, chance),
      () => head('CONNECT evil.example:443 HTTP/1.1'),
      () => head('GET * HTTP/1.1'),
      () => head('GET /en?q=\xc3\x28 HTTP/1.1'),
      () => head('GET /en HTTP/9.9'),
    ],
    chance,
  )()
}
