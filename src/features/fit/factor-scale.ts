/**
 * The scale of a factor: what can be answered, and where an answer stands on it.
 * Steps of an ordinal factor run from low to high, 0 to R; low is not always bad, each claim says its own direction.
 */
export type Factor =
  | {
      readonly id: string
      readonly group: string
      readonly type: 'ordinal'
      readonly steps: number | readonly string[]
    }
  | {
      readonly id: string
      readonly group: string
      readonly type: 'one_of' | 'some_of'
      readonly options: readonly string[]
    }

/** Factors by their id. */
export type Factors = ReadonlyMap<string, Factor>

/** A step by position or, where the steps have ids, by id; an option's id; or a list of option ids. */
export type Answer = number | string | readonly string[]

/**
 * An answer as bits, one for each step or option: the common form in which all three types are compared.
 * undefined: the scale does not hold it, so it is no answer and counts as not known.
 */
export function bitsOf(factor: Factor, answer: Answer): number | undefined {
  if (factor.type !== 'some_of') return typeof answer === 'object' ? undefined : bitAt(positionOf(factor, answer))
  if (typeof answer !== 'object') return undefined
  let bits = 0
  for (const option of answer) {
    const bit = bitAt(positionOf(factor, option))
    if (bit === undefined) return undefined
    bits |= bit
  }
  return bits
}

/** Where a step or option stands, from 0; undefined when the factor has none such. */
export function positionOf(factor: Factor, step: number | string): number | undefined {
  if (typeof step === 'number') {
    const inside = factor.type === 'ordinal' && Number.isInteger(step) && step >= 0 && step < sizeOf(factor)
    return inside ? step : undefined
  }
  const names = factor.type === 'ordinal' ? factor.steps : factor.options
  const position = typeof names === 'number' ? -1 : names.indexOf(step)
  return position < 0 ? undefined : position
}

/** How many steps or options there are. */
export function sizeOf(factor: Factor): number {
  if (factor.type !== 'ordinal') return factor.options.length
  return typeof factor.steps === 'number' ? factor.steps : factor.steps.length
}

/** R: the highest step of an ordinal factor. */
export const topStep = (factor: Factor): number => sizeOf(factor) - 1

/** All steps or options of a factor, as bits. */
export const everyBit = (factor: Factor): number => 2 ** sizeOf(factor) - 1

/** Positions of the bits, from low to high. */
export function positionsIn(bits: number): number[] {
  const positions: number[] = []
  for (let position = 0; position < MOST_STEPS; position++) if (bits & (1 << position)) positions.push(position)
  return positions
}

export const lowestIn = (bits: number): number => 31 - Math.clz32(bits & -bits)

export function countIn(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

export type ScaleFault = 'too_few_steps' | 'too_many_steps' | 'step_named_twice'

/** Answers are compared as bits of one number, so a scale has 31 steps at most. */
export const MOST_STEPS = 31

export function whyNoScale(factor: Factor): ScaleFault | null {
  const size = sizeOf(factor)
  if (!Number.isInteger(size) || size < 2) return 'too_few_steps'
  if (size > MOST_STEPS) return 'too_many_steps'
  const names = factor.type === 'ordinal' ? factor.steps : factor.options
  return typeof names !== 'number' && new Set(names).size < size ? 'step_named_twice' : null
}

const bitAt = (position: number | undefined): number | undefined => (position === undefined ? undefined : 2 ** position)
