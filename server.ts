/** The web server around the built pages: says the public address per request, refuses what cannot be read, stops cleanly. */
import { createServer, type IncomingMessage } from 'node:http'
import { readConfig } from './src/platform/config.ts'
import { FORM_WITH_FILE_BYTES } from './src/platform/files/media-type.ts'

const LONGEST_ADDRESS = 8_000
const read = readConfig(process.env)
if (!read.ok) throw new Error(read.reason.join('\n'))
const { port, host, origin, formBytes } = read.value
const seen = new URL(origin ?? `http://localhost:${port}`)
process.env['PROTOCOL_HEADER'] = 'x-public-protocol'
process.env['BODY_SIZE_LIMIT'] = String(FORM_WITH_FILE_BYTES) // the largest of any; the smaller one of most pages is held below
if (origin) process.env['HOST_HEADER'] = 'x-public-host'
const built = './build/handler.js' // after the lines above: it reads them when it is loaded
const { handler } = (await import(built)) as {
  handler: (request: IncomingMessage, response: unknown, next: () => void) => void
}

/** An address that no page could read, or a form that another site sends, leads to the calm page for it, in the reader's language. */
function addressOf(request: IncomingMessage): string {
  const url = request.url ?? '/'
  const language = /^\/(fr|ar)(?:[/?]|$)/.exec(url)?.[1] ?? 'en'
  if (isForeignForm(request)) return `/${language}/refused/403`
  if (url.length > LONGEST_ADDRESS) return `/${language}/refused/414`
  if (BRINGS_A_FILE.test(url)) {
    if (bytesOf(request) > FORM_WITH_FILE_BYTES)
      return `${url.split('?')[0]}?fault=too_large${/[?&](?:add|change)=[\w-]+/.exec(url)?.[0].replace('?', '&') ?? ''}`
  } else if (bytesOf(request) > formBytes) return `/${language}/refused/413`
  try {
    return /%00|\0/.test(decodeURIComponent(url.split('?')[0] ?? '')) || url.startsWith('//')
      ? `/${language}/refused/400`
      : url
  } catch {
    return `/${language}/refused/400`
  }
}

/** Pages whose forms bring files: whoever may bring one is asked there before anything is read. */
const BRINGS_A_FILE = /^\/(?:en|fr|ar)\/(?:cities|organisations)\/[^/?]+\/files\/?(?:\?|$)/

/** A body that does not say how long it is could be of any length: browsers always say. */
const bytesOf = ({ headers }: IncomingMessage): number =>
  headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Infinity

/** The framework would refuse it too, with a line in English and none of our headers. */
const isForeignForm = ({ method = '', headers }: IncomingMessage): boolean =>
  /^(POST|PUT|PATCH|DELETE)$/.test(method) && headers.origin !== originOf({ headers })

const originOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string =>
  `${seen.protocol}//${origin ? seen.host : (headers.host ?? '')}`

/** Mail programs press "stop" themselves (RFC 8058), from nowhere: the signed address alone says that they may. */
const isOneClickStop = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'POST' && headers.origin === undefined && /^\/[a-z]{2}\/stop\/[^/]+$/.test(url ?? '')

const server = createServer({ maxHeaderSize: 131_072 }, (request, response) => {
  request.headers['x-public-protocol'] = seen.protocol.slice(0, -1)
  if (isOneClickStop(request)) request.headers.origin = originOf(request)
  if (origin) request.headers['x-public-host'] = seen.host
  const address = addressOf(request)
  if (address !== request.url) request.method = 'GET' // what is refused is not read
  request.url = address
  if (request.url.startsWith('/fonts/')) response.setHeader('cache-control', 'public, max-age=31536000, immutable') // named by what is in them
  handler(request, response, () => {
    response.statusCode = 404
    response.end()
  })
})

// Nobody is led on to other servers from here; without an answer the line would just break.
server.on('connect', (_, line) => line.end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\r\n'))

export const listening = new Promise<string>((tell, fail) => {
  server.once('error', fail)
  server.listen(port, host, () => {
    const at = server.address()
    tell(`http://${host.includes(':') ? `[${host}]` : host}:${typeof at === 'object' && at ? at.port : port}`)
  })
})

/** Lets open requests finish, for ten seconds at most. */
export const stop = () =>
  new Promise<void>((tell) => {
    server.close(() => tell())
    server.closeIdleConnections()
    setTimeout(() => (server.closeAllConnections(), tell()), 10_000).unref()
  })
