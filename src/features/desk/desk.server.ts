/** Use case: what needs this person today. Each room gives its tasks; here they are put one after the other. */
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { leads } from '#features/registry/seat.ts'
import { verifyingPlaces } from '#features/organisations/organisation.access.ts'
import { listAwaiting } from '#features/organisations/organisation.queries.server.ts'
import { countEndingInvitations } from '#features/people/invitation.queries.server.ts'
import type { PersonView } from '#features/people/person-view.ts'
import { findOldAnswers } from '#features/cities/old-answers.queries.server.ts'
import { listAtRisk } from '#features/safeguards/city-risk.queries.server.ts'
import { countHeld, listOwnHeld } from '#features/safeguards/held.queries.server.ts'
import { whyNotSeeReports } from '#features/safeguards/report.access.ts'
import { countWaiting } from '#features/safeguards/report.queries.server.ts'
import type { Task } from './task.ts'

export type DeskAsked = { person: PersonView; now: Date }

export async function deskOf(db: Db, actor: Actor, asked: DeskAsked): Promise<Task[]> {
  return [
    ...accountTasks(asked.person),
    ...(await safeguardTasks(db, actor, asked)),
    ...(await teamTasks(db, actor, asked)),
    ...(await organisationTasks(db, actor, asked)),
    ...(await answerTasks(db, actor, asked)),
  ]
}

const accountTasks = ({ missing }: PersonView): Task[] => (missing === 'second_step' ? [{ kind: 'second_step' }] : [])

/** The danger first: a city that hid itself, then what somebody waits for. */
async function safeguardTasks(db: Db, actor: Actor, { person }: DeskAsked): Promise<Task[]> {
  const waiting = (await listAtRisk(db, actor, person.language)).filter((city) => !city.confirmed)
  const decides = whyNotSeeReports(actor) === null
  const [count, held] = decides ? [await countWaiting(db, actor), await countHeld(db, actor)] : [0, 0]
  const own = (await listOwnHeld(db, actor, 'all')).filter(({ state }) => state !== 'waiting')
  return [
    ...waiting.map(({ name, slug }): Task => ({ kind: 'risk', city: name, slug })),
    ...(count > 0 ? [{ kind: 'reports' as const, count }] : []),
    ...(held > 0 ? [{ kind: 'held' as const, count: held }] : []),
    ...own.map(({ id, state }): Task => ({ kind: 'own_held', id, state })),
  ]
}

/** An invitation that runs out is a colleague who never came: whoever may invite there sends it again or takes it back. */
async function teamTasks(db: Db, actor: Actor, { person }: DeskAsked): Promise<Task[]> {
  const seat = person.sitsIn
  if (!seat || !leads(seat)) return []
  const count = await countEndingInvitations(db, seat.placeId)
  return count > 0 ? [{ kind: 'invitations', count, place: seat.name, slug: seat.slug }] : []
}

async function organisationTasks(db: Db, actor: Actor, { person }: DeskAsked): Promise<Task[]> {
  const { length: count } = await listAwaiting(db, actor, {
    placeIds: verifyingPlaces(actor),
    language: person.language,
  })
  return count > 0 ? [{ kind: 'organisations', count }] : []
}

/** Roles that may confirm what their city once answered. */
const ANSWERING = ['focal_point', 'editor', 'signatory']

async function answerTasks(db: Db, actor: Actor, { person, now }: DeskAsked): Promise<Task[]> {
  const seat = person.sitsIn
  if (seat?.place !== 'city' || !ANSWERING.includes(seat.role)) return []
  const old = await findOldAnswers(db, actor, { cityId: seat.placeId, now })
  return old ? [{ kind: 'old_answers', ...old, city: seat.name, slug: seat.slug }] : []
}
