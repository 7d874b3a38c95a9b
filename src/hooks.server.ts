/** Every request passes here: id, language, who asks, doors, validators, safe headers, packing, one line of log. */
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import { version } from '$app/env'
import { paraglideMiddleware } from '#paraglide/server.js'
import { directionOf, FALLBACK, isLanguage, type Language } from '#platform/language/languages.ts'
import { addVary, compressed } from '#platform/web/compress.server.ts'
import { isStorageFault } from '#platform/database/stored.server.ts'
import { faultFacts, log } from '#platform/web/log.server.ts'
import { matches, validatorOf } from '#platform/web/validators.ts'
import { countUnseen } from '#features/notices/notice.queries.server.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { findEpoch } from '#features/registry/item.queries.server.ts'
import { newKey } from '#base/keys.server.ts'
import { SESSION_COOKIE, VISITOR_COOKIE, whoAsks } from './routes/who-asks.server.ts'
import { doorOf, type Door } from './routes/doors.ts'
import { instance, publicVocabulary, reviveInstance } from './routes/instance.server.ts'

export const handle: Handle = async ({ event, resolve }) => {
  const began = performance.now()
  const { locals } = event
  locals.id = newKey()
  locals.now = new Date()
  locals.language = languageOf(event.url.pathname)
  locals.addresses = addressesIn(locals.language)
  await meet(event)

  const fresh = validator(event)
  const response =
    fresh && matches(event.request.headers.get('if-none-match'), fresh)
      ? new Response(null, { status: 304 })
      : await answer(event, resolve)
  const sent = withHeaders(event, response, fresh)
  const safe = isFile(event) ? sent : await compressed(sent, event.request.headers.get('accept-encoding'))
  log({
    event: 'request',
    id: locals.id,
    method: event.request.method,
    route: event.route.id,
    status: safe.status,
    ms: Math.round(performance.now() - began),
  })
  return safe
}

type Event = Parameters<Handle>[0]['event']

const FILE = '/files/[id]'
const isFile = ({ route }: Event): boolean => route.id === FILE

function languageOf(path: string): Language {
  const first = path.split('/')[1]
  return isLanguage(first) ? first : FALLBACK
}

/** Who asks, and what is public just now. A database that does not answer refuses the page calmly, not the process. */
async function meet(event: Event): Promise<void> {
  const { locals } = event
  Object.assign(locals, {
    actor: VISITOR,
    visitorId: null,
    person: null,
    seat: null,
    unseen: 0,
    refusal: null,
    epoch: 0,
  })
  try {
    const { db, files, config, key } = await instance()
    locals.db = db
    locals.files = files
    locals.demonstration = config.demonstration
    if (doorOf(event.route.id) === undefined || event.route.id === '/healthz') return
    locals.epoch = await findEpoch(db)
    locals.vocabulary = await publicVocabulary(locals.epoch, db)
    Object.assign(
      locals,
      await whoAsks(db, {
        cookies: event.cookies,
        key,
        demonstration: config.demonstration,
        language: locals.language,
      }),
    )
    const { person, actor } = locals
    if (person && actor.kind === 'person' && /^(GET|POST)$/.test(event.request.method))
      locals.unseen = await countUnseen(db, actor, person.id)
  } catch (error) {
    locals.refusal = 503
    log({ event: 'database.unreachable', id: locals.id, ...faultFacts(error) })
    reviveInstance()
  }
}

/** Pages of one moment or of whoever holds the address: kept nowhere. */
const OWN_TO_EACH = /^\/(healthz|readyz|files)|\/refused|\/sign-in|\/report\b|\[token\]/

/** Only pages that are the same for everybody carry a validator. */
function validator(event: Event): string | null {
  const { locals, request } = event
  // a cookie that was changed is told once and taken away: that page is nobody else's either
  const anonymous =
    locals.person === null &&
    locals.visitorId === null &&
    [VISITOR_COOKIE, SESSION_COOKIE].every((name) => event.cookies.get(name) === undefined)
  if (!anonymous || locals.refusal || !/^(GET|HEAD)$/.test(request.method)) return null
  if (event.route.id === null || event.route.id === '/' || OWN_TO_EACH.test(event.route.id)) return null
  const day = locals.now.toISOString().slice(0, 10)
  return validatorOf({
    build: version,
    language: locals.language,
    day,
    epoch: locals.epoch,
    saveData: request.headers.get('save-data') === 'on',
  })
}

