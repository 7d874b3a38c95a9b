import { error } from '@sveltejs/kit'
import { deskOf } from '#features/desk/desk.server.ts'
import { whyNotSeeReports } from '#features/safeguards/report.access.ts'

export const load = async ({ locals }) => {
  const { person, db, actor, now } = locals
  if (person === null) error(403, 'nobody is signed in')
  return { person, now, tasks: await deskOf(db, actor, { person, now }), decides: whyNotSeeReports(actor) === null }
}
