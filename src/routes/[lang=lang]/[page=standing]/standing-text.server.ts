/** The standing pages' texts: Markdown files of src/texts, one per page and language, read with the build. */
import { partsOfMarkdown, type Part } from '#platform/language/markdown.ts'
import { directionOf, FALLBACK, type Language } from '#platform/language/languages.ts'
import type { Addresses, StandingPage } from '#features/registry/addresses.ts'

const FILES = import.meta.glob<string>('/src/texts/*.md', { query: '?raw', import: 'default', eager: true })

export type StandingText = {
  title: string
  lede: string
  opening: string
  parts: Part[]
  lang: Language
  dir: 'ltr' | 'rtl'
}

/** In the wanted language, else in English, and it says in which it is. */
export function standingText(
  page: StandingPage,
  language: Language,
  to: Addresses,
  files: Record<string, string> = FILES,
): StandingText {
  const lang = files[fileOf(page, language)] === undefined ? FALLBACK : language
  const { front, body } = read(files[fileOf(page, lang)] ?? '')
  const text = partsOfMarkdown(body, { direction: 'inherit', pages: (name) => pageNamed(to, name) })
  return { title: front['title'] ?? page, lede: front['lede'] ?? '', ...text, lang, dir: directionOf(lang) }
}

const fileOf = (page: StandingPage, language: Language) => `/src/texts/${page}.${language}.md`

/** `---`, lines of `key: words`, `---`, then the text. */
function read(file: string): { front: Record<string, string>; body: string } {
  const [, front = '', body = file] = /^---\n([\s\S]+?)\n---\n([\s\S]*)$/.exec(file) ?? []
  return {
    front: Object.fromEntries(
      front.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
    ),
    body,
  }
}

/** What a text may name as `page:NAME`. */
function pageNamed(to: Addresses, name: string): string | undefined {
  const rooms: Record<string, () => string> = {
    practices: to.practices,
    cities: to.cities,
    'worth-a-look': to.worthALook,
    'not-known': to.notKnown,
    themes: to.themes,
    vocabulary: to.vocabulary,
    search: to.search,
    answers: to.answers,
    account: () => to.account(),
    'own-data': () => to.ownData(),
    register: () => to.register(),
    about: () => to.page('about'),
    joining: () => to.page('joining'),
    method: () => to.page('method'),
    privacy: () => to.page('privacy'),
    accessibility: () => to.page('accessibility'),
    data: () => to.page('data'),
  }
  return Object.hasOwn(rooms, name) ? rooms[name]?.() : undefined
}
