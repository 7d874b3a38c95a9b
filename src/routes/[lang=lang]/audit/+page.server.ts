import { error } from '@sveltejs/kit'
import { auditScope, familiesIn } from '#features/people/audit.access.ts'
import { AUDIT_FILE_MOST } from '#features/people/audit-file.ts'
import { listAudit } from '#features/people/audit.queries.server.ts'
import { readAuditAsk } from '#features/people/audit.query.ts'

const SHOWN = 50

export const load = async ({ locals: { db, actor, language, person }, url }) => {
  const scope = auditScope(actor) ?? error(403, 'nobody is signed in')
  const ask = readAuditAsk(url.searchParams)
  return {
    ask,
    reads: scope.reads,
    families: familiesIn(scope),
    page: await listAudit(db, actor, { scope, ...ask, limit: SHOWN, language }),
    zone: person?.zone ?? 'Etc/UTC',
    fileHolds: AUDIT_FILE_MOST,
  }
}
