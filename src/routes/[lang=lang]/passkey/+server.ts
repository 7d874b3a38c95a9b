/** What the small script of the passkey buttons asks: a challenge, and what its answer opens. */
import { error } from '@sveltejs/kit'
import { z } from 'zod'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { isWithinLimit } from '#features/people/attempt.queries.server.ts'
import {
  askForNewPasskey,
  askForPasskey,
  checkPasskey,
  keepPasskey,
  type Site,
} from '#features/people/passkeys.server.ts'
import { begin } from '#features/people/sign-in.server.ts'
import { fromOf } from '../../signing.server.ts'
import { rememberSession } from '../../who-asks.server.ts'

const key = z.string().regex(/^[0-9a-f-]{36}$/)
const answer = z.looseObject({ id: z.string().max(2000), response: z.looseObject({}) })
const asked = z.discriminatedUnion('step', [
  z.object({ step: z.literal('new') }),
  z.object({ step: z.literal('keep'), challenge: key, response: answer, name: z.string().max(200) }),
  z.object({ step: z.literal('ask') }),
  z.object({ step: z.literal('enter'), challenge: key, response: answer }),
])

const siteOf = (url: URL): Site => ({ id: url.hostname, origin: url.origin, name: 'Strong Cities' })
const said = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

export const POST = async (event) => {
  const { locals, request, url, cookies } = event
  const read = asked.safeParse(await request.json().catch(() => null))
  if (!read.success) error(400, 'not a step')
  const { db, person, addresses } = locals
  const site = siteOf(url)
  const ask = read.data
  if (ask.step === 'ask' || ask.step === 'enter') {
    const from = fromOf(event)
    if (!(await isWithinLimit(db, 'sign_in_network', from.network))) return said({ fault: 'too_often' }, 429)
    if (ask.step === 'ask') return said(await askForPasskey(db, site))
    const checked = await checkPasskey(db, ask as never, site)
    if (!checked.ok) return said({ fault: checked.reason }, 400)
    const { token } = await begin(db, checked.value.personId, 'passkey', from)
    rememberSession(cookies, token, url.protocol === 'https:')
    return said({ to: addresses.desk() })
  }
  // a passkey opens everything: it is not added while a code is awaited, nor by a city's provider
  if (person === null || person.demonstration || person.missing === 'code' || person.vouchedBy !== null)
    error(403, 'not for this session')
  if (ask.step === 'new') return said(await askForNewPasskey(db, person, site))
  const kept = await keepPasskey(db, person.id, ask as never, site)
  if (!kept.ok) return said({ fault: kept.reason }, 400)
  await insertAudit(db, locals.actor, { act: 'passkey.added', itemId: null })
  return said({ to: addresses.account({ done: 'passkey' }) })
}
