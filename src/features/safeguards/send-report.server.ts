/** Use case: somebody reports content, with or without an account, and gets a code to follow it by. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { isWithinLimit } from '#features/people/attempt.queries.server.ts'
import { insertCode } from './report-code.server.ts'
import { insertReport, type NewReport } from './report.queries.server.ts'

/** The code is told here and nowhere again. The audit says nothing of who reported: this has no line in it. */
export async function sendReport(
  db: Db,
  report: NewReport & { network: string },
): Promise<Outcome<{ code: string; id: string; again: boolean }, 'too_often'>> {
  if (!(await isWithinLimit(db, 'report', report.network))) return refused('too_often')
  return together(db, async (trx) => {
    const sent = await insertReport(trx, report)
    return done({ ...sent, code: await insertCode(trx, sent.id) })
  })
}
