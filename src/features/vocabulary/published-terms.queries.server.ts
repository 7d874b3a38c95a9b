/** The whole vocabulary for files: in all languages, as data on the web and as it can be imported. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import type { FactorFacts, TermParts } from './vocabulary.queries.server.ts'

export type PublishedTerm = {
  slug: string
  vocabulary: string
  code: string
  broader: string | null
  /** null for terms and glossary entries */
  factor: Pick<FactorFacts, 'group' | 'type' | 'steps'> | null
  /** By language. */
  words: Record<string, { title: string; summary: string; parts: TermParts }>
}

/** Far above any vocabulary: a file is whole or it is none. */
const MOST_PUBLISHED = 20_000

/** All that the actor may see, list by list, each in its own order. */
export async function listPublishedTerms(db: Db, actor: Actor): Promise<PublishedTerm[]> {
  const { rows } = await sql<PublishedTerm>`
    select item.slug, split_part(item.slug, '/', 1) as vocabulary, coalesce(term.code, factor.code) as code, term.broader,
      case when factor.id is not null then jsonb_build_object('group', factor.group_code, 'type', factor.type, 'steps', factor.steps) end as factor,
      (select jsonb_object_agg(t.language, jsonb_build_object('title', t.title, 'summary', t.summary, 'parts', t.parts))
        from item_text t where t.item_id = item.id and t.state = 'published') as words
    from item left join term on term.id = item.id left join factor on factor.id = item.id
    where item.kind = 'term' and item.state = 'published' and ${visibleTo(actor)} and coalesce(term.id, factor.id) is not null
    order by 2, coalesce(term.position, factor.position), item.id limit ${MOST_PUBLISHED}`.execute(db)
  return rows
}

export type VocabularyFile = {
  groups: Record<string, unknown>
  factors: unknown[]
  vocabularies: Record<string, unknown[]>
  glossary: unknown[]
}

/** The file that could be imported, without the words that only searching knows: they do not leave the database. */
export async function exportVocabulary(db: Db, actor: Actor): Promise<VocabularyFile> {
  const { rows } = await sql<{ vocabulary: string; code: string; document: Record<string, unknown> }>`
    select split_part(item.slug, '/', 1) as vocabulary, coalesce(term.code, factor.code) as code,
      (last.document - 'hidden_synonyms' - 'position' - 'vocabulary') as document
    from item left join term on term.id = item.id left join factor on factor.id = item.id
    join item_revision last on last.item_id = item.id and last.revision = item.revision
    where item.kind = 'term' and item.state = 'published' and ${visibleTo(actor)} and coalesce(term.id, factor.id) is not null
    order by 1, coalesce(term.position, factor.position), item.id limit ${MOST_PUBLISHED}`.execute(db)
  const {
    factor_groups = [],
    factors = [],
    glossary = [],
    ...vocabularies
  } = Object.groupBy(rows, (row) => row.vocabulary)
  const documents = (of: typeof rows) => of.map((row) => row.document)
  return {
    groups: Object.fromEntries(factor_groups.map((row) => [row.code, row.document['label']])),
    factors: documents(factors),
    vocabularies: Object.fromEntries(Object.entries(vocabularies).map(([list, of]) => [list, documents(of ?? [])])),
    glossary: documents(glossary),
  }
}
