import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '#platform/testing/database.ts'
import { withSample } from '#platform/testing/sample.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import {
  countPracticesByTerm,
  listAskingPractices,
  listPracticesOfTerm,
  listTermsBeside,
} from './practices-of-term.queries.server.ts'

const db = testDatabase(withSample)
const EDITOR = { kind: 'system', job: 'test' } as const

const carrying = async (vocabulary: string, codes: string[]) =>
  (
    await sql<{
      id: string
    }>`select distinct practice_id as id from practice_term where vocabulary = ${vocabulary} and code = any(${codes}::text[])`.execute(
      db(),
    )
  ).rows.map((row) => row.id)

describe('a theme', () => {
  const of = { vocabulary: 'challenges', codes: ['polarisation_after_event'], limit: 100 }

  test('gathers the practices that carry it, and counts them all on a short list', async () => {
    const all = await listPracticesOfTerm(db(), VISITOR, of)
    expect(all.ids.toSorted()).toEqual((await carrying('challenges', of.codes)).toSorted())
    expect(all.total).toBe(all.ids.length)
    expect(await listPracticesOfTerm(db(), VISITOR, { ...of, limit: 1 })).toEqual({
      ids: all.ids.slice(0, 1),
      total: all.total,
    })
  })

  test('neither lists nor counts a practice that this reader may not see', async () => {
    const { ids, total } = await listPracticesOfTerm(db(), VISITOR, of)
    const before = await countPracticesByTerm(db(), VISITOR, ['challenges'])
    await updateLabel(db(), EDITOR, { itemId: ids[0] ?? '', label: 'team', why: 'a test' })
    expect((await listPracticesOfTerm(db(), VISITOR, of)).total).toBe(total - 1)
    expect((await countPracticesByTerm(db(), VISITOR, ['challenges'])).get('challenges/polarisation_after_event')).toBe(
      (before.get('challenges/polarisation_after_event') ?? 0) - 1,
    )
  })

  test('counts a practice once, under its term and under every broader one', async () => {
    const counts = await countPracticesByTerm(db(), VISITOR, ['forms'])
    const narrower = await carrying('forms', [
      'hate_incidents',
      'racism_xenophobia',
      'antisemitism',
      'anti_muslim',
      'anti_asian',
      'anti_lgbtiq',
    ])
    expect(counts.get('forms/hate_incidents')).toBe(narrower.length)
    expect(counts.get('forms/antisemitism') ?? 0).toBe((await carrying('forms', ['antisemitism'])).length)
  })

  test('names what often stands beside it, most often first, never itself', async () => {
    const beside = await listTermsBeside(db(), VISITOR, {
      ...of,
      among: ['challenges', 'practice_types'],
      language: 'fr',
      limit: 5,
    })
    expect(beside.length).toBe(5)
    expect(beside.map((each) => each.slug)).not.toContain('challenges/polarisation_after_event')
    expect(beside.map((each) => each.count)).toEqual(beside.map((each) => each.count).toSorted((a, b) => b - a))
    expect(beside[0]?.words.lang).toBe('fr')
  })
})

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
})
