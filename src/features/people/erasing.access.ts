/** Whether a person may erase their account just now, and what has to be shown first that it is them. Pure. */

export const ERASING_REFUSALS = ['invented', 'last_focal_point', 'sign_in_again'] as const
export type ErasingRefusal = (typeof ERASING_REFUSALS)[number]

/** What is asked for on the confirming page: the code, else the password; where there is neither, a session that has just begun. */
export type Proof = 'code' | 'password' | 'new_session'

/** A session that began so recently is itself the proof. */
export const NEW_SESSION_MINUTES = 15

export type ErasingFacts = {
  demonstration: boolean
  /** Cities whose only focal point this person is. */
  lastIn: readonly string[]
  hasSecondStep: boolean
  hasPassword: boolean
  sessionBegunAt: Date | null
}

export const proofOf = ({ hasSecondStep, hasPassword }: Pick<ErasingFacts, 'hasSecondStep' | 'hasPassword'>): Proof =>
  hasSecondStep ? 'code' : hasPassword ? 'password' : 'new_session'

/** null: go ahead, with the proof. */
export function whyNotErase(facts: ErasingFacts, now: Date): ErasingRefusal | null {
  if (facts.demonstration) return 'invented'
  if (facts.lastIn.length > 0) return 'last_focal_point'
  if (proofOf(facts) !== 'new_session') return null
  const begun = facts.sessionBegunAt?.getTime() ?? -Infinity
  return now.getTime() - begun <= NEW_SESSION_MINUTES * 60_000 ? null : 'sign_in_again'
}
