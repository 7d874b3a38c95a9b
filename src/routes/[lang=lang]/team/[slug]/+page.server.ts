import { error, fail, redirect } from '@sveltejs/kit'
import type { Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { confirmSeat } from '#features/people/confirm-seat.server.ts'
import { whyNotProtect } from '#features/people/profile.access.ts'
import { protectPerson } from '#features/people/protect-person.server.ts'
import { bulkInvite } from '#features/people/bulk-invite.server.ts'
import { endSeat, handOver } from '#features/people/end-seat.server.ts'
import { whyNotSetUp } from '#features/people/provider.access.ts'
import { findProvider } from '#features/people/provider.queries.server.ts'
import { readInvited, type Invited } from '#features/people/invitation.ts'
import { listInvitations } from '#features/people/invitation.queries.server.ts'
import { inviteTo, resend, revoke } from '#features/people/invite.server.ts'
import {
  rolesToGive,
  seesProtectedNames,
  whyNotConfirm,
  whyNotEnd,
  whyNotHandOver,
  whyNotInviteAnybody,
  whyNotSeeTeam,
} from '#features/people/seats.access.ts'
import { calledIn } from '#features/people/team-fault-says.ts'
import {
  findSeat,
  findTeamPlace,
  hasLeft,
  listLookedAfter,
  listTeam,
  type TeamPlace,
  type TeamSeat,
} from '#features/people/team.queries.server.ts'
import { invitedWithoutNote } from '#features/safeguards/held-invitation.server.ts'
import { insistingIn, screenForm, type Screened } from '#features/safeguards/screened-form.ts'
import { csvIn, invitationIn, keyIn } from './team-form.server.ts'

type Event = { request: Request; params: { slug: string }; locals: App.Locals }

const DONE = [
  'invited',
  'invited_held',
  'many',
  'resent',
  'just_sent',
  'revoked',
  'ended',
  'handed_over',
  'handover_invited',
  'seated',
  'confirmed',
  'protected',
] as const

/** A team that is not yours and one that is not there look alike. */
async function teamOf({ params, locals }: Pick<Event, 'params' | 'locals'>): Promise<TeamPlace> {
  const place = await findTeamPlace(locals.db, { slug: params.slug }, locals.language)
  if (!place || whyNotSeeTeam(locals.actor, place) !== null) error(404, 'no such team')
  return place
}

export const load = async ({ params, locals, url }) => {
  const { db, actor, language, person } = locals
  const place = await teamOf({ params, locals })
  const seats = await listTeam(db, actor, { placeId: place.id, language })
  const roles = rolesToGive(actor, place)
  const asked = (name: string) => seats.find((seat) => seat.id === url.searchParams.get(name))
  const [end, over, guard] = [asked('end'), asked('hand_over'), asked('protect')]
  return {
    place: { slug: place.slug, name: place.name, kind: place.kind, demonstration: place.demonstration },
    people: seats.map((seat) => memberOf(seat, locals, place)),
    end: end ? { id: end.id, refused: whyNotEnd(actor, place, end) } : null,
    handOver: over ? { id: over.id, refused: whyNotHandOver(actor, place, over) } : null,
    protect: guard ? { id: guard.id, refused: whyNotProtectHere(actor, place, guard) } : null,
    roles,
    whyNot: whyNotInviteAnybody(actor, place),
    invitations:
      roles.length > 0
        ? await listInvitations(db, { placeId: place.id, language, known: seesProtectedNames(actor, place) })
        : [],
    lookedAfter: isOffice(place)
      ? await listLookedAfter(db, actor, { hubId: place.kind === 'hub' ? place.id : null, language })
      : [],
    provider:
      whyNotSetUp(actor, place) === null ? ((await findProvider(db, { placeId: place.id }))?.active ?? false) : null,
    done: DONE.find((done) => done === url.searchParams.get('done')) ?? null,
    zone: person?.zone ?? 'Etc/UTC',
  }
}

const isOffice = ({ kind }: TeamPlace): boolean => kind === 'hub' || kind === 'secretariat'

/** Of this place alone: a lead of another place of theirs protects them there. */
const whyNotProtectHere = (actor: App.Locals['actor'], place: TeamPlace, seat: TeamSeat) =>
  whyNotProtect(actor, { id: seat.personId, protected: seat.protected }, [place])

/** Whether the acts are offered; a refusal with its own step is told on that step. */
function memberOf(seat: TeamSeat, { actor, addresses }: App.Locals, place: TeamPlace) {
  const { id, name, role, title, since, confirmedAt, confirmedBy } = seat
  const own = actor.kind === 'person' && actor.id === seat.personId
  const [end, over] = [whyNotEnd(actor, place, seat), whyNotHandOver(actor, place, seat)]
  return {
    id,
    name,
    role,
    title,
    since,
    own,
    protected: seat.protected,
    confirmedAt,
    confirmedBy,
    page: seat.hasPage ? addresses.person(seat.personId) : null,
    mayConfirm: whyNotConfirm(actor, place, seat) === null,
    mayProtect: !own && whyNotProtectHere(actor, place, seat) === null,
    mayEnd: end === null || end === 'hand_over_first' || end === 'invented_stays',
    mayHandOver: over === null || over === 'invented_stays',
  }
}

/** Who signed in, on a team that may be seen; then the form. */
async function posted(event: Event) {
  const form = await typedForm(event.request)
  if (form === null) error(400, 'no form')
  await leadOnIfLeft(event, form)
  return { place: await teamOf(event), form }
}

/** Whoever pressed twice has left with the first press: the team is not theirs any more, and all is well. */
async function leadOnIfLeft({ locals }: Event, form: FormData): Promise<void> {
  const { db, person, addresses } = locals
  if (!person || !form.has('seat')) return
  if (await hasLeft(db, { personId: person.id, seatId: keyIn(form, 'seat') }))
    redirect(303, addresses.account({ done: 'left' }))
}

const backTo = ({ locals, params }: Event, done: (typeof DONE)[number]): never =>
  redirect(303, locals.addresses.team(params.slug, { done }))

export const actions = {
  invite: async (event: Event) => {
    const { place, form } = await posted(event)
    const typed = invitationIn(form)
    const read = readInvited(typed)
    if (!read.ok) return fail(400, { at: 'invite' as const, typed, faults: read.reason, warning: null })
    const { actor } = event.locals
    const note = noteIn(form, read.value.note)
    if (note.state === 'warn') return fail(400, { at: 'invite' as const, typed, faults: [], warning: note.warning })
    const invited = await withNote(event, { placeId: place.id, invited: read.value, note }, (trx, bare) =>
      inviteTo(trx, actor, { placeId: place.id, invited: bare }),
    )
    if (!invited.ok)
      return fail(400, {
        at: 'invite' as const,
        typed,
        faults: [{ field: fieldOf(invited.reason), fault: invited.reason }],
        warning: null,
      })
    return backTo(event, note.state === 'held' ? 'invited_held' : 'invited')
  },
  many: async (event: Event) => {
    const { place, form } = await posted(event)
    const csv = await csvIn(form)
    if (!csv.ok) return fail(400, { at: 'many' as const, csv: '', fault: csv.reason })
    const { db, actor, language } = event.locals
    const apply = form.get('apply') === 'yes'
    const bulk = await bulkInvite(db, actor, { placeId: place.id, csv: csv.value, apply, called: calledIn(language) })
    if (!bulk.ok) return fail(400, { at: 'many' as const, csv: csv.value, fault: bulk.reason })
    if (bulk.value.written) return backTo(event, 'many')
    return { at: 'many' as const, csv: csv.value, fates: bulk.value.fates }
  },
  resend: async (event: Event) => {
    const { place, form } = await posted(event)
    const sent = await resend(event.locals.db, event.locals.actor, { placeId: place.id, id: keyIn(form, 'invitation') })
    if (!sent.ok) return fail(400, { at: 'act' as const, fault: sent.reason })
    return backTo(event, sent.value.sent ? 'resent' : 'just_sent')
  },
  revoke: async (event: Event) => {
    const { place, form } = await posted(event)
    const taken = await revoke(event.locals.db, event.locals.actor, {
      placeId: place.id,
      id: keyIn(form, 'invitation'),
    })
    return taken.ok ? backTo(event, 'revoked') : fail(400, { at: 'act' as const, fault: taken.reason })
  },
  end: async (event: Event) => {
    const { place, form } = await posted(event)
    const ended = await endSeat(event.locals.db, event.locals.actor, { placeId: place.id, seatId: keyIn(form, 'seat') })
    if (!ended.ok) return fail(400, { at: 'act' as const, fault: ended.reason })
    // whoever left may not see the team any more
    return ended.value.own ? redirect(303, event.locals.addresses.account({ done: 'left' })) : backTo(event, 'ended')
  },
  confirm: async (event: Event) => {
    const { place, form } = await posted(event)
    const key = { placeId: place.id, seatId: keyIn(form, 'seat') }
    const confirmed = await confirmSeat(event.locals.db, event.locals.actor, key)
    return confirmed.ok ? backTo(event, 'confirmed') : fail(400, { at: 'act' as const, fault: confirmed.reason })
  },
  protect: async (event: Event) => {
    const { place, form } = await posted(event)
    const { db, actor } = event.locals
    const seat = await findSeat(db, { placeId: place.id, seatId: keyIn(form, 'seat') })
    if (!seat) return fail(400, { at: 'act' as const, fault: 'gone' as const })
    const guarded = await protectPerson(db, actor, { personId: seat.personId })
    if (guarded.ok || guarded.reason === 'already') return backTo(event, 'protected')
    return fail(400, {
      at: 'act' as const,
      fault: guarded.reason === 'gone' ? ('gone' as const) : ('may_not_protect' as const),
    })
  },
  hand_over: async (event: Event) => {
    const { place, form } = await posted(event)
    const { db, actor } = event.locals
    const key = { placeId: place.id, seatId: keyIn(form, 'seat') }
    if (form.has('colleague')) {
      const over = await handOver(db, actor, { ...key, to: { colleagueSeat: keyIn(form, 'colleague') } })
      if (!over.ok) return fail(400, { at: 'act' as const, fault: over.reason })
      return over.value.own
        ? redirect(303, event.locals.addresses.account({ done: 'left' }))
        : backTo(event, 'handed_over')
    }
    const typed = invitationIn(form)
    const read = readInvited({ ...typed, role: 'focal_point' }) // the seat itself says which role it is
    if (!read.ok)
      return fail(400, { at: 'hand_over' as const, seat: key.seatId, typed, faults: read.reason, warning: null })
    const note = noteIn(form, read.value.note)
    if (note.state === 'warn')
      return fail(400, { at: 'hand_over' as const, seat: key.seatId, typed, faults: [], warning: note.warning })
    const over = await withNote(event, { placeId: place.id, invited: read.value, note }, (trx, bare) =>
      handOver(trx, actor, { ...key, to: { invited: bare } }),
    )
    if (over.ok) return backTo(event, note.state === 'held' ? 'invited_held' : 'handover_invited')
    return fail(400, {
      at: 'hand_over' as const,
      seat: key.seatId,
      typed,
      faults: [{ field: fieldOf(over.reason), fault: over.reason }],
      warning: null,
    })
  },
}

/** The words to whoever is invited are read by a reviewer first where their writer insists; the invitation goes out without them. */
const noteIn = (form: FormData, text: string): Screened =>
  screenForm(
    [{ field: 'note', text }],
    insistingIn((name) => textsIn(form, name)[0] ?? ''),
  )

type Inviting = { placeId: string; invited: Invited; note: Screened }

function withNote<Fault>(
  { locals: { db, actor } }: Event,
  { placeId, invited, note }: Inviting,
  invite: (trx: Db, bare: Invited) => Promise<Outcome<unknown, Fault>>,
): Promise<Outcome<unknown, Fault>> {
  const [text] = note.state === 'held' ? note.texts : []
  return text && note.state === 'held'
    ? invitedWithoutNote(db, actor, { placeId, invited, held: { text, why: note.why } }, invite)
    : invite(db, invited)
}

const fieldOf = (reason: string): 'role' | 'email' => (reason.startsWith('role_') ? 'role' : 'email')
