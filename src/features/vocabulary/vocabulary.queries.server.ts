/** The only SQL about terms, factors and glossary. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Label, ShownWords } from '#features/registry/item.ts'
import type { Translated } from '#features/registry/translated.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import type { Factor, FactorType, Term, Vocabulary } from './vocabulary.ts'

type Words = Record<string, { title: string; summary: string; parts: Record<string, unknown> }>
type TermRow = { slug: string; vocabulary: string; code: string; broader: string | null; words: Words }
type FactorRow = {
  slug: string
  code: string
  group_code: string
  type: FactorType
  steps: string[]
  max_choices: number | null
  quick_start: boolean
  sensitive: boolean
  words: Words
}

/** All that the actor may see of the vocabulary, in all languages: two queries, a few hundred rows. */
export async function loadVocabulary(db: Db, actor: Actor): Promise<Vocabulary> {
  const words = sql`(select jsonb_object_agg(t.language, jsonb_build_object('title', t.title, 'summary', t.summary, 'parts', t.parts))
    from item_text t where t.item_id = item.id and t.state = 'published')`
  const terms = await sql<TermRow>`
    select item.slug, term.vocabulary, term.code, term.broader, ${words} as words
    from term join item on item.id = term.id
    where ${visibleTo(actor)} and item.state = 'published' order by term.vocabulary, term.position`.execute(db)
  const factors = await sql<FactorRow>`
    select item.slug, factor.code, factor.group_code, factor.type, factor.steps, factor.max_choices, factor.quick_start, factor.sensitive, ${words} as words
    from factor join item on item.id = factor.id
    where ${visibleTo(actor)} and item.state = 'published' order by factor.position`.execute(db)
  return build(terms.rows.map(termOf), factors.rows.map(factorOf))
}

function build(terms: Term[], factors: Factor[]): Vocabulary {
  const byVocabulary = new Map<string, Term[]>()
  for (const term of terms) byVocabulary.set(term.vocabulary, [...(byVocabulary.get(term.vocabulary) ?? []), term])
  return {
    terms: new Map(terms.map((term) => [term.slug, term])),
    byVocabulary,
    factors: new Map(factors.map((factor) => [factor.code, factor])),
  }
}

const pick = (words: Words, read: (one: Words[string]) => unknown): Translated =>
  Object.fromEntries(
    Object.entries(words).flatMap(([language, one]) =>
      typeof read(one) === 'string' ? [[language, read(one) as string]] : [],
    ),
  )

const termOf = (row: TermRow): Term => ({
  vocabulary: row.vocabulary,
  code: row.code,
  slug: row.slug,
  broader: row.broader,
  label: pick(row.words, (one) => one.title),
  definition: pick(row.words, (one) => one.summary),
  scopeNote: pick(row.words, (one) => one.parts['scope_note']),
  synonyms: Object.fromEntries(
    Object.entries(row.words).map(([language, one]) => [
      language,
      (one.parts['synonyms'] as string[] | undefined) ?? [],
    ]),
  ),
})

const factorOf = (row: FactorRow): Factor => ({
  code: row.code,
  slug: row.slug,
  group: row.group_code,
  type: row.type,
  steps: row.steps,
  maxChoices: row.max_choices,
  quickStart: row.quick_start,
  sensitive: row.sensitive,
  label: pick(row.words, (one) => one.title),
  question: pick(row.words, (one) => one.summary),
  help: pick(row.words, (one) => one.parts['help']),
  why: pick(row.words, (one) => one.parts['why']),
  stepLabels: Object.fromEntries(
    row.steps.map((step) => [
      step,
      pick(row.words, (one) => (one.parts['steps'] as Record<string, string> | undefined)?.[step]),
    ]),
  ),
})

/** Words of a term beside its title and summary: of terms, of glossary entries, of factors. */
export type TermParts = {
  synonyms?: string[]
  scope_note?: string | null
  note?: string | null
  see_also?: string[]
  help?: string | null
  why?: string | null
  steps?: Record<string, string>
}

/** What a factor is without language: see Factor for the units of each. */
export type FactorFacts = {
  group: string
  type: FactorType
  steps: string[]
  maxChoices: number | null
  quickStart: boolean
  sensitive: boolean
  defaultLabel: Label
  basis: string
}

export type TermPage = ShownWords<TermParts> & {
  id: string
  slug: string
  revision: number
  vocabulary: string
  code: string
  broader: string | null
  /** null for a term or a glossary entry */
  factor: FactorFacts | null
  /** Its titles in all languages. */
  titles: Translated
}

