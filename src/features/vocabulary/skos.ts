/**
 * The vocabulary as concepts that other systems can read: SKOS (W3C, 2009). Pure.
 * Words that only searching knows are not among what comes in, so that they cannot get out.
 */
import type { Graph, Node, Said, Shapes } from '#base/rdf.ts'
import type { Translated } from '#features/registry/translated.ts'
import type { PublishedTerm } from './published-terms.queries.server.ts'

const PREFIXES = { skos: 'http://www.w3.org/2004/02/skos/core#', dcterms: 'http://purl.org/dc/terms/' }
const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'

export const SKOS_SHAPES: Shapes = {
  'skos:prefLabel': 'words',
  'skos:altLabel': 'words',
  'skos:definition': 'words',
  'skos:scopeNote': 'words',
  'skos:note': 'words',
  'skos:inScheme': 'thing',
  'skos:topConceptOf': 'thing',
  'skos:hasTopConcept': 'thing',
  'skos:broader': 'thing',
  'skos:narrower': 'thing',
  'skos:related': 'thing',
  'skos:notation': 'text',
  'skos:member': 'thing',
  'skos:memberList': 'things',
  'dcterms:description': 'words',
  'dcterms:license': 'thing',
  'dcterms:hasPart': 'thing',
}

/** Name and use of a vocabulary in all languages: words of the product, so they come from outside. */
export type SchemeWords = (list: string) => { name: Translated; use: Translated }

/** `root`: what stands before the slug in the name of every concept, such as `https://example.org/id/`. */
export function skosOf(terms: readonly PublishedTerm[], root: string, wordsOf: SchemeWords): Graph {
  const tree = treeOf(terms)
  const lists = [...new Set(terms.map((term) => term.vocabulary))]
  return {
    prefixes: PREFIXES,
    nodes: [
      ...lists.map((list) => schemeNode(list, tree, root, wordsOf(list))),
      ...terms.flatMap((term) => (term.factor ? factorNodes(term, tree, root) : [termNode(term, tree, root)])),
    ],
  }
}

/** By slug: the broader concept (null at the top), the narrower ones, and the top of each vocabulary. */
type Tree = { broader: Map<string, string | null>; narrower: Map<string, string[]>; tops: Map<string, string[]> }

function treeOf(terms: readonly PublishedTerm[]): Tree {
  const known = new Set(terms.map((term) => term.slug))
  const tree: Tree = { broader: new Map(), narrower: new Map(), tops: new Map() }
  for (const term of terms) {
    const named = term.factor
      ? `factor_groups/${term.factor.group}`
      : term.broader === null
        ? null
        : `${term.vocabulary}/${term.broader}`
    // A broader term that this reader may not see, or that is gone, leaves the term at the top.
    const broader = named !== null && known.has(named) ? named : null
    tree.broader.set(term.slug, broader)
    if (broader !== null) add(tree.narrower, broader, term.slug)
    else for (const scheme of schemesOf(term)) add(tree.tops, scheme, term.slug)
  }
  return tree
}

const add = (lists: Map<string, string[]>, key: string, slug: string): void =>
  void lists.set(key, [...(lists.get(key) ?? []), slug])

/** Groups of factors are the top of the scheme `factors` too. */
const schemesOf = (term: PublishedTerm): string[] =>
  term.vocabulary === 'factor_groups' ? ['factor_groups', 'factors'] : [term.vocabulary]

type Fact = readonly [string, Said]
const thing = (predicate: string, id: string): Fact => [predicate, { thing: id }]
const words = (predicate: string, text: Translated): Fact[] =>
  Object.entries(text).flatMap(([lang, said]) => (said ? [[predicate, { words: said, lang }] as const] : []))
const one = (term: PublishedTerm, read: (parts: PublishedTerm['words'][string]) => unknown): Translated =>
  Object.fromEntries(
    Object.entries(term.words).flatMap(([lang, each]) =>
      typeof read(each) === 'string' && read(each) !== '' ? [[lang, read(each) as string]] : [],
    ),
  )
