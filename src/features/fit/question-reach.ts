/** What one question would tell: how many practices in view ask it, and how many its answer could move. Pure. */
import type { Discovery } from './discover.ts'
import { couldChangeTier } from './question-moves.ts'

export type QuestionReach = {
  /** Practices in view that claim the factor, by slug. */
  readonly askedBy: readonly string[]
  /** Those whose tier some first answer would change. */
  readonly couldMove: readonly string[]
}

export function reachOfQuestion(discovery: Discovery, factorId: string): QuestionReach {
  const { index, table, inView } = discovery
  const factor = index.factorNumbers.get(factorId)
  const askedBy: string[] = []
  const couldMove: string[] = []
  if (factor === undefined) return { askedBy, couldMove }
  for (let practice = 0; practice < inView.length; practice++) {
    if (inView[practice] === 0) continue
    const kinds = kindsOn(discovery, practice, factor)
    if (kinds.length === 0) continue
    askedBy.push(index.practices[practice]!.id)
    const open = kinds.filter((kind) => table.open[kind] === 1)
    if (open.length > 0 && couldChangeTier(discovery, practice, open)) couldMove.push(index.practices[practice]!.id)
  }
  return { askedBy, couldMove }
}

function kindsOn({ index }: Discovery, practice: number, factor: number): number[] {
  const kinds: number[] = []
  for (let claim = index.start[practice]!; claim < index.start[practice + 1]!; claim++) {
    if (index.kinds.factor[index.kind[claim]!] === factor) kinds.push(index.kind[claim]!)
  }
  return kinds
}
