import { error } from '@sveltejs/kit'
import { auditFile, AUDIT_FILE_MOST } from '#features/people/audit-file.ts'
import { auditScope } from '#features/people/audit.access.ts'
import { listAudit } from '#features/people/audit.queries.server.ts'
import { readAuditAsk } from '#features/people/audit.query.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'

/** What the page shows under the same filters, from its first line; that it was taken along is written down as well. */
export const GET = async ({ locals: { db, actor, language }, url }) => {
  const scope = auditScope(actor) ?? error(403, 'nobody is signed in')
  const { filters } = readAuditAsk(url.searchParams)
  const { lines } = await listAudit(db, actor, { scope, filters, after: null, limit: AUDIT_FILE_MOST, language })
  await insertAudit(db, actor, { act: 'audit.exported', itemId: null, detail: { count: lines.length } })
  return new Response(auditFile(lines), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
      'cache-control': 'private, no-store',
    },
  })
}
