/** For tests: reads Turtle and JSON-LD back into bare statements, by the grammar of the standards as far as we write it. */

/** Subject, predicate and object as N-Triples write them; an order is one object, `( … )`. */
export type Triple = string

const TOKEN =
  /\s+|(<[^\u0000-\u0020<>"{}|^`\\]*>)|("(?:[^"\\\n\r]|\\["\\nrtbf']|\\u[0-9A-Fa-f]{4})*"(?:@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)?)|(@prefix)|([a-z]+:[A-Za-z_][\w-]*|[a-z]+:)|(a)(?=\s)|([.;,()])/y

/** Throws where the text is no Turtle of ours. */
export function readTurtle(text: string): Triple[] {
  const tokens = tokensOf(text)
  const prefixes: Record<string, string> = {}
  const triples: Triple[] = []
  let at = 0
  const next = () => tokens[at++] ?? fail('the text ends too soon')
  const expect = (token: string) =>
    next() === token || fail(`expected ${token} before ${tokens.slice(at, at + 3).join(' ')}`)
  const named = (token: string) => {
    if (token.startsWith('<')) return token
    const [prefix = '', local = ''] = token.split(':')
    return `<${prefixes[prefix] ?? fail(`no prefix ${token}`)}${local}>`
  }
  const object = (): string => {
    const token = next()
    if (token === '(') {
      const members: string[] = []
      while (tokens[at] !== ')') members.push(object())
      next()
      return `( ${members.join(' ')} )`
    }
    return token.startsWith('"') ? token : named(token)
  }
  while (at < tokens.length) {
    if (tokens[at] === '@prefix') {
      next()
      prefixes[next().slice(0, -1)] = next().slice(1, -1)
      expect('.')
      continue
    }
    const subject = named(next())
    let end = ''
    while (end !== '.') {
      const token = next()
      const predicate = token === 'a' ? RDF_TYPE : named(token)
      do {
        triples.push(`${subject} ${predicate} ${object()}`)
        end = next()
      } while (end === ',')
      if (end !== ';' && end !== '.') fail(`neither ; nor . but ${end}`)
    }
  }
  return triples
}

const RDF_TYPE = '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
const fail = (says: string): never => {
  throw new Error(says)
}

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex
    const found = TOKEN.exec(text) ?? fail(`no token at ${text.slice(from, from + 40)}`)
    if (found[0].trim() !== '') tokens.push(found[0])
  }
  return tokens
}

type Context = Record<string, unknown>
type Term = { '@id': string; '@type'?: string; '@container'?: string }

/** Reads a document with a context of its own; throws where a key is not in it. */
export function readJsonLd(document: { '@context': object; '@graph': object[] }): Triple[] {
  const context = document['@context'] as Context
  const full = (name: string): string => {
    const [prefix = '', ...local] = name.split(':')
    const address = context[prefix]
    return `<${typeof address === 'string' ? address + local.join(':') : fail(`no prefix ${name}`)}>`
  }
  return (document['@graph'] as Record<string, unknown>[]).flatMap((node) =>
    Object.entries(node).flatMap(([key, value]) => {
      const subject = `<${String(node['id'])}>`
      if (context[key] === '@id') return []
      if (context[key] === '@type') return [value].flat().map((type) => `${subject} ${RDF_TYPE} ${full(String(type))}`)
      const term = (context[key] ?? fail(`${key} is not in the context`)) as Term
      return objectsOf(term, value).map((object) => `${subject} ${full(term['@id'])} ${object}`)
    }),
  )
}

function objectsOf(term: Term, value: unknown): string[] {
  if (term['@container'] === '@language')
    return Object.entries(value as Record<string, string | string[]>).flatMap(([lang, words]) =>
      [words].flat().map((each) => `${literal(each)}@${lang}`),
    )
  if (term['@container'] === '@list') return [`( ${(value as string[]).map((id) => `<${id}>`).join(' ')} )`]
  return [value].flat().map((each) => (term['@type'] === '@id' ? `<${String(each)}>` : literal(String(each))))
}

/** As Turtle writes it, so that both can be compared. */
const literal = (text: string): string =>
  `"${text.replace(/["\\\u0000-\u001f\u007f]/g, (sign) => SHORT[sign] ?? `\\u${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)}"`
const SHORT: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** What a literal of Turtle says. */
export const unquoted = (said: string): string =>
  said
    .slice(1, said.lastIndexOf('"'))
    .replace(/\\(?:u([0-9A-Fa-f]{4})|(.))/g, (_, code: string | undefined, sign: string) =>
      code ? String.fromCharCode(parseInt(code, 16)) : ({ n: '\n', r: '\r', t: '\t' }[sign] ?? sign),
    )