/** A route without a line is a page that cannot be found. */
async function answer(event: Event, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
  const page = () =>
    resolve(event, {
      transformPageChunk: ({ html }) =>
        withoutMarkers(html)
          .replace('%lang%', event.locals.language)
          .replace('%dir%', directionOf(event.locals.language)),
      filterSerializedResponseHeaders: () => false,
    })
  const door = event.route.id === null ? 'anyone' : doorOf(event.route.id)
  if (door === undefined) return new Response(null, { status: 404 })
  if (event.locals.refusal && needsDatabase(event.route.id))
    return event.fetch(event.locals.addresses.refused(event.locals.refusal))
  if (event.url.searchParams.has(RESERVED_ACT)) return event.fetch(event.locals.addresses.refused(404))
  const elsewhere = leadsElsewhere(door, event)
  if (door === 'secretariat' && !elsewhere && !sitsAtSecretariat(event.locals.actor))
    return event.fetch(event.locals.addresses.refused(404))
  if (elsewhere) return new Response(null, { status: 303, headers: { location: elsewhere } })
  if (isFile(event)) return orCalmly(event, await page())
  if (!event.url.pathname.startsWith(`/${event.locals.language}`)) return page()
  const shown = await paraglideMiddleware(event.request, page)
  return isFaultOfFile(shown) ? event.fetch(event.locals.addresses.refused(shown.status)) : shown
}

/**
 * A file has no language: whoever follows a link to one that is not there is told in the one they read last. A page that
 * asks for a picture is told nothing at all.
 */
function orCalmly(event: Event, response: Response): Response | Promise<Response> {
  if (![404, 503].includes(response.status)) return response
  if (!(event.request.headers.get('accept') ?? '').includes('text/html'))
    return new Response(null, { status: response.status })
  const said = event.cookies.get('language')
  return event.fetch(addressesIn(isLanguage(said) ? said : FALLBACK).refused(response.status))
}

/** Whoever has to sign in first, or to give the code that follows, is led there and back. */
function leadsElsewhere(door: Door, { locals, url }: Event): string | null {
  if (door === 'anyone') return null
  const back = url.pathname + url.search
  if (locals.person === null) return locals.addresses.signIn({ back })
  if (locals.person.missing === 'code') return locals.addresses.signInCode({ back })
  return door === 'own_way' && locals.person.vouchedBy !== null ? locals.addresses.signIn({ back, own: 'yes' }) : null
}

const sitsAtSecretariat = (actor: Actor): boolean =>
  actor.kind === 'person' && actor.seats.some((seat) => seat.place === 'secretariat')

/** Where no page stands behind an address, but a file or a script's question, the framework refuses a person with a page of its own, in one language and without our policy. */
const isFaultOfFile = ({ status, headers }: Response): boolean =>
  status >= 400 &&
  status < 500 &&
  (headers.get('content-type') ?? '').startsWith('text/html') &&
  !headers.has('content-security-policy')

/** An act of this name is none; the framework takes the request for a mistake of ours. */
const RESERVED_ACT = '/default'

/** Forms and files too are refused with the calm page, before anything of them is read. */
const needsDatabase = (route: string | null): boolean =>
  route !== null && !/^\/(healthz|readyz)|\/refused\//.test(route)

/** Marks for waking a page up in the browser are dead weight where no script comes with it. */
const withoutMarkers = (html: string): string =>
  html.includes('__sveltekit') ? html : html.replace(/<!--(?:[[\]][-!0-9]*|[a-z0-9]{5,8}|)-->/g, '')

function withHeaders(event: Event, response: Response, fresh: string | null): Response {
  const headers = new Headers(response.headers)
  headers.delete('etag') // ours alone decides: the framework's own would answer 304 to a page that is private
  const sharable = fresh !== null && (response.status === 200 || response.status === 304)
  headers.set('cache-control', sharable ? 'no-cache' : 'private, no-store')
  if (sharable) headers.set('etag', fresh)
  if (sharable) addVary(headers, 'Save-Data')
  if (isPageIn(event, response))
    headers.append('set-cookie', `language=${event.locals.language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`)
  headers.set('x-content-type-options', 'nosniff')
  headers.set('x-frame-options', 'DENY')
  // not no-referrer: with that, browsers send forms to ourselves as from nowhere, and they would be refused
  headers.set('referrer-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), browsing-topics=()')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
  if (event.url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains')
  if (!headers.has('content-security-policy'))
    headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
  // what people brought is sent with headers of its own (platform/files/serve.ts)
  if (isFile(event) && (response.ok || response.status === 304))
    for (const name of ['etag', 'cache-control', 'referrer-policy'])
      if (response.headers.has(name)) headers.set(name, response.headers.get(name) ?? '')
  headers.set('x-request-id', event.locals.id)
  return new Response(response.status === 304 ? null : response.body, { status: response.status, headers })
}

/** A page in a language other than the remembered one: the door without a language leads there from now on. */
function isPageIn(event: Event, response: Response): boolean {
  const page = response.status === 200 && (response.headers.get('content-type') ?? '').startsWith('text/html')
  return (
    page &&
    event.url.pathname.startsWith(`/${event.locals.language}`) &&
    event.cookies.get('language') !== event.locals.language
  )
}

/** The reader gets a calm page with the number; the operator gets the fault, without what anybody typed. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  const id = event.locals.id
  if (kind !== 'unknown') return { id }
  const facts = faultFacts(error)
  log({ event: 'fault', id, route: event.route.id, ...facts })
  return { id, message: 'fault', status: statusOf(facts.code) }
}

/** A full disk, a lost database, a statement that took too long: the server's state, not a mistake of the page. */
function statusOf(code: string | null): number {
  return isStorageFault(code) ? 503 : 500
}
