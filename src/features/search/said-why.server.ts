/** Why a row is there, said in the reader's language: the words that matched apart, so that they can be marked. */
import { m } from '#messages'
import type { Language } from '#platform/language/languages.ts'
import { languageName } from '#platform/language/format.ts'
import type { ResultRow, Why } from './row.ts'
import type { Segment } from './seeker.ts'

/** Fences round words to mark, of which no text has any: private-use characters. */
const FROM = '\uE000'
const TO = '\uE001'
const MOST_SENTENCES = 3

export function saidWhy(row: Pick<ResultRow, 'kind' | 'why' | 'matchedIn'>, language: Language): Segment[] {
  const sentences = [...new Set(row.why.map((why) => sentence(row.kind, why, language)))].slice(0, MOST_SENTENCES)
  if (row.matchedIn !== null)
    sentences.push(m.search_why_in({ language: languageName(row.matchedIn, language) }, { locale: language }))
  return segments(sentences.join(' '))
}

/** The same as plain text. */
export const plainWhy = (row: Pick<ResultRow, 'kind' | 'why' | 'matchedIn'>, language: Language): string =>
  saidWhy(row, language)
    .map((segment) => segment.text)
    .join('')

function sentence(kind: ResultRow['kind'], why: Why, language: Language): string {
  const locale = { locale: language }
  const found = listed(why.found, language)
  const typed = listed(why.typed, language)
  if (why.theme !== null) return byTheme(kind, why.theme, typed, language)
  if (why.insteadOf !== null) return m.search_why_spelling({ found, word: why.insteadOf }, locale)
  if (why.begins) return m.search_why_prefix({ found, word: why.typed.join(' ') }, locale)
  const term = kind === 'term' || kind === 'glossary'
  switch (why.field) {
    case 'title':
      return kind === 'city' || kind === 'organisation'
        ? m.search_why_name({ word: found }, locale)
        : m.search_why_title({ word: found }, locale)
    case 'synonym':
      return term ? m.search_why_synonym({ word: found }, locale) : m.search_why_place({ word: found }, locale)
    case 'summary':
      return term ? m.search_why_definition({ word: found }, locale) : m.search_why_summary({ word: found }, locale)
    case 'country':
      return m.search_why_country({ word: typed }, locale)
    default:
      return term ? m.search_why_definition({ word: found }, locale) : m.search_why_text({ word: found }, locale)
  }
}

/** A hidden phrase is never said: the label of its term stands for it. */
function byTheme(kind: ResultRow['kind'], theme: NonNullable<Why['theme']>, typed: string, language: Language): string {
  const locale = { locale: language }
  const label = marked(theme.label)
  if (theme.by === 'hidden') return m.search_why_term({ term: label }, locale)
  if (theme.by === 'narrower') return m.search_why_narrower({ word: label, term: theme.under ?? '' }, locale)
  if (theme.slug.startsWith('regions/')) return m.search_why_place({ word: label }, locale)
  if (theme.by === 'label' && (kind === 'practice' || kind === 'city'))
    return m.search_why_theme({ term: label }, locale)
  return m.search_why_word_term({ word: typed, term: label.replaceAll(FROM, '').replaceAll(TO, '') }, locale)
}

/** Stands between words of a list inside the quotation marks that the messages bring. */
const BETWEEN: Record<Language, string> = { en: '”, “', fr: '\u202F», «\u202F', ar: '»، «' }

const listed = (words: readonly string[], language: Language): string => words.map(marked).join(BETWEEN[language])
const marked = (words: string): string => `${FROM}${words.replace(/[\uE000\uE001]/g, '')}${TO}`

function segments(text: string): Segment[] {
  return text
    .split(/(\uE000[^\uE001]*\uE001)/)
    .filter((part) => part !== '')
    .map((part) => {
      const mark = part.startsWith(FROM)
      return { text: mark ? part.slice(1, -1) : part, mark }
    })
}