/** One term, factor or glossary entry; undefined when there is none, or none for this reader. */
export async function findTerm(
  db: Db,
  actor: Actor,
  key: { language: Language; slug: string },
): Promise<TermPage | undefined> {
  const { rows } = await sql<
    WordsRow & {
      id: string
      slug: string
      revision: number
      broader: string | null
      factor: FactorFacts | null
      titles: Translated
    }
  >`
    select item.id, item.slug, item.revision, words.*, term.broader,
      (select jsonb_object_agg(t.language, t.title) from item_text t where t.item_id = item.id and t.state = 'published') as titles,
      case when factor.id is not null then jsonb_build_object('group', factor.group_code, 'type', factor.type, 'steps', factor.steps, 'maxChoices', factor.max_choices,
        'quickStart', factor.quick_start, 'sensitive', factor.sensitive, 'defaultLabel', factor.default_label, 'basis', factor.basis) end as factor
    from item ${wordsIn(key.language)} left join term on term.id = item.id left join factor on factor.id = item.id
    where item.kind = 'term' and item.slug = ${key.slug} and item.state = 'published' and ${visibleTo(actor)}`.execute(
    db,
  )
  const row = rows[0]
  if (!row) return undefined
  const [vocabulary = '', ...code] = row.slug.split('/')
  return {
    ...shown<TermParts>(row),
    id: row.id,
    slug: row.slug,
    revision: row.revision,
    vocabulary,
    code: code.join('/'),
    broader: row.broader,
    factor: row.factor,
    titles: row.titles,
  }
}

/** One row of a list of terms: a few words are enough to choose by. */
export type ListedTerm = ShownWords<TermParts> & {
  slug: string
  vocabulary: string
  code: string
  broader: string | null
}

/** Far above what a vocabulary holds. */
const MOST_TERMS = 2000

/** The terms of these vocabularies (or entries of `glossary`), each vocabulary in its own order. */
export async function listTerms(
  db: Db,
  actor: Actor,
  wanted: { language: Language; vocabularies: readonly string[] },
): Promise<ListedTerm[]> {
  const { rows } = await sql<WordsRow & { slug: string; vocabulary: string; code: string; broader: string | null }>`
    select item.slug, term.vocabulary, term.code, term.broader, words.*
    from term join item on item.id = term.id ${wordsIn(wanted.language)}
    where term.vocabulary = any(${[...wanted.vocabularies]}::text[]) and item.state = 'published' and ${visibleTo(actor)}
    order by term.vocabulary, term.position, item.id limit ${MOST_TERMS}`.execute(db)
  return rows.map((row) => ({
    ...shown<TermParts>(row),
    slug: row.slug,
    vocabulary: row.vocabulary,
    code: row.code,
    broader: row.broader,
  }))
}

export type ListedFactor = ShownWords<TermParts> & {
  slug: string
  code: string
  group: string
  type: FactorType
  stepsCount: number
  quickStart: boolean
  sensitive: boolean
}

/** All factors, in their order. */
export async function listFactors(db: Db, actor: Actor, language: Language): Promise<ListedFactor[]> {
  const { rows } = await sql<
    WordsRow & Pick<ListedFactor, 'slug' | 'code' | 'group' | 'type' | 'stepsCount' | 'quickStart' | 'sensitive'>
  >`
    select item.slug, factor.code, factor.group_code as "group", factor.type, cardinality(factor.steps) as "stepsCount", factor.quick_start as "quickStart", factor.sensitive, words.*
    from factor join item on item.id = factor.id ${wordsIn(language)}
    where item.state = 'published' and ${visibleTo(actor)}
    order by factor.position, item.id limit ${MOST_TERMS}`.execute(db)
  return rows.map(({ slug, code, group, type, stepsCount, quickStart, sensitive, ...words }) => ({
    ...shown<TermParts>(words),
    slug,
    code,
    group,
    type,
    stepsCount,
    quickStart,
    sensitive,
  }))
}

/** How many terms each vocabulary holds for this reader; factors under `factors`, entries under `glossary`. */
export async function countTerms(db: Db, actor: Actor): Promise<Map<string, number>> {
  const { rows } = await sql<{ vocabulary: string; count: number }>`
    select split_part(item.slug, '/', 1) as vocabulary, count(*)::int as count from item
    where item.kind = 'term' and item.state = 'published' and ${visibleTo(actor)} group by 1 order by 1`.execute(db)
  return new Map(rows.map((row) => [row.vocabulary, row.count]))
}
