/** The newest and lately changed practices as an Atom feed (RFC 4287), in one language. Pure. */
import type { ShownWords } from '#features/registry/item.ts'

export type FeedEntry = {
  id: string
  address: string
  words: Omit<ShownWords, 'parts'>
  owner: string
  published: Date
  updated: Date
  /** labels of its kinds of work, in the language of the feed */
  themes: readonly string[]
}

export type Feed = {
  address: string
  page: string
  title: string
  subtitle: string
  language: string
  entries: readonly FeedEntry[]
}

const NEVER = new Date(0)

export function atomFeed(feed: Feed): string {
  const newest = feed.entries.reduce((last, entry) => (entry.updated > last ? entry.updated : last), NEVER)
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escaped(feed.language)}">
<id>${escaped(feed.address)}</id>
<title>${escaped(feed.title)}</title>
<subtitle>${escaped(feed.subtitle)}</subtitle>
<link rel="self" type="application/atom+xml" href="${escaped(feed.address)}"/>
<link rel="alternate" type="text/html" href="${escaped(feed.page)}"/>
<updated>${newest.toISOString()}</updated>
<rights>CC BY 4.0</rights>
${feed.entries.map(entryOf).join('\n')}
</feed>
`
}

function entryOf({ id, address, words, owner, published, updated, themes }: FeedEntry): string {
  return `<entry xml:lang="${words.lang}">
<id>urn:uuid:${escaped(id)}</id>
<title>${escaped(words.title)}</title>
<link rel="alternate" type="text/html" href="${escaped(address)}"/>
<published>${published.toISOString()}</published>
<updated>${updated.toISOString()}</updated>
<author><name>${escaped(owner)}</name></author>
${themes.map((theme) => `<category term="${escaped(theme)}"/>`).join('')}
<summary>${escaped(words.summary)}</summary>
</entry>`
}

/** Text as XML 1.0 can hold it: signs of the markup by name; control characters and halves of characters left out. */
const escaped = (text: string): string =>
  [...text]
    .filter((sign) => isXml(sign.codePointAt(0) ?? 0))
    .join('')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

const isXml = (code: number): boolean =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x10000
