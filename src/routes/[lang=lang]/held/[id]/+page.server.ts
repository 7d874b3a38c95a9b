import { error, fail, redirect } from '@sveltejs/kit'
import type { Outcome } from '#base/outcome.ts'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import {
  letThrough,
  readDecision,
  returnHeld,
  strikeHeld,
  takeHeldBack,
  type HeldFault,
} from '#features/safeguards/decide-held.server.ts'
import { whyNotDecideHeld, whyNotReadOwn, whyNotReview } from '#features/safeguards/held.access.ts'
import { findHeld, findThing, type HeldRow } from '#features/safeguards/held.queries.server.ts'
import { STRUCK } from '#features/registry/struck-text.ts'
import { insistingIn, leaveOut } from '#features/safeguards/screened-form.ts'
import { screen } from '#features/safeguards/screening.ts'
import { PLACERS } from '../../../held-placers.server.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const idIn = (typed: string): string => (UUID.test(typed) ? typed : error(404, 'no such text'))

/** Two sides, one address: whoever may decide, and whoever wrote it. For anybody else there is no such page. */
export const load = async ({ locals: { db, actor, language, person }, params }) => {
  const held = await findHeld(db, idIn(params.id))
  if (!held || person === null) error(404, 'no such text')
  const thing = held.itemId ? await findThing(db, { itemId: held.itemId, language }) : undefined
  const shared = { ...shownOf(held), thing: thing ?? null, zone: person.zone }
  if (whyNotReadOwn(actor, held) === null) return { ...shared, side: 'writer' as const, stands: '', may: null }
  if (whyNotReview(actor, held)) error(404, 'no such text')
  const { now, stands } = await PLACERS[held.kind].lookAt(db, held)
  const why = (move: 'let_through' | 'strike' | 'return') => whyNotDecideHeld(actor, held, { move, now })
  const may = { let_through: why('let_through'), strike: why('strike'), return: why('return') }
  return { ...shared, side: 'reviewer' as const, stands, may }
}

const shownOf = ({ id, kind, place, text, why, state, at, decidedAt, answer, seenAt }: HeldRow) => ({
  id,
  kind,
  place,
  text,
  // what stands there now is looked at as it is typed
  findings: screen(text),
  why,
  state,
  at,
  decidedAt,
  answer,
  seen: seenAt !== null,
})

type Event = { request: Request; locals: App.Locals; params: { id: string } }

function answered(outcome: Outcome<null, HeldFault>, { locals }: Event, to: string, answer = '') {
  if (outcome.ok) redirect(303, to)
  // somebody else's text and one that is not there look alike
  if (outcome.reason === 'gone' || outcome.reason === 'not_yours') error(404, 'no such text')
  return fail(locals.person ? 409 : 403, { fault: outcome.reason, answer, warning: null })
}

const decided = async (event: Event, work: typeof letThrough) => {
  const { db, actor, addresses } = event.locals
  const outcome = await work(db, actor, { id: idIn(event.params.id), placers: PLACERS })
  return answered(outcome, event, addresses.heldTexts({ done: 'yes' }))
}

export const actions = {
  let_through: (event: Event) => decided(event, letThrough),
  strike: (event: Event) => decided(event, strikeHeld),
  send_back: async (event: Event) => {
    const { db, actor, addresses } = event.locals
    const form = await typedForm(event.request)
    const one = (name: string) => (form && textsIn(form, name)[0]) ?? ''
    const screened = leaveOut({ field: 'answer', text: one('answer') }, insistingIn(one), STRUCK)
    if ('warning' in screened) return fail(400, { fault: null, answer: one('answer'), warning: screened.warning })
    const asked = { id: idIn(event.params.id), placers: PLACERS, answer: screened.text }
    return answered(await returnHeld(db, actor, asked), event, addresses.heldTexts({ done: 'yes' }), one('answer'))
  },
  read: async (event: Event) => {
    const { db, actor, addresses } = event.locals
    return answered(await readDecision(db, actor, idIn(event.params.id)), event, addresses.desk())
  },
  take_back: async (event: Event) => {
    const { db, actor, addresses } = event.locals
    const id = idIn(event.params.id)
    return answered(await takeHeldBack(db, actor, id), event, addresses.heldText(id))
  },
}
