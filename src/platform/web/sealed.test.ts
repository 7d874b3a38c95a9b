import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { findSealingKey, seal, unseal } from './sealed.server.ts'

const KEY = randomBytes(32)

test('what was sealed is opened for what it belongs to, and for nothing else', () => {
  const sealed = seal(KEY, 'provider:one', 'مفتاح')
  expect(sealed.toString('utf8')).not.toContain('مفتاح')
  expect(unseal(KEY, 'provider:one', sealed)).toBe('مفتاح')
  expect(unseal(KEY, 'provider:two', sealed)).toBeNull()
  expect(unseal(randomBytes(32), 'provider:one', sealed)).toBeNull()
  for (const at of [0, 12, 20, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(unseal(KEY, 'provider:one', changed)).toBeNull()
  }
  expect(unseal(KEY, 'provider:one', Buffer.alloc(5))).toBeNull()
  expect(seal(KEY, 'provider:one', 'مفتاح')).not.toEqual(sealed)
})

test('the key is made once in a file that its owner alone reads, or comes from the setting', () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'sc-sealed-')), 'data')
  const made = findSealingKey({ secretKey: null, dataDir })
  expect(findSealingKey({ secretKey: null, dataDir })).toEqual(made)
  expect(statSync(join(dataDir, 'sealing.key')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(dataDir, 'sealing.key'), 'utf8').trim()).toHaveLength(43)
  const set = findSealingKey({ secretKey: 'x'.repeat(32), dataDir })
  expect(set).not.toEqual(made)
  expect(set).toHaveLength(32)
})
