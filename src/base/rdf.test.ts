import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJsonLd, readTurtle, unquoted } from '../platform/testing/triples.ts'
import { jsonLdOf, turtleOf, type Graph, type Shapes } from './rdf.ts'

const prefixes = { x: 'https://example.org/x#' }
const SHAPES: Shapes = { 'x:name': 'words', 'x:near': 'thing', 'x:order': 'things', 'x:code': 'text' }
const graph = (text: string): Graph => ({
  prefixes,
  nodes: [
    {
      id: 'https://example.org/a',
      types: ['x:Thing', 'x:Place'],
      facts: [
        ['x:name', { words: text, lang: 'en' }],
        ['x:name', { words: 'b', lang: 'en' }],
        ['x:name', { words: 'ب', lang: 'ar' }],
        ['x:code', { text }],
      ],
    },
    {
      id: 'https://example.org/b',
      types: ['x:Thing'],
      facts: [
        ['x:near', { thing: 'https://example.org/a' }],
        ['x:order', { things: ['https://example.org/b', 'https://example.org/a'] }],
      ],
    },
  ],
})

describe('a graph', () => {
  test('is Turtle that reads back as it was, whatever signs stand in its words', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.isWellFormed()),
        (text) => {
          const triples = readTurtle(turtleOf(graph(text)))
          expect(triples.length).toBe(9)
          expect(unquoted(triples.find((triple) => triple.includes('#code>'))?.split('#code> ')[1] ?? '')).toBe(text)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('says the same in JSON-LD, with every key in its context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const document = JSON.parse(JSON.stringify(jsonLdOf(graph(text), SHAPES))) as ReturnType<typeof jsonLdOf>
        expect(readJsonLd(document).toSorted()).toEqual(readTurtle(turtleOf(graph(text))).toSorted())
      }),
    )
  })

  test('keeps an order as an order', () => {
    expect(turtleOf(graph('t'))).toContain('x:order ( <https://example.org/b> <https://example.org/a> )')
    expect(jsonLdOf(graph('t'), SHAPES)['@graph'][1]).toEqual({
      id: 'https://example.org/b',
      type: 'x:Thing',
      near: 'https://example.org/a',
      order: ['https://example.org/b', 'https://example.org/a'],
    })
  })

  test('lets no sign end an address', () => {
    const odd: Graph = { prefixes, nodes: [{ id: 'https://example.org/a> . <b "c\\', types: ['x:Thing'], facts: [] }] }
    expect(readTurtle(turtleOf(odd))).toEqual([
      '<https://example.org/a%3E%20.%20%3Cb%20%22c%5C> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/x#Thing>',
    ])
  })
})

test('the reader of these tests refuses what is no Turtle', () => {
  for (const wrong of [
    '<a> x:b "c',
    '@prefix x: <y> . <a> x:b <c>',
    '<a> b:c <d> .',
    '<a> a "un"quoted" .',
    '<a b> a <c> .',
  ])
    expect(() => readTurtle(wrong)).toThrow()
})
