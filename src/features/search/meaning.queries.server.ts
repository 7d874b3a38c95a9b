/** Looks up stems and the terms of the vocabulary that words of a question name, as far as the actor may see them. */
import { sql } from 'kysely'
import { ownStem, typedForms } from '#base/words.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { LANGUAGE_IDS, type Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { dictionaryOf, hiddenKey } from '#features/registry/search-entry.server.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { wordsIn } from '#features/registry/words.server.ts'
import type { Span, Theme } from './meaning.ts'
import { spoken, type Question } from './question.ts'
import { fact, NEVER, wordsQuery, type Stems } from './sieve.ts'

const DICTIONARIES = LANGUAGE_IDS.flatMap((language) => dictionaryOf(language) ?? [])

/** The stem of each form of each word in each language that has a dictionary; no table is read. */
export async function findStems(db: Db, words: readonly string[]): Promise<StemTable> {
  const forms = [...new Set(words.flatMap((word) => [...typedForms(word), ownStem(word)]))]
  const { rows } = await sql<{ form: string; dictionary: string; stem: string }>`
    select form, dictionary, stem from unnest(${forms}::text[]) form, unnest(${DICTIONARIES}::text[]) dictionary,
      unnest(ts_lexize(dictionary::regdictionary, form)) stem`.execute(db)
  const byForm = new Map<string, string[]>()
  const byDictionary = new Map<string, string>()
  for (const { form, dictionary, stem } of rows) {
    byForm.set(form, [...(byForm.get(form) ?? []), stem])
    byDictionary.set(`${dictionary} ${form}`, stem)
  }
  return { byForm, byDictionary }
}

export type StemTable = { byForm: Stems; byDictionary: ReadonlyMap<string, string> }

/** Vocabularies whose terms practices and cities carry: only these widen by a word of their label. */
const CARRIED = [
  'forms',
  'challenges',
  'prevention_levels',
  'sectors',
  'target_groups',
  'practice_types',
  'settings',
  'regions',
]
/** A word that stands in more labels than this says nothing about any of them. */
const MOST_LABELS = 5
const MOST_TERMS = 60
const LONGEST_PHRASE = 6

type Gram = { from: number; to: number; keys: string[]; hidden: string }
type MeaningRow = {
  how: 'phrase' | 'part' | 'narrower'
  place: number
  slug: string
  labels: string[]
  phrases: string[]
  hidden: string[]
  label: string
  lang: string
  under: string | null
}

/** Terms by label, synonym or hidden synonym, whole, in any language; by a word of the label; and what lies under those named. */
export async function listMeanings(
  db: Db,
  actor: Actor,
  asked: { question: Question; stems: StemTable; language: Language },
): Promise<Span[]> {
  const grams = gramsOf(asked.question, asked.stems)
  const parts = asked.question.words.map(
    (word) =>
      wordsQuery(
        {
          written: '',
          from: 0,
          to: 0,
          ways: asked.question.silent || word.parts.length === 0 ? [] : [word.parts],
          themes: [],
          country: null,
        },
        'stem',
        asked.stems.byForm,
      ) ?? NEVER,
  )
  const { rows } = await sql<MeaningRow>`
    with named as (
      select item.id, item.slug, term.vocabulary, term.code, entry.phrases[1:1] as labels,
        array(select unnest(entry.phrases) intersect select unnest(${grams.flatMap((gram) => gram.keys)}::text[])) as phrases,
        array(select unnest(entry.hidden) intersect select unnest(${grams.map((gram) => gram.hidden)}::text[])) as hidden
      from search_entry entry join item on item.id = entry.item_id left join term on term.id = item.id
      where (entry.phrases && ${grams.flatMap((gram) => gram.keys)}::text[] or entry.hidden && ${grams.map((gram) => gram.hidden)}::text[])
        and item.kind = 'term' and item.state = 'published' and ${visibleTo(actor)}
      order by item.slug limit ${MOST_TERMS}
    ), found as (
      select 'phrase' as how, 0 as place, id, labels, phrases, hidden, null as under from named
      union all
      select 'narrower', 0, item.id, named.labels, named.phrases, named.hidden, named.slug from named
        join term below on below.vocabulary = named.vocabulary and below.broader = named.code join item on item.id = below.id
        where item.state = 'published' and ${visibleTo(actor)}
      union all
      (select distinct 'part', asked.place::int, item.id, array_agg(entry.phrases[1]), '{}'::text[], '{}'::text[], null
        from unnest(${parts}::text[]) with ordinality as asked (query, place)
        join search_entry entry on entry.title_words @@ (${`'${fact.kind('term')}' & `} || asked.query)::tsquery
        join item on item.id = entry.item_id join term on term.id = item.id
        where term.vocabulary = any(${CARRIED}::text[]) and item.state = 'published' and ${visibleTo(actor)}
        group by asked.place, item.id order by 2, 3 limit ${MOST_TERMS * 4})
    )
    select found.how, found.place, item.slug, found.labels, found.phrases, found.hidden, words.title as label, words.language as lang, found.under
    from found join item on item.id = found.id ${wordsIn(asked.language)}
    order by item.slug, found.how`.execute(db)
  return merged(grams, rows)
}

