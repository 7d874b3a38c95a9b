import { error } from '@sveltejs/kit'
import { listAtRisk } from '#features/safeguards/city-risk.queries.server.ts'
import { whyNotSeeReports } from '#features/safeguards/report.access.ts'
import { readReportQuery } from '#features/safeguards/report.query.ts'
import { listReports } from '#features/safeguards/report.queries.server.ts'

const SHOWN = 50

export const load = async ({ locals: { db, actor, language, now, person }, url }) => {
  if (person === null || whyNotSeeReports(actor)) error(404, 'not for this seat')
  const query = readReportQuery(url.searchParams)
  const rows = await listReports(db, actor, { ...query, now, limit: SHOWN + 1 })
  return {
    query,
    rows: rows.slice(0, SHOWN),
    next: rows.length > SHOWN ? (rows[SHOWN - 1]?.id ?? null) : null,
    atRisk: await listAtRisk(db, actor, language),
    zone: person.zone,
  }
}
