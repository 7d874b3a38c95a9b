import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { statementsOf } from '#platform/testing/statements.ts'
import type { Actor } from '#features/registry/actor.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { findOverview } from './overview.server.ts'

const db = testDatabase(withSample)
const SYSTEM: Actor = { kind: 'system', job: 'test' }
let epoch = 7_000_000

test('the first page asks the database nothing while nothing public has changed', async () => {
  const at = ++epoch
  const first = await statementsOf(() => findOverview(db(), at))
  const again = await statementsOf(() => findOverview(db(), at))
  expect(first.statements.length).toBeLessThanOrEqual(6)
  expect(again.statements).toEqual([])
  expect(again.result).toEqual(first.result)
})

test('what stops being public is gone from it with the next public change', async () => {
  const before = await findOverview(db(), ++epoch)
  const { id } = await db()
    .selectFrom('item')
    .select('id')
    .where('slug', '=', 'medellin-metrocable')
    .executeTakeFirstOrThrow()
  expect(before.first).toContain(id)
  await updateLabel(db(), SYSTEM, { itemId: id, label: 'network', why: 'test' })
  const after = await findOverview(db(), ++epoch)
  expect(after.first).not.toContain(id)
  expect(after.evidence.practices).toBe(before.evidence.practices - 1)
})

test('regions count real places only', async () => {
  const { regions } = await findOverview(db(), ++epoch)
  expect(Object.values(regions).reduce((sum, count) => sum + count, 0)).toBe(131)
})
