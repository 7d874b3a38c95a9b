import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { nextDigest } from '#features/notices/digest-period.ts'
import { localOf } from '#features/notices/quiet-hours.ts'
import { clockAt, isPaused, readWishes, type TypedWishes } from '#features/notices/rhythm.ts'
import { findStanding, keepWishes } from '#features/notices/wishes.server.ts'
import type { SigningEvent } from '../../../signing.server.ts'

async function standingOf({ db, person }: App.Locals) {
  if (person === null) error(403, 'nobody is signed in')
  return (await findStanding(db, person.id)) ?? error(404, 'no such person')
}

export const load = async ({ locals, url }) => {
  const { reader, channels, stopped } = await standingOf(locals)
  const { zone, wishes } = reader
  return {
    zone,
    clock: clockAt(localOf(locals.now, zone).minute),
    channels,
    stopped,
    rhythm: wishes.rhythm,
    paused: isPaused(wishes.rhythm, locals.now, zone),
    next: nextDigest(locals.now, zone, wishes.rhythm),
    done: url.searchParams.get('done') === 'saved',
  }
}

const FIELDS = [
  'topic_organisations',
  'topic_answers',
  'topic_questions',
  'every',
  'weekday',
  'quiet_from',
  'quiet_until',
  'paused_until',
]

export const actions = {
  default: async ({ request, locals }: SigningEvent) => {
    const { reader } = await standingOf(locals)
    const form = await typedForm(request)
    if (!form) error(400, 'not a form')
    const typed: TypedWishes = Object.fromEntries(
      FIELDS.map((name) => [name, (textsIn(form, name)[0] ?? '').slice(0, 40)]),
    )
    const read = readWishes(typed, localOf(locals.now, reader.zone).day)
    if (!read.ok) return fail(400, { typed, faults: read.faults })
    await keepWishes(locals.db, reader, read.wishes)
    redirect(303, locals.addresses.wishes({ done: 'saved' }))
  },
}
