/** The only SQL about terms, factors and glossary. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { ShownWords } from '#features/registry/item.ts'
import type { Translated } from '#features/registry/translated.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import type { Factor, FactorType, Term, Vocabulary } from './vocabulary.ts'

type Words = Record<string, { title: string; summary: string; parts: Record<string, unknown> }>
type TermRow = { slug: string; vocabulary: string; code: string; broader: string | null; words: Words }
type FactorRow = {
  slug: string; code: string; group_code: string; type: FactorType; steps: string[]; max_choices: number | null
  quick_start: boolean; sensitive: boolean; words: Words
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
  return { terms: new Map(terms.map((term) => [term.slug, term])), byVocabulary, factors: new Map(factors.map((factor) => [factor.code, factor])) }
}

const pick = (words: Words, read: (one: Words[string]) => unknown): Translated =>
  Object.fromEntries(Object.entries(words).flatMap(([language, one]) => (typeof read(one) === 'string' ? [[language, read(one) as string]] : [])))

const termOf = (row: TermRow): Term => ({
  vocabulary: row.vocabulary, code: row.code, slug: row.slug, broader: row.broader,
  label: pick(row.words, (one) => one.title), definition: pick(row.words, (one) => one.summary),
})

const factorOf = (row: FactorRow): Factor => ({
  code: row.code, slug: row.slug, group: row.group_code, type: row.type, steps: row.steps, maxChoices: row.max_choices,
  quickStart: row.quick_start, sensitive: row.sensitive,
  label: pick(row.words, (one) => one.title), question: pick(row.words, (one) => one.summary),
  help: pick(row.words, (one) => one.parts['help']), why: pick(row.words, (one) => one.parts['why']),
  stepLabels: Object.fromEntries(row.steps.map((step) => [step, pick(row.words, (one) => (one.parts['steps'] as Record<string, string> | undefined)?.[step])])),
})

export type TermPage = ShownWords<{ synonyms?: string[]; scope_note?: string | null; note?: string | null; see_also?: string[]; help?: string; why?: string; steps?: Record<string, string> }> & {
  id: string
  slug: string
  revision: number
}

/** One term, factor or glossary entry; undefined when there is none, or none for this reader. */
export async function findTerm(db: Db, actor: Actor, key: { language: Language; slug: string }): Promise<TermPage | undefined> {
  const { rows } = await sql<WordsRow & { id: string; slug: string; revision: number }>`
    select item.id, item.slug, item.revision, words.* from item ${wordsIn(key.language)}
    where item.kind = 'term' and item.slug = ${key.slug} and item.state = 'published' and ${visibleTo(actor)}`.execute(db)
  const row = rows[0]
  return row && { ...shown<TermPage['parts']>(row), id: row.id, slug: row.slug, revision: row.revision }
}
