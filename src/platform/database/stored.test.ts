import { expect, test } from 'vitest'
import { whenStored } from './stored.server.ts'

const failing = (code: string) => async () => {
  throw Object.assign(new Error('x'), { code })
}

test('a write that the world refuses is a value, a mistake of ours is thrown', async () => {
  const heard: unknown[] = []
  const hear = (error: unknown) => void heard.push(error)
  expect(await whenStored(async () => 7, hear)).toEqual({ ok: true, value: 7 })
  for (const code of ['53100', '57P01', '08006', '58030', 'ECONNREFUSED', 'ENOSPC'])
    expect(await whenStored(failing(code), hear)).toEqual({ ok: false, reason: 'not_stored' })
  expect(heard.length).toBe(6)
  for (const code of ['23505', '22021', '42601'])
    await expect(whenStored(failing(code), hear)).rejects.toMatchObject({ code })
})
