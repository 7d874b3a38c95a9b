import { expect, test } from 'vitest'
import { load } from './+page.server.ts'

const asked = (demonstration: boolean) => () =>
  load({ locals: { demonstration } } as unknown as Parameters<typeof load>[0])

test('the development page is there in a demonstration instance alone', () => {
  expect(asked(true)).not.toThrow()
  expect(asked(false)).toThrow(expect.objectContaining({ status: 404 }))
})
