/**
 * Exact fractions, so that sums do not depend on the order of their parts and equal sums are equal.
 * Always reduced, the denominator positive.
 */
export type Fraction = { readonly num: bigint; readonly den: bigint }

export const NOTHING: Fraction = { num: 0n, den: 1n }

/** Throws RangeError when den is 0 or a part is not whole. */
export function fraction(num: number | bigint, den: number | bigint = 1): Fraction {
  const [a, b] = [BigInt(num), BigInt(den)]
  if (b === 0n) throw new RangeError('A fraction over nothing')
  const common = b < 0n ? -divisor(a, b) : divisor(a, b)
  return { num: a / common, den: b / common }
}

export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den + b.num * a.den, a.den * b.den)
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.num, a.den * b.den)

/** Below 0 when a is less than b, 0 when they are equal: for sorting. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const [left, right] = [a.num * b.den, b.num * a.den]
  return left < right ? -1 : left > right ? 1 : 0
}

/** "19/22", "0", "1". */
export const fractionText = ({ num, den }: Fraction): string => (den === 1n ? `${num}` : `${num}/${den}`)

/** The nearest number, exact to the last bit while both parts are below 2⁵³. */
export const fractionValue = ({ num, den }: Fraction): number => Number(num) / Number(den)

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y > 0n) [x, y] = [y, x % y]
  return x === 0n ? 1n : x
}
