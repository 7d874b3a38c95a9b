/**
 * Statements about things, as data on the web writes them: one graph, said as Turtle (W3C, 2014) or as JSON-LD 1.1.
 * Pure; knows no vocabulary.
 */

/** What a statement ends in: a thing, words in a language, a bare text, or things in an order. */
export type Said =
  { thing: string } | { words: string; lang: string } | { text: string } | { things: readonly string[] }
/** Predicates and types are short names, `prefix:name`. */
export type Node = {
  id: string
  types: readonly string[]
  facts: readonly (readonly [predicate: string, said: Said])[]
}
/** Prefix → the address that it stands for. */
export type Graph = { prefixes: Readonly<Record<string, string>>; nodes: readonly Node[] }

export function turtleOf({ prefixes, nodes }: Graph): string {
  const head = Object.entries(prefixes).map(([prefix, address]) => `@prefix ${prefix}: ${inAngles(address)} .\n`)
  return [head.join(''), ...nodes.map(nodeInTurtle)].join('\n')
}

function nodeInTurtle(node: Node): string {
  const predicates = [...new Set(node.facts.map(([predicate]) => predicate))]
  const lines = predicates.map(
    (predicate) =>
      `${predicate} ${node.facts
        .filter(([each]) => each === predicate)
        .map(([, said]) => saidInTurtle(said))
        .join(', ')}`,
  )
  return `${inAngles(node.id)} ${[`a ${node.types.join(', ')}`, ...lines].join(' ;\n  ')} .\n`
}

function saidInTurtle(said: Said): string {
  if ('thing' in said) return inAngles(said.thing)
  if ('things' in said) return `( ${said.things.map(inAngles).join(' ')} )`
  if ('words' in said) return `${quoted(said.words)}@${said.lang}`
  return quoted(said.text)
}

/** No sign that ends an address or is refused inside one stays as it is. */
const inAngles = (address: string): string =>
  `<${address.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (sign) => encodeURIComponent(sign))}>`

const ESCAPES: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const quoted = (text: string): string =>
  `"${text.replace(/["\\\u0000-\u001f\u007f]/g, (sign) => ESCAPES[sign] ?? `\\u${hex(sign, 4)}`)}"`
const hex = (sign: string, digits: number): string =>
  (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(digits, '0')

/** What the values of a predicate are, so that JSON can be short: `words` are written by language, `things` keep an order. */
export type Shapes = Readonly<Record<string, 'words' | 'thing' | 'things' | 'text'>>

/** A document with a context of its own: short keys are the names behind the prefixes. Every predicate needs its shape. */
export function jsonLdOf({ prefixes, nodes }: Graph, shapes: Shapes): { '@context': object; '@graph': object[] } {
  const keys = Object.entries(shapes).map(([predicate, shape]) => [
    keyOf(predicate),
    { '@id': predicate, ...CONTAINERS[shape] },
  ])
  return {
    '@context': { '@version': 1.1, ...prefixes, id: '@id', type: '@type', ...Object.fromEntries(keys) },
    '@graph': nodes.map((node) => nodeInJson(node, shapes)),
  }
}

const CONTAINERS = {
  words: { '@container': '@language' },
  thing: { '@type': '@id' },
  things: { '@type': '@id', '@container': '@list' },
  text: {},
} as const

const keyOf = (predicate: string): string => predicate.slice(predicate.indexOf(':') + 1)

function nodeInJson(node: Node, shapes: Shapes): object {
  const predicates = [...new Set(node.facts.map(([predicate]) => predicate))]
  const said = (predicate: string) => node.facts.filter(([each]) => each === predicate).map(([, value]) => value)
  return {
    id: node.id,
    type: node.types.length === 1 ? node.types[0] : node.types,
    ...Object.fromEntries(
      predicates.map((predicate) => [keyOf(predicate), valueInJson(said(predicate), shapes[predicate])]),
    ),
  }
}

function valueInJson(said: readonly Said[], shape: Shapes[string] | undefined): unknown {
  if (shape === 'words')
    return Object.fromEntries(
      Object.entries(
        Object.groupBy(
          said.filter((each) => 'words' in each),
          (each) => each.lang,
        ),
      ).map(([lang, each]) => [lang, oneOrAll((each ?? []).map(({ words }) => words))]),
    )
  if (shape === 'things') return said.flatMap((each) => ('things' in each ? each.things : []))
  return oneOrAll(said.map((each) => ('thing' in each ? each.thing : 'text' in each ? each.text : each)))
}

const oneOrAll = <Value>(values: readonly Value[]): Value | readonly Value[] =>
  values.length === 1 ? (values[0] as Value) : values
