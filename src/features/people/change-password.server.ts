/** Use case: a person sets a password. Whatever was signed in with the old one ends. */
import { done, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { commonPasswords } from './common-passwords.server.ts'
import { checkPassword, type PasswordFault } from './password.ts'
import { keepPassword } from './password.server.ts'
import type { PersonView } from './person-view.ts'
import { endOtherSessions } from './session.queries.server.ts'

export async function changePassword(
  db: Db,
  actor: Actor,
  asked: { person: PersonView; typed: string },
): Promise<Outcome<null, PasswordFault>> {
  const { person, typed } = asked
  const own = [person.name, ...person.name.split(/\s+/), ...(person.email ?? '').split(/[@.]/)]
  const checked = checkPassword(typed, { common: commonPasswords(), own })
  if (!checked.ok) return checked
  await together(db, async (trx) => {
    await keepPassword(trx, person.id, checked.value)
    await endOtherSessions(trx, { personId: person.id, sessionId: person.sessionId })
    await insertAudit(trx, actor, { act: 'password.set', itemId: null })
  })
  return done(null)
}
