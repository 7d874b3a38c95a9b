import { beforeEach, describe, expect, test } from 'vitest'
import { jsonLdOf, turtleOf, type Graph } from '#base/rdf.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { readJsonLd, readTurtle } from '#platform/testing/triples.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { exportVocabulary, listPublishedTerms } from './published-terms.queries.server.ts'
import { SKOS_SHAPES, skosOf } from './skos.ts'

const db = testDatabase(withSample)
const ROOT = 'https://example.org/id/'
const SKOS = 'http://www.w3.org/2004/02/skos/core#'
const wordsOf = (list: string) => ({ name: { en: list }, use: { en: `what ${list} is for` } })

let graph: Graph
let triples: string[]
beforeEach(async () => {
  graph = skosOf(await listPublishedTerms(db(), VISITOR), ROOT, wordsOf)
  triples = readTurtle(turtleOf(graph))
})

const objects = (slug: string, name: string) =>
  triples
    .filter((triple) => triple.startsWith(`<${ROOT}${slug}> <${SKOS}${name}> `))
    .map((triple) => triple.slice(`<${ROOT}${slug}> <${SKOS}${name}> `.length))
const hiddenPhrases = async () => {
  const rows = await db()
    .selectFrom('item_revision')
    .innerJoin('item', 'item.id', 'item_revision.item_id')
    .select('document')
    .where('item.kind', '=', 'term')
    .execute()
  return rows.flatMap((row) =>
    Object.values((row.document as { hidden_synonyms?: Record<string, string[]> }).hidden_synonyms ?? {}).flat(),
  )
}

describe('the vocabulary as SKOS', () => {
  test('says the same in Turtle and in JSON-LD', () => {
    const document = JSON.parse(JSON.stringify(jsonLdOf(graph, SKOS_SHAPES))) as ReturnType<typeof jsonLdOf>
    expect(readJsonLd(document).toSorted()).toEqual(triples.toSorted())
    expect(new Set(triples).size).toBe(triples.length)
  })

  test('has every term once, with one label in each language, in its scheme', async () => {
    for (const term of await listPublishedTerms(db(), VISITOR)) {
      const labels = objects(term.slug, 'prefLabel').map((label) => label.slice(label.lastIndexOf('@')))
      expect(labels.toSorted(), term.slug).toEqual(['@ar', '@en', '@fr'])
      expect(objects(term.slug, 'inScheme'), term.slug).toContain(`<${ROOT}${term.vocabulary}>`)
    }
  })

  test('names nothing that it does not describe', () => {
    const described = new Set(graph.nodes.map((node) => node.id))
    const named = triples.flatMap((triple) =>
      [
        ...triple
          .split('> ')
          .slice(2)
          .join('> ')
          .matchAll(/<(https:\/\/example\.org\/id\/[^>]*)>/g),
      ].map((hit) => hit[1]),
    )
    expect(named.filter((id) => id !== undefined && !described.has(id))).toEqual([])
    expect(described.size).toBe(graph.nodes.length)
  })

  test('keeps the steps of a factor in their order, and gives choices none', () => {
    const steps = ['reserved', 'tolerated', 'implied', 'explicit'].map((step) => `<${ROOT}factors/gov.mandate#${step}>`)
    expect(objects('factors/gov.mandate/steps', 'memberList')).toEqual([`( ${steps.join(' ')} )`])
    expect(objects('factors/gov.mandate#implied', 'prefLabel')).toContain('"Covered by our general powers"@en')
    expect(objects('factors/inf.channels/steps', 'memberList')).toEqual([])
    expect(objects('factors/inf.channels/steps', 'member').length).toBe(7)
    expect(objects('factors/gov.mandate', 'broader')).toEqual([`<${ROOT}factor_groups/gov>`])
  })

  test('publishes what is shown of a term and no word that only searching knows', async () => {
    expect(objects('forms/far_right', 'altLabel')).toContain('"right-wing extremism"@en')
    expect(objects('forms/anti_asian', 'broader')).toEqual([`<${ROOT}forms/racism_xenophobia>`])
    expect(objects('forms/racism_xenophobia', 'narrower')).toContain(`<${ROOT}forms/anti_asian>`)
    expect(objects('glossary/hate', 'related').length).toBeGreaterThan(0)
    const phrases = await hiddenPhrases()
    expect(phrases.length).toBeGreaterThan(80)
    const said = new Set(triples.flatMap((triple) => /"(.*)"@\w+$/.exec(triple)?.[1] ?? []))
    expect(phrases.filter((phrase) => said.has(phrase))).toEqual([])
    expect(triples.some((triple) => triple.includes('hiddenLabel'))).toBe(false)
  })

  test('leaves a term that this reader may not see out of every place, and its narrower ones at the top', async () => {
    const [hidden] = await db().selectFrom('item').select('id').where('slug', '=', 'forms/racism_xenophobia').execute()
    await updateLabel(db(), { kind: 'system', job: 'test' }, { itemId: hidden?.id ?? '', label: 'team', why: 'a test' })
    const text = turtleOf(skosOf(await listPublishedTerms(db(), VISITOR), ROOT, wordsOf))
    expect(text).not.toContain('id/forms/racism_xenophobia')
    triples = readTurtle(text)
    expect(objects('forms/anti_asian', 'topConceptOf')).toEqual([`<${ROOT}forms>`])
  })
})

test('the export holds no word that only searching knows', async () => {
  const text = JSON.stringify(await exportVocabulary(db(), VISITOR))
  expect(text).not.toContain('hidden_synonyms')
  const phrases = await hiddenPhrases()
  expect(phrases.filter((phrase) => text.includes(JSON.stringify(phrase)))).toEqual([])
})
