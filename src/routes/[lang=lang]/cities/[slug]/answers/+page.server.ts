import { error, fail, redirect, type Cookies } from '@sveltejs/kit'
import type { Outcome } from '#base/outcome.ts'
import { whenStored } from '#platform/database/stored.server.ts'
import { faultFacts, log } from '#platform/web/log.server.ts'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { readTold, type ToldFaults, type TypedTold } from '#features/cities/answer-input.ts'
import { isSpeaker, whyNotRelease, type Speaker } from '#features/cities/answering.access.ts'
import {
  confirmAnswer,
  giveAnswer,
  releaseAnswers,
  showAnswerTo,
  withdrawAnswer,
} from '#features/cities/answering.server.ts'
import { readChosen, type SaidFault } from '#features/fit/answer-form.ts'
import { cityAnswering, findCounter, standingOf, type Counter } from '#features/fit/city-answering.server.ts'
import { movedBetween } from '#features/fit/moved.ts'
import { practicesInView } from '#features/fit/practices-in-view.server.ts'
import { cardsOf } from '#features/fit/worth-a-look.server.ts'
import { LABELS } from '#features/registry/item.ts'
import { giveWithHeldNote, noteStanding } from '#features/cities/held-note.server.ts'
import { listOwnHeld } from '#features/safeguards/held.queries.server.ts'
import { insistingIn, screenForm, type Warning } from '#features/safeguards/screened-form.ts'
import { askingOf } from '../../../../asking.server.ts'
import { takeTold, tell } from '../../../../own-answers.server.ts'

const DONE = ['unchanged', 'shown', 'released', 'withdrawn', 'kept', 'held'] as const

export const load = async ({ locals, params, url, cookies }) => {
  const asking = ownAsking(locals)
  const ask = url.searchParams.get('ask')
  const answering = await cityAnswering(asking, {
    slug: params.slug,
    sitting: locals.person?.sitsIn ?? null,
    today: todayOf(locals),
    ask: ask !== null && locals.vocabulary.factors.has(ask) ? ask : null,
  })
  if (!answering) error(404, 'no such city')
  const told = await takeTold(cookies)
  const cards = told?.moves.length
    ? await cardsOf(
        asking,
        { view: await practicesInView(locals.db, locals.actor, asking) },
        told.moves.map(({ practice }) => practice),
      )
    : {}
  return {
    ...answering,
    ask: answering.opened && ask === answering.opened.question.factor ? ask : null,
    today: todayOf(locals),
    // just put aside; what becomes of it is told on the desk and by mail
    held:
      url.searchParams.get('done') === 'held'
        ? await listOwnHeld(locals.db, locals.actor, { itemId: answering.cityId, kind: 'answer' })
        : [],
    told,
    cards,
    done: DONE.find((done) => done === url.searchParams.get('done')) ?? null,
  }
}

/** Answers of this browser play no part here. */
const ownAsking = (locals: App.Locals) => ({ ...askingOf(locals), visitorId: null })

/** The day it is for whoever answers. */
const todayOf = ({ now, person }: App.Locals): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: person?.zone ?? 'Etc/UTC', dateStyle: 'short' }).format(now)

export type Typed = TypedTold & { value: string[]; read: string }
/** Why an answer was not taken, or an act not done; with all that was typed. */
export type Refusal = {
  factor: string
  typed: Typed | null
  value?: SaidFault
  told?: ToldFaults
  warning?: Warning
  why?: 'stale' | 'wider_needs_lead' | 'earlier_than_present' | 'not_stored' | 'needs_representative'
}

type Event = { request: Request; cookies: Cookies; locals: App.Locals; url: URL; params: { slug: string } }
type Act = { event: Event; form: FormData; counter: Counter; factor: string; text: (name: string) => string }

/** The form, the question and the counter; what nobody could send from the page is refused. */
async function actOf(event: Event): Promise<Act> {
  const { locals, params, request } = event
  const form = await typedForm(request)
  const text = (name: string) => (form ? (textsIn(form, name)[0] ?? '') : '').slice(0, 5000)
  if (!form) error(400, 'not a form')
  const counter = await findCounter(ownAsking(locals), {
    slug: params.slug,
    sitting: locals.person?.sitsIn ?? null,
    today: todayOf(locals),
  })
  if (!counter) error(404, 'no such city')
  return { event, form, counter, factor: text('factor'), text }
}

function speakerOf({ counter }: Act): Speaker {
  if (!isSpeaker(counter.speaker)) error(403, `not from this seat: ${counter.speaker}`)
  return counter.speaker
}
const factorOf = ({ event, factor }: Act) =>
  event.locals.vocabulary.factors.get(factor) ?? error(400, 'no such question')

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const keyOf = (typed: string): string => (UUID.test(typed) ? typed : error(400, 'no such key'))

/** Does it, or says that the world refused; then leads back to the question. */
async function stored<Value>({ event }: Act, work: () => Promise<Value>): Promise<Outcome<Value, 'not_stored'>> {
  return whenStored(work, (fault) =>
    log({ event: 'city_answer.not_stored', id: event.locals.id, ...faultFacts(fault) }),
  )
}

const back = ({ event, factor }: Act, done: (typeof DONE)[number] | null): never =>
  redirect(303, `${event.locals.addresses.cityAnswers(event.params.slug, { done })}#${factor || 'top'}`)

/** Does an act of the city and says on the next page which practices it moved. */
async function withMoves<Value>(act: Act, work: () => Promise<Value>): Promise<Outcome<Value, 'not_stored'>> {
  const asking = ownAsking(act.event.locals)
  const before = await standingOf(asking, act.counter.city)
  const done = await stored(act, work)
  if (!done.ok) return done
  const moves = movedBetween(before, await standingOf(asking, act.counter.city))
  await tell(act.event, { factor: act.factor, moves })
  return done
}

