import { describe, expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { listAskingPractices } from './asking-practices.queries.server.ts'

const db = testDatabase(withSample)

describe('a factor', () => {
  test('knows who asks it and how, safeguards first, with the reason in the language of the reader', async () => {
    const { asking, total } = await listAskingPractices(db(), VISITOR, {
      factor: 'leg.sharing_rules',
      language: 'ar',
      limit: 100,
    })
    expect(total).toBe(asking.length)
    expect(total).toBeGreaterThan(2)
    const order = ['safeguard', 'necessary', 'important', 'helps']
    expect(asking.map((claim) => order.indexOf(claim.role))).toEqual(
      asking.map((claim) => order.indexOf(claim.role)).toSorted((a, b) => a - b),
    )
    expect(asking.every((claim) => claim.mechanism !== null && /[\u0600-\u06ff]/.test(claim.mechanism))).toBe(true)
  })

  test('that is unknown is asked by nobody', async () => {
    expect(await listAskingPractices(db(), VISITOR, { factor: 'no.such', language: 'en', limit: 9 })).toEqual({
      asking: [],
      total: 0,
    })
  })

  test('is not asked, and not counted, by a practice that this reader may not see', async () => {
    const of = { factor: 'leg.sharing_rules', language: 'en', limit: 1 } as const
    const before = await listAskingPractices(db(), VISITOR, of)
    const { id } = await db()
      .selectFrom('item')
      .select('id')
      .where('slug', '=', before.asking[0]?.slug ?? '')
      .executeTakeFirstOrThrow()
    await updateLabel(db(), { kind: 'system', job: 'test' }, { itemId: id, label: 'team', why: 'a test' })
    const after = await listAskingPractices(db(), VISITOR, of)
    expect(after.total).toBe(before.total - 1)
    expect(after.asking[0]?.slug).not.toBe(before.asking[0]?.slug)
  })
})
