import { error, fail, redirect } from '@sveltejs/kit'
import { erasingSentence } from '#features/people/erasing-says.ts'
import { findErasing } from '#features/people/erase-person.server.ts'
import { whyNotErase } from '#features/people/erasing.access.ts'
import { countHeld } from '#features/people/holdings.queries.server.ts'
import { findPersonFile, makePersonFile } from '#features/people/person-file.server.ts'
import type { PersonView } from '#features/people/person-view.ts'
import type { SigningEvent } from '../../../signing.server.ts'

const personOf = ({ person }: App.Locals): PersonView => person ?? error(403, 'nobody is signed in')

export const load = async ({ locals, url }) => {
  const { db, now } = locals
  const person = personOf(locals)
  const key = { personId: person.id, sessionId: person.sessionId }
  const facts = await findErasing(db, key)
  const refusal = facts ? whyNotErase(facts, now) : 'invented'
  return {
    person,
    file: (await findPersonFile(db, { personId: person.id, now })) ?? null,
    held: await countHeld(db, { id: person.id, email: person.email }),
    // a session that is not new is told on the page itself, which says how to begin another
    whyNotErase:
      refusal === null || refusal === 'sign_in_again' ? null : erasingSentence(refusal, person, facts?.lastIn[0]),
    done: url.searchParams.get('done') === 'file',
  }
}

export const actions = {
  file: async ({ locals }: SigningEvent) => {
    const { db, actor, now, addresses } = locals
    const made = await makePersonFile(db, actor, { person: personOf(locals), now })
    if (!made.ok) return fail(403, { refused: made.reason })
    redirect(303, addresses.ownData({ done: 'file' }))
  },
}
