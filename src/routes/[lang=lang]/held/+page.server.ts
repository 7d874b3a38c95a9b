import { error } from '@sveltejs/kit'
import { whyNotSeeReports } from '#features/safeguards/report.access.ts'
import { listHeld } from '#features/safeguards/held.queries.server.ts'

const SHOWN = 50
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const load = async ({ locals: { db, actor, language, person }, url }) => {
  if (person === null || whyNotSeeReports(actor)) error(404, 'not for this seat')
  const after = UUID.exec(url.searchParams.get('after') ?? '')?.[0] ?? null
  const rows = await listHeld(db, actor, { language, after, limit: SHOWN + 1 })
  return {
    rows: rows.slice(0, SHOWN),
    next: rows.length > SHOWN ? (rows[SHOWN - 1]?.id ?? null) : null,
    zone: person.zone,
    done: url.searchParams.get('done') === 'yes',
  }
}
