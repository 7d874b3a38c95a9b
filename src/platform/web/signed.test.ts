import { expect, test } from 'vitest'
import { sign, unsign } from './signed.server.ts'

const key = Buffer.alloc(32, 7)

test('a signed value comes back, a forged, cut or moved one does not', () => {
  const signed = sign(key, 'visitor', 'abc')
  expect(unsign(key, 'visitor', signed)).toBe('abc')
  expect(unsign(key, 'seat', signed)).toBeNull()
  expect(unsign(Buffer.alloc(32, 8), 'visitor', signed)).toBeNull()
  for (const bad of [undefined, '', '.', 'abc', 'abc.', signed.slice(0, -1), `x${signed}`, 'a'.repeat(9999)])
    expect(unsign(key, 'visitor', bad)).toBeNull()
})