const titles = (term: PublishedTerm): Translated => one(term, (each) => each.title)

const schemeNode = (list: string, tree: Tree, root: string, said: ReturnType<SchemeWords>): Node => ({
  id: root + list,
  types: ['skos:ConceptScheme'],
  facts: [
    ...words('skos:prefLabel', said.name),
    ...words('dcterms:description', said.use),
    thing('dcterms:license', LICENCE),
    ...(tree.tops.get(list) ?? []).map((slug) => thing('skos:hasTopConcept', root + slug)),
  ],
})

/** Where a concept stands: its schemes, and what is above and below it. */
const placeOf = (term: PublishedTerm, tree: Tree, root: string): Fact[] => {
  const broader = tree.broader.get(term.slug) ?? null
  return [
    ...schemesOf(term).map((scheme) => thing('skos:inScheme', root + scheme)),
    ...(broader === null
      ? schemesOf(term).map((scheme) => thing('skos:topConceptOf', root + scheme))
      : [thing('skos:broader', root + broader)]),
    ...(tree.narrower.get(term.slug) ?? []).map((slug) => thing('skos:narrower', root + slug)),
    ['skos:notation', { text: term.code }],
    ...words('skos:prefLabel', titles(term)),
  ]
}

const termNode = (term: PublishedTerm, tree: Tree, root: string): Node => ({
  id: root + term.slug,
  types: ['skos:Concept'],
  facts: [
    ...placeOf(term, tree, root),
    ...Object.entries(term.words).flatMap(([lang, each]) =>
      (each.parts.synonyms ?? []).map((synonym): Fact => ['skos:altLabel', { words: synonym, lang }]),
    ),
    ...words(
      'skos:definition',
      one(term, (each) => each.summary),
    ),
    ...words(
      'skos:scopeNote',
      one(term, (each) => each.parts.scope_note),
    ),
    ...words(
      'skos:note',
      one(term, (each) => each.parts.note),
    ),
    ...relatedOf(term, tree).map((slug) => thing('skos:related', root + slug)),
  ],
})

/** What an entry of the glossary names as "see also"; each once. */
const relatedOf = (term: PublishedTerm, tree: Tree): string[] =>
  [...new Set(Object.values(term.words).flatMap((each) => each.parts.see_also ?? []))]
    .map((code) => `${term.vocabulary}/${code}`)
    .filter((slug) => tree.broader.has(slug))

/** A factor, the collection of its steps in their order (of its choices, without one), and each step. */
function factorNodes(term: PublishedTerm, tree: Tree, root: string): Node[] {
  const id = root + term.slug
  const steps = (term.factor?.steps ?? []).map((step) => ({ step, id: `${id}#${step}` }))
  const ordered = term.factor?.type === 'ordinal'
  const members: Fact[] = ordered
    ? [['skos:memberList', { things: steps.map((each) => each.id) }]]
    : steps.map((each) => thing('skos:member', each.id))
  return [
    {
      id,
      types: ['skos:Concept'],
      facts: [
        ...placeOf(term, tree, root),
        ...words(
          'skos:definition',
          one(term, (each) => each.summary),
        ),
        ...words(
          'skos:scopeNote',
          one(term, (each) => each.parts.help),
        ),
        ...words(
          'skos:note',
          one(term, (each) => each.parts.why),
        ),
        ...steps.map((each) => thing('skos:narrower', each.id)),
        thing('dcterms:hasPart', `${id}/steps`),
      ],
    },
    {
      id: `${id}/steps`,
      types: [ordered ? 'skos:OrderedCollection' : 'skos:Collection'],
      facts: [...words('skos:prefLabel', titles(term)), ...members],
    },
    ...steps.map(({ step, id: stepId }): Node => ({
      id: stepId,
      types: ['skos:Concept'],
      facts: [
        thing('skos:inScheme', `${root}factors`),
        thing('skos:broader', id),
        ['skos:notation', { text: step }],
        ...words(
          'skos:prefLabel',
          one(term, (each) => each.parts.steps?.[step]),
        ),
      ],
    })),
  ]
}
