import { describe, expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { countTerms, findTerm, listFactors, listTerms, loadVocabulary } from './vocabulary.queries.server.ts'

const db = testDatabase(withSample)

describe('a term', () => {
  test('is found in the language of the reader, with its titles in all', async () => {
    const term = await findTerm(db(), VISITOR, { language: 'fr', slug: 'forms/far_right' })
    expect(term).toMatchObject({ lang: 'fr', vocabulary: 'forms', code: 'far_right', broader: null, factor: null })
    expect(Object.keys(term?.titles ?? {}).toSorted()).toEqual(['ar', 'en', 'fr'])
    expect(term?.parts.synonyms?.length).toBeGreaterThan(0)
  })

  test('carries the facts of a factor where it is one', async () => {
    const term = await findTerm(db(), VISITOR, { language: 'en', slug: 'factors/gov.mandate' })
    expect(term).toMatchObject({
      vocabulary: 'factors',
      code: 'gov.mandate',
      factor: {
        group: 'gov',
        type: 'ordinal',
        steps: ['reserved', 'tolerated', 'implied', 'explicit'],
        quickStart: true,
        sensitive: false,
      },
    })
  })

  test('that is not there, or not for this reader, is not found', async () => {
    const slug = 'forms/far_right'
    const { id = '' } = (await findTerm(db(), VISITOR, { language: 'en', slug })) ?? {}
    await updateLabel(db(), { kind: 'system', job: 'test' }, { itemId: id, label: 'network', why: 'a test' })
    expect(await findTerm(db(), VISITOR, { language: 'en', slug })).toBeUndefined()
    expect(await findTerm(db(), VISITOR, { language: 'en', slug: 'forms/nothing' })).toBeUndefined()
    expect(
      (await listTerms(db(), VISITOR, { language: 'en', vocabularies: ['forms'] })).map((term) => term.slug),
    ).not.toContain(slug)
  })
})

test('words that only searching knows are in nothing that is read here', async () => {
  const all = JSON.stringify([
    await listTerms(db(), VISITOR, { language: 'en', vocabularies: ['forms'] }),
    await findTerm(db(), VISITOR, { language: 'en', slug: 'forms/religiously_framed' }),
    [...(await loadVocabulary(db(), VISITOR)).terms.values()],
  ])
  const { rows } = await db()
    .selectFrom('item_revision')
    .innerJoin('item', 'item.id', 'item_revision.item_id')
    .select('document')
    .where('slug', '=', 'forms/religiously_framed')
    .execute()
    .then((rows) => ({ rows }))
  const hidden = Object.values(
    (rows[0]?.document as { hidden_synonyms: Record<string, string[]> } | undefined)?.hidden_synonyms ?? {},
  ).flat()
  expect(hidden.length).toBeGreaterThan(5)
  for (const phrase of hidden) expect(all).not.toContain(`"${phrase}"`)
})

test('lists keep the order of their vocabulary, and counts are those of the lists', async () => {
  const forms = await listTerms(db(), VISITOR, { language: 'ar', vocabularies: ['forms'] })
  expect(forms[0]).toMatchObject({ code: 'religiously_framed', lang: 'ar', dir: 'rtl' })
  const counts = await countTerms(db(), VISITOR)
  expect(counts.get('forms')).toBe(forms.length)
  expect(counts.get('factors')).toBe((await listFactors(db(), VISITOR, 'en')).length)
  expect(counts.get('glossary')).toBe(36)
})
