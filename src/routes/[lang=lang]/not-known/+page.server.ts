import { RIGHTS } from '#features/practices/practice-import.ts'
import { gapsIn, rightsQuestions, unclaimed } from '#features/practices/gaps.ts'
import { gapFacts } from '#features/practices/gaps.queries.server.ts'
import { listPracticeNames } from '#features/practices/practice-card.queries.server.ts'
import { say } from '#features/vocabulary/vocabulary.ts'

export const load = async ({ locals: { db, actor, language, vocabulary, epoch } }) => {
  const practices = await gapFacts(db, actor, epoch)
  const gaps = gapsIn(practices)
  const names = await listPracticeNames(db, actor, { language, ids: [...new Set(gaps.flatMap((gap) => gap.ids))] })
  const factors = unclaimed(practices, [...vocabulary.factors.keys()])
  return {
    total: practices.length,
    gaps,
    names,
    rights: rightsQuestions(practices, RIGHTS),
    factors: factors.map((code) => ({ code, label: say(vocabulary.factors.get(code)?.label, language) })),
    factorsInAll: vocabulary.factors.size,
  }
}