export const actions = {
  give: async (event: Event) => {
    const act = await actOf(event)
    const [speaker, factor] = [speakerOf(act), factorOf(act)]
    const typed = typedIn(act)
    const refuse = (status: number, why: Omit<Refusal, 'factor' | 'typed'>) =>
      fail(status, { factor: act.factor, typed, ...why } satisfies Refusal)

    const chosen = readChosen(factor, typed.value)
    const told = readTold(typed, todayOf(event.locals))
    const { db, actor, language } = event.locals
    const of = { cityId: act.counter.city.id, factor: act.factor, speaker }
    const note = {
      field: 'note',
      text: typed.note.trim().replace(/\r\n?/g, '\n'),
      former: await noteStanding(db, of, language),
      becomesPublic: typed.label === 'public',
    }
    const screened = screenForm([note], insistingIn(act.text))
    if (!chosen.ok || !told.ok || screened.state === 'warn')
      return refuse(400, {
        ...(chosen.ok ? {} : { value: chosen.reason }),
        ...(told.ok ? {} : { told: told.faults }),
        ...(screened.state === 'warn' ? { warning: screened.warning } : {}),
      })

    const answer = {
      ...of,
      chosen: chosen.value,
      told: told.told,
      language,
      read: UUID.test(typed.read) ? typed.read : null,
    }
    const [found] = screened.state === 'held' ? screened.texts : []
    const give = () =>
      found && screened.state === 'held'
        ? giveWithHeldNote(db, actor, answer, { text: found, why: screened.why })
        : giveAnswer(db, actor, answer)
    const given = speaker.as === 'administration' ? await withMoves(act, give) : await stored(act, give)
    if (!given.ok) return refuse(503, { why: given.reason })
    if (!given.value.ok) return refuse(given.value.reason === 'stale' ? 409 : 400, { why: given.value.reason })
    if (found) back(act, 'held')
    back(act, speaker.as === 'partner' ? 'kept' : given.value.value === 'unchanged' ? 'unchanged' : null)
  },

  still: async (event: Event) => {
    const act = await actOf(event)
    const [speaker] = [speakerOf(act), factorOf(act)]
    const { db, actor } = event.locals
    const asked = { cityId: act.counter.city.id, factor: act.factor, speaker }
    const confirmed = await withMoves(act, () =>
      confirmAnswer(db, actor, { ...asked, read: keyOf(act.text('read')), today: todayOf(event.locals) }),
    )
    if (!confirmed.ok) return fail(503, { factor: act.factor, typed: null, why: confirmed.reason } satisfies Refusal)
    if (!confirmed.value.ok)
      return fail(409, { factor: act.factor, typed: null, why: confirmed.value.reason } satisfies Refusal)
    back(act, null)
  },

  show: async (event: Event) => {
    const act = await actOf(event)
    factorOf(act)
    const label = LABELS.filter((each) => each !== 'cities').find((each) => each === act.text('label'))
    if (!label) error(400, 'no such label')
    const { db, actor, person } = event.locals
    const shown = await stored(act, () =>
      showAnswerTo(db, actor, {
        seat: person?.sitsIn ?? null,
        cityId: act.counter.city.id,
        id: keyOf(act.text('id')),
        label,
      }),
    )
    if (!shown.ok) return fail(503, { factor: act.factor, typed: null, why: shown.reason } satisfies Refusal)
    if (shown.value.ok) back(act, 'shown')
    else if (shown.value.reason === 'not_there') error(404, 'no such answer')
    else if (shown.value.reason === 'not_your_answer') error(403, 'not from this seat')
    else return fail(409, { factor: act.factor, typed: null, why: shown.value.reason } satisfies Refusal)
  },

  release: async (event: Event) => {
    const act = await actOf(event)
    const speaker = speakerOf(act)
    const why = whyNotRelease(speaker)
    if (why === 'needs_representative') return fail(403, { factor: act.factor, typed: null, why } satisfies Refusal)
    if (why !== null) error(403, why)
    const factor = act.factor === '' ? 'all' : factorOf(act).code
    const { db, actor } = event.locals
    const released = await stored(act, () =>
      releaseAnswers(db, actor, { cityId: act.counter.city.id, speaker, factor }),
    )
    if (!released.ok) return fail(503, { factor: act.factor, typed: null, why: released.reason } satisfies Refusal)
    back(act, 'released')
  },

  withdraw: async (event: Event) => {
    const act = await actOf(event)
    const speaker = speakerOf(act)
    const why = whyNotRelease(speaker)
    if (why === 'needs_representative') return fail(403, { factor: act.factor, typed: null, why } satisfies Refusal)
    if (why !== null) error(403, why)
    factorOf(act)
    const { db, actor } = event.locals
    const asked = { cityId: act.counter.city.id, factor: act.factor, speaker }
    const withdrawn = await stored(act, () => withdrawAnswer(db, actor, asked))
    if (!withdrawn.ok) return fail(503, { factor: act.factor, typed: null, why: withdrawn.reason } satisfies Refusal)
    back(act, 'withdrawn')
  },
}

const typedIn = ({ form, text }: Act): Typed => ({
  value: textsIn(form, 'value')
    .slice(0, 50)
    .map((value) => value.slice(0, 100)),
  label: text('label'),
  how: text('how'),
  confidence: text('confidence'),
  day: text('day'),
  note: text('note'),
  readers: textsIn(form, 'reader').slice(0, 200),
  read: text('read'),
})
