import { expect, test } from 'vitest'
import { base32, codeAddress, codeOf, minutesOff, stepAt, stepOf } from './one-time-code.server.ts'

const secret = Buffer.from('12345678901234567890')

// RFC 6238, appendix B, SHA-1
test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('at second %i the code is %s', (second, code) =>
  expect(codeOf(secret, stepAt(new Date(second * 1000)), 8)).toBe(code),
)

const now = new Date('2026-11-24T09:00:10Z')
const here = stepAt(now)

test('a code is good in its own half minute and the one on either side, and never twice', () => {
  for (const step of [here - 1, here, here + 1])
    expect(stepOf(secret, codeOf(secret, step), { now, lastStep: -1 })).toBe(step)
  expect(stepOf(secret, codeOf(secret, here - 2), { now, lastStep: -1 })).toBeNull()
  expect(stepOf(secret, codeOf(secret, here), { now, lastStep: here })).toBeNull()
  expect(stepOf(secret, codeOf(secret, here + 1), { now, lastStep: here })).toBe(here + 1)
})

test('a clock five minutes off is told apart from a wrong code', () => {
  expect(minutesOff(secret, codeOf(secret, here + 10), now)).toBe(5)
  expect(minutesOff(secret, codeOf(secret, here - 10), now)).toBe(-5)
  expect(minutesOff(secret, '000000', now)).toBeNull()
})

test('the key is written as authenticators read it', () => {
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
  expect(codeAddress(secret, { issuer: 'Strong Cities', account: 'a b@c' })).toContain(
    'otpauth://totp/Strong%20Cities:a%20b%40c?secret=',
  )
})
