import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaQuantile, lnBeta, lnGamma, shareBelow } from './beta.ts'

/** Known values: mpmath 1.3 with 40 digits (shares, ln Γ), scipy 1.17 (quantiles). */
test.each([
  [0.1, 2.252712651734206],
  [0.5, 0.5723649429247001],
  [1, 0],
  [1.5, -0.12078223763524522],
  [2, 0],
  [3.7, 1.4280723266653879],
  [10, 12.80182748008147],
  [100.25, 360.28455963776423],
  [5000, 37582.62631568535],
])('ln Γ(%d)', (x, known) => {
  expect(Math.abs(lnGamma(x) - known)).toBeLessThan(1e-14 * Math.max(1, Math.abs(known)) * 4)
})

test.each([
  [0.05, 1.2, 2.9, 0.088188252291318401],
  [0.15, 3.5, 1.1, 0.0015610879893990789],
  [0.5, 10, 10, 0.5],
  [0.001, 0.7, 30, 0.093090593751886713],
  [0.999, 40, 1.5, 0.99406599017534212],
  [0.3, 500, 1200, 0.70453127241479771],
])('share below %d of Beta(%d, %d)', (x, a, b, known) => {
  expect(Math.abs(shareBelow(x, a, b) - known)).toBeLessThan(1e-12)
})

test.each([
  [0.1, 1, 1, 0.1],
  [0.9, 2, 1, 0.9486832980505138],
  [0.1, 1.799608, 1.751743, 0.18541940296850865],
  [0.9, 1.799608, 1.751743, 0.8257745302379245],
  [0.1, 4.073058, 1.054461, 0.5572161190482813],
  [0.9, 1, 31, 0.0715854554805256],
  [0.1, 250.5, 751, 0.232699960449745],
  [0.9, 1001, 2.5, 0.9991965752676422],
  [0.5, 0.5, 0.5, 0.5],
  [0.1, 1.03, 1, 0.10693656104673033],
])('the point below which %d of Beta(%d, %d) lies', (share, a, b, known) => {
  expect(Math.abs(betaQuantile(share, a, b) - known)).toBeLessThan(1e-12)
})

test('the ends are the ends', () => {
  expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3), shareBelow(0, 2, 3), shareBelow(1, 2, 3)]).toEqual([0, 1, 0, 1])
})

test('whole parameters agree with the binomial sum', () => {
  const binomial = (n: number, k: number) => Math.exp(-Math.log(n + 1) - lnBeta(n - k + 1, k + 1))
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (a, b, x) => {
        const n = a + b - 1
        let sum = 0
        for (let k = a; k <= n; k++) sum += binomial(n, k) * x ** k * (1 - x) ** (n - k)
        expect(Math.abs(shareBelow(x, a, b) - sum)).toBeLessThan(1e-11)
      },
    ),
    { numRuns: 2000 },
  )
})

test('the point and the share undo each other, and the mirror image is the mirror image', () => {
  const parameter = fc.double({ min: 1, max: 3000, noNaN: true })
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), parameter, parameter, (share, a, b) => {
      const x = betaQuantile(share, a, b)
      expect(Math.abs(shareBelow(x, a, b) - share)).toBeLessThan(1e-9)
      expect(Math.abs(1 - betaQuantile(1 - share, b, a) - x)).toBeLessThan(1e-9)
    }),
    { numRuns: 3000 },
  )
})