/** Every run of words that may be a phrase, under its key in each language. */
function gramsOf({ words }: Question, stems: StemTable): Gram[] {
  return words.flatMap((_, from) =>
    words.slice(from, from + LONGEST_PHRASE).map((_last, length) => {
      const said = spoken(words.slice(from, from + length + 1))
      return {
        from,
        to: from + length,
        hidden: hiddenKey(said),
        keys: LANGUAGE_IDS.map(
          (language) => `${language}:${said.map((word) => stemIn(stems, language, word)).join(' ')}`,
        ),
      }
    }),
  )
}

function stemIn(stems: StemTable, language: Language, word: string): string {
  const own = ownStem(word)
  return stems.byDictionary.get(`${dictionaryOf(language)} ${own}`) ?? own
}

function merged(grams: readonly Gram[], rows: readonly MeaningRow[]): Span[] {
  const labels = new Map(rows.filter((row) => row.how === 'phrase').map((row) => [row.slug, row.label]))
  const spans = rows.flatMap((row): Span[] => {
    const theme = (by: Theme['by']): Theme => ({
      slug: row.slug,
      label: row.label,
      lang: row.lang,
      by,
      ...(row.under === null ? {} : { under: labels.get(row.under) ?? row.under }),
    })
    if (row.how === 'part')
      return isTelling(rows, row.place)
        ? [{ from: row.place - 1, to: row.place - 1, theme: theme(partOf(row, grams)) }]
        : []
    return grams.flatMap((gram): Span[] => {
      const named = gram.keys.find((key) => row.phrases.includes(key))
      if (named === undefined && !row.hidden.includes(gram.hidden)) return []
      const by = named === undefined ? 'hidden' : row.labels.includes(named) ? 'label' : 'synonym'
      return [{ from: gram.from, to: gram.to, theme: theme(row.how === 'narrower' ? 'narrower' : by) }]
    })
  })
  return strongest(spans)
}

const isTelling = (rows: readonly MeaningRow[], place: number): boolean =>
  new Set(rows.filter((row) => row.how === 'part' && row.place === place).map((row) => row.slug)).size <= MOST_LABELS

/** Whether a label begins with the word or holds it further on. */
function partOf(row: MeaningRow, grams: readonly Gram[]): 'begins' | 'part' {
  const word = grams.find((gram) => gram.from === row.place - 1 && gram.to === gram.from)
  return word?.keys.some((key) => row.labels.some((label) => label.startsWith(`${key} `))) ? 'begins' : 'part'
}

const STRENGTH: Theme['by'][] = ['label', 'begins', 'synonym', 'hidden', 'part', 'narrower']

/** A term that the same words mean in several ways counts by the strongest. */
function strongest(spans: readonly Span[]): Span[] {
  const kept = new Map<string, Span>()
  for (const span of [...spans].sort((a, b) => STRENGTH.indexOf(a.theme.by) - STRENGTH.indexOf(b.theme.by))) {
    const key = `${span.from} ${span.to} ${span.theme.slug}`
    if (!kept.has(key)) kept.set(key, span)
  }
  return [...kept.values()]
}
