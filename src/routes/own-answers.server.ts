/** The answers of this browser: how one is given on any page, what is said of it afterwards, and what a cookie that went stale leads to. */
import { error, fail, redirect, type ActionFailure, type Cookies } from '@sveltejs/kit'
import { whenStored } from '#platform/database/stored.server.ts'
import { faultFacts, log } from '#platform/web/log.server.ts'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { sign, unsign } from '#platform/web/signed.server.ts'
import { readChosen, type SaidFault } from '#features/fit/answer-form.ts'
import { findCompared } from '#features/fit/compared.server.ts'
import { laidOutFor, layOut } from '#features/fit/laid-out.server.ts'
import { movedBetween, type Move } from '#features/fit/moved.ts'
import { saveVisitorAnswer } from '#features/fit/visitor.queries.server.ts'
import { askingOf } from './asking.server.ts'
import { instance } from './instance.server.ts'
import { forgetVisitor, rememberVisitor, VISITOR_COOKIE, VISITOR_DAYS } from './who-asks.server.ts'

/** What could not be taken: of which question, why, and what was chosen. */
export type Refused = { factor: string; fault: SaidFault; typed: string[] }
export type Event = { request: Request; cookies: Cookies; locals: App.Locals; url: URL }

/** Saves one answer for this browser and leads back to the page. `concerns` say which practices are watched for what moves, `city` whom the page is for; `own`: the page is the browser's own, also while somebody reads from a seat. */
export async function saveAnswer(
  event: Event,
  back: { address: string; concerns: readonly string[]; city?: string | null; own?: boolean },
): Promise<ActionFailure<Refused>> {
  const { cookies, locals, url, request } = event
  const form = await typedForm(request)
  const code = form ? (textsIn(form, 'factor')[0] ?? '') : ''
  const factor = locals.vocabulary.factors.get(code)
  if (!form || !factor) error(400, 'no such question')
  const typed = textsIn(form, 'value').slice(0, 50)
  const chosen = readChosen(factor, typed)
  if (!chosen.ok)
    return fail(400, { factor: code, fault: chosen.reason, typed: typed.map((value) => value.slice(0, 100)) })

  // A city's answers, also those of the seat that somebody reads from, are not this browser's to give.
  const asking = back.own ? { ...askingOf(locals), seat: null } : askingOf(locals)
  const before = await layOut(asking, { city: back.city ?? null, concerns: back.concerns })
  if (before.compared.kind !== 'you') error(403, 'not from this seat')
  const saved = await whenStored(
    () =>
      saveVisitorAnswer(locals.db, {
        visitorId: locals.visitorId,
        now: locals.now,
        days: VISITOR_DAYS,
        factor: code,
        ...chosen.value,
      }),
    (fault) => log({ event: 'answer.not_stored', id: locals.id, ...faultFacts(fault) }),
  )
  if (!saved.ok) return fail(503, { factor: code, fault: saved.reason, typed })
  const visitorId = saved.value
  const after = laidOutFor(before.view, await findCompared({ ...asking, visitorId }, null), back.concerns)
  const { key } = await instance()
  rememberVisitor(cookies, key, visitorId, url.protocol === 'https:')
  await tell(event, { factor: code, moves: movedBetween(before.discovery, after.discovery) })
  redirect(303, back.address)
}

/** What an answer moved: said once, on the page that follows. It lies in a cookie of this browser for a minute, never in an address. */
export type Told = { factor: string; moved: number; moves: Move[] }

const TOLD_COOKIE = 'told'
const MOVES_TOLD = 3
/** Signed values are kept short: of moves between practices with long names, as many as fit. */
const LONGEST_TOLD = 420

export async function tell(
  { cookies, url }: Pick<Event, 'cookies' | 'url'>,
  { factor, moves }: { factor: string; moves: readonly Move[] },
): Promise<void> {
  const { key } = await instance()
  const written = [MOVES_TOLD, 2, 1, 0].map((count) =>
    Buffer.from(JSON.stringify({ factor, moved: moves.length, moves: moves.slice(0, count) } satisfies Told)).toString(
      'base64url',
    ),
  )
  const value = written.find((text) => text.length <= LONGEST_TOLD) ?? ''
  cookies.set(TOLD_COOKIE, sign(key, TOLD_COOKIE, value), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: 60,
  })
}

/** null: nothing was just saved. */
export async function takeTold(cookies: Pick<Cookies, 'get' | 'delete'>): Promise<Told | null> {
  const signed = cookies.get(TOLD_COOKIE)
  if (signed === undefined) return null
  cookies.delete(TOLD_COOKIE, { path: '/' })
  const { key } = await instance()
  const value = unsign(key, TOLD_COOKIE, signed)
  return value === null ? null : (JSON.parse(Buffer.from(value, 'base64url').toString()) as Told)
}

/** The cookie was changed, or its answers have expired: it is taken away, and the page says so this once. */
export function forgetStaleCookie(
  cookies: Pick<Cookies, 'get' | 'delete'>,
  locals: App.Locals,
  expired: boolean,
): boolean {
  const stale = expired || (locals.visitorId === null && cookies.get(VISITOR_COOKIE) !== undefined)
  if (stale) forgetVisitor(cookies as Cookies)
  return stale
}
