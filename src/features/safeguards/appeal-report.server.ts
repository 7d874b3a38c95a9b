/** Use case: one appeal against a decision, by whoever holds a code or by the owner's focal point. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { whyNotAppeal, whyNotAppealAsOwner, type AppealRefusal } from './report.access.ts'
import { lockReport, updateMoved } from './report.queries.server.ts'
import { areReasons } from './report.ts'

export type AppealFault = AppealRefusal | 'gone' | 'reasons_missing'
type Appeal = { id: string; words: string; now: Date }

/** Who holds a code is not asked who they are. */
export const appealAsReporter = (db: Db, appeal: Appeal): Promise<Outcome<null, AppealFault>> =>
  appealFrom(db, appeal, null)

export const appealAsOwner = (db: Db, actor: Actor, appeal: Appeal): Promise<Outcome<null, AppealFault>> =>
  appealFrom(db, appeal, actor)

const appealFrom = (db: Db, { id, words, now }: Appeal, owner: Actor | null): Promise<Outcome<null, AppealFault>> =>
  together(db, async (trx) => {
    const report = await lockReport(trx, id)
    if (!report) return refused('gone')
    const refusal = owner ? whyNotAppealAsOwner(owner, report, now) : whyNotAppeal(report, now)
    if (refusal) return refused(refusal)
    if (!areReasons(words)) return refused('reasons_missing')
    await updateMoved(trx, {
      id,
      move: 'appeal',
      by: owner ? signatureOf(owner) : 'reporter',
      set: { appeal_from: owner ? 'owner' : 'reporter', appeal_words: words.trim(), appealed_at: now },
    })
    return done(null)
  })
