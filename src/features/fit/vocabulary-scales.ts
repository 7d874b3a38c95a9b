/** The factors of the vocabulary as scales of the rules, and answers and tests as these read them. Pure. */
import type { Factor as VocabularyFactor, Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { whyRefused, type Claim, type Role, type Test } from './claim.ts'
import type { Answer, Factor, Factors } from './factor-scale.ts'

const made = new WeakMap<Vocabulary, Factors>()

/** Made once for each vocabulary. Steps and options by their ids, in the order of the vocabulary. */
export function scalesOf(vocabulary: Vocabulary): Factors {
  const known = made.get(vocabulary)
  if (known) return known
  const scales = new Map([...vocabulary.factors.values()].map((factor) => [factor.code, scaleOf(factor)]))
  made.set(vocabulary, scales)
  return scales
}

const scaleOf = ({ code, group, type, steps }: VocabularyFactor): Factor =>
  type === 'ordinal' ? { id: code, group, type, steps } : { id: code, group, type, options: steps }

/** A stored answer is a list of ids: one step or option, or several where the factor takes several. */
export const answerOf = (factor: Factor | undefined, value: readonly string[]): Answer =>
  factor?.type === 'some_of' ? value : (value[0] ?? '')

export type StoredClaim = {
  factor: string
  test: string
  steps: readonly string[]
  role: string
  basis: string
  reviewers: number
}

/** null: the factor or a step is not in this vocabulary (an import refuses that, a strike-out may cause it). */
export function claimOf(stored: StoredClaim, scales: Factors): Claim | null {
  const { factor, basis, reviewers } = stored
  const claim = { factor, test: testOf(stored), role: stored.role as Role, basis, reviewers }
  return whyRefused(claim, scales.get(factor)) === null ? claim : null
}

function testOf({ test, steps }: StoredClaim): Test {
  if (test === 'at_least') return { at_least: steps[0] ?? '' }
  return test === 'at_most' ? { at_most: steps[0] ?? '' } : { any_of: steps }
}
