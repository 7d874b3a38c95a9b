/**
 * Markdown to safe HTML: no HTML of the writer's own, no pictures, only links that lead somewhere safe. Pure.
 * Two kinds of writers: texts of the house, whose language is known (`inherit`), and texts by people who may write in any
 * (`auto`: each block finds its direction by its first letter).
 */
import MarkdownIt from 'markdown-it'

type Reader = InstanceType<typeof MarkdownIt>
type Token = ReturnType<Reader['parse']>[number]

export type Writing = {
  direction: 'auto' | 'inherit'
  /** Where `[words](page:NAME)` leads; without it, or where it knows no such page, the words stay without a link. */
  pages?: (name: string) => string | undefined
  /** Added to the level of each heading: 1 makes `## ` an h3. */
  deeper?: number
}

export type Heading = { id: string; words: string }
/** A part of a text that stands under one heading of the second level. */
export type Part = Heading & { html: string; headings: Heading[] }

/** The whole text as HTML. Headings carry ids made of their words. */
export function renderMarkdown(text: string, writing: Writing): string {
  const { reader, env } = readerFor(writing)
  return reader.render(text, env)
}

/** The text cut at its headings of the second level, each part with the headings below it: for pages with a rail. */
export function partsOfMarkdown(text: string, writing: Writing): { opening: string; parts: Part[] } {
  const { reader, env } = readerFor(writing)
  const tokens = reader.parse(text, env)
  const cuts = tokens.flatMap((token, at) => (token.type === 'heading_open' && token.markup === '##' ? [at] : []))
  const html = (from: number, to: number | undefined) =>
    reader.renderer.render(tokens.slice(from, to), reader.options, env)
  return {
    opening: html(0, cuts[0]),
    parts: cuts.map((at, number) => ({
      ...headingAt(tokens, at),
      html: html(at + 3, cuts[number + 1]), // opening, words and closing of the heading itself
      headings: tokens.flatMap((token, below) =>
        below > at && below < (cuts[number + 1] ?? tokens.length) && token.type === 'heading_open'
          ? [headingAt(tokens, below)]
          : [],
      ),
    })),
  }
}

const headingAt = (tokens: readonly Token[], at: number): Heading => ({
  id: String(tokens[at]?.attrGet('id') ?? ''),
  words: wordsOf(tokens[at + 1]),
})

const wordsOf = (inline: Token | undefined): string =>
  (inline?.children ?? [])
    .filter((each) => each.type === 'text' || each.type === 'code_inline')
    .map((each) => each.content)
    .join('')

type Env = { writing: Writing; ids: Set<string> }

function readerFor(writing: Writing): { reader: Reader; env: Env } {
  return { reader: READER, env: { writing, ids: new Set() } }
}

const READER = makeReader()

function makeReader(): Reader {
  const reader = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable('image')
  reader.validateLink = (address) => /^(https?:\/\/|mailto:|page:[a-z-]+$|#|\/(?!\/))/i.test(address.trim())
  reader.core.ruler.push('house', (state) => {
    const env = state.env as Env
    for (const [at, token] of state.tokens.entries()) {
      if (token.type === 'heading_open') nameHeading(token, state.tokens[at + 1], env)
      if (token.type === 'heading_open' || token.type === 'heading_close')
        token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + (env.writing.deeper ?? 0))}`
      if (env.writing.direction === 'auto' && BLOCKS.has(token.type)) token.attrSet('dir', 'auto')
      if (token.children) leadLinks(token.children, env.writing)
    }
  })
  const code = (token: Token | undefined) => withSigns(reader.utils.escapeHtml(token?.content ?? ''))
  // What is wider than a phone moves in its own box, also by keyboard.
  reader.renderer.rules.table_open = () => '<div class="scroll" tabindex="0"><table>\n'
  reader.renderer.rules.table_close = () => '</table></div>\n'
  // An address of ours among the words of the house can be followed.
  reader.renderer.rules.code_inline = (tokens, at, _options, env) => {
    const said = `<code dir="ltr">${code(tokens[at])}</code>`
    const address = tokens[at]?.content ?? ''
    return (env as Env).writing.pages && /^\/[a-z]\S+$/.test(address)
      ? `<a href="${reader.utils.escapeHtml(address)}">${said}</a>`
      : said
  }
  reader.renderer.rules.fence = (tokens, at) =>
    `<pre class="scroll" dir="ltr" tabindex="0"><code>${code(tokens[at])}</code></pre>\n`
  reader.renderer.rules.code_block = reader.renderer.rules.fence
  return reader
}

/** Few fonts have a plus or minus below the line, so formulas lower the common signs. */
const withSigns = (html: string): string => html.replace(/₋/g, '<sub>−</sub>').replace(/₊/g, '<sub>+</sub>')

const BLOCKS = new Set(['paragraph_open', 'heading_open', 'list_item_open', 'blockquote_open', 'th_open', 'td_open'])

/** The words with hyphens, in any script; a second heading of the same words gets a number. */
function nameHeading(token: Token, inline: Token | undefined, env: Env): void {
  const plain =
    wordsOf(inline)
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu)
      ?.join('-') ?? 'part'
  let id = plain
  for (let copy = 2; env.ids.has(id); copy++) id = `${plain}-${copy}`
  env.ids.add(id)
  token.attrSet('id', id)
}

/** Pages by name get their address, pages unknown lose their link; what leads outside says so to the browser. */
function leadLinks(tokens: Token[], writing: Writing): void {
  let lost = 0
  for (const token of tokens) {
    if (token.type === 'link_close' && lost > 0) lost = hide(token, lost - 1)
    if (token.type !== 'link_open') continue
    const address = String(token.attrGet('href') ?? '')
    const named = /^page:(.+)$/.exec(address)?.[1]
    const leads = named === undefined ? address : writing.pages?.(named)
    if (leads === undefined) lost = hide(token, lost + 1)
    else token.attrSet('href', leads)
    if (/^https?:/i.test(address)) token.attrSet('rel', 'external noopener')
  }
}

/** A link that leads nowhere becomes empty text; links do not nest, so the next closing is its own. */
function hide(token: Token, left: number): number {
  Object.assign(token, { type: 'text', tag: '', content: '', nesting: 0 })
  return left
}
