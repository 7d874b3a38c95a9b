import type { Claim } from './claim.ts'
import type { Answers, GivenAnswer } from './city-answers.ts'
import { isBarrier, satisfactionOf, type ConditionFinding } from './conditions.ts'
import type { Factor } from './factor-scale.ts'

/** A record that brings the city's answers as they were when it began. */
export type RecordWithAnswers = { readonly city: string; readonly answersThen: Answers }

/** What others did about one barrier of this city: their records, with changes and outcome as the caller gave them. */
export type OthersChanged<C extends Claim, R> = {
  readonly claim: C
  readonly factor: Factor
  readonly records: readonly R[]
}

/** For each barrier here, the records of other cities that had the same barrier then. Barriers without any are left in. */
export function othersChanged<C extends Claim, A extends GivenAnswer, R extends RecordWithAnswers>(
  conditions: readonly ConditionFinding<C, A>[],
  records: readonly R[],
  ownCity: string,
): OthersChanged<C, R>[] {
  const others = records.filter((record) => record.city !== ownCity)
  return conditions
    .filter(({ satisfaction }) => isBarrier(satisfaction))
    .map(({ claim, factor }) => ({
      claim,
      factor,
      records: others.filter((record) => hadTheBarrier(claim, factor, record)),
    }))
}

/** s < 1 on that claim by every answer of that time; without an answer we do not know, so no. */
export const hadTheBarrier = (claim: Claim, factor: Factor, record: { readonly answersThen: Answers }): boolean =>
  isBarrier(satisfactionOf(claim, factor, record.answersThen))
