/** The only SQL about one practice: the whole record in one query, its revisions and its old addresses. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Label, State } from '#features/registry/item.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import { adoptersOf, citiesOf, placeOf, sourcesOf } from './practice-card.queries.server.ts'
import { TERM_LISTS } from './practice-import.ts'
import type { LessonKind, PracticeRecord, RecordClaim, RecordSource, TermList } from './practice-record.ts'
import type { PracticeParts } from './practice-words.ts'

export type Strike = { reason: 'personal_data' | 'safety'; places: number; at: string }
export type RevisionEntry = { revision: number; at: string }

export type PracticeView = PracticeRecord & {
  id: string
  label: Label
  state: State
  /** Why and when it left the state `published`; null while it is there. */
  move: { why: string | null; at: string } | null
  demonstration: boolean
  revision: number
  /** Newest first, 20 at most, today's included. */
  revisions: RevisionEntry[]
  strikes: Strike[]
  originalLanguage: string
  publishedAt: Date | null
  updatedAt: Date
  adopters: number
  sourcesBefore: number
}

type Row = WordsRow & {
  id: string
  slug: string
  label: Label
  state: State
  region: string | null
  demonstration: boolean
  revision: number
  original_language: string
  published_at: Date | null
  updated_at: Date
  place_name: string
  country: string | null
  owner: string
  partners: string[]
  start_year: number | null
  end_year: number | null
  running: string
  cost_band: string | null
  evidence_level: number
  direction: string
  individual_work: boolean | null
  record_outcome: string | null
  record_level: number | null
  record_independent: boolean | null
  record_start: number | null
  record_end: number | null
  sources: RecordSource[]
  facts: { lessons?: { kind: LessonKind; source: number | null }[] }
  cities: { slug: string; name: string; language: string }[] | null
  terms: Partial<Record<TermList, string[]>> | null
  claims: RecordClaim[] | null
  move: PracticeView['move']
  strikes: Strike[] | null
  revisions: RevisionEntry[] | null
  adopters: number
  sources_before: number
}

/** The record as this reader may see it; undefined where there is none, or none for this reader. */
export async function findPractice(
  db: Db,
  actor: Actor,
  key: { language: Language; slug: string },
): Promise<PracticeView | undefined> {
  const { rows } = await sql<Row>`
    select item.id, item.slug, item.label, item.state, item.region, item.demonstration, item.revision, item.original_language, item.published_at, item.updated_at,
      words.*, practice.*, ${citiesOf(actor, key.language)} as cities, ${TERMS} as terms, ${CLAIMS} as claims, ${MOVE} as move, ${STRIKES} as strikes,
      ${REVISIONS} as revisions, ${adoptersOf(actor)} as adopters, ${sourcesOf(actor)} as sources_before
    from item join practice on practice.id = item.id ${wordsIn(key.language)}
    where item.kind = 'practice' and item.slug = ${key.slug} and ${visibleTo(actor)}`.execute(db)
  return rows[0] && viewOf(rows[0], key.language)
}

const TERMS = sql`(select jsonb_object_agg(list.vocabulary, list.codes) from
  (select vocabulary, jsonb_agg(code order by position) as codes from practice_term where practice_id = item.id group by vocabulary) list)`

const CLAIMS = sql`(select jsonb_agg(jsonb_build_object('factor', factor, 'test', test, 'steps', steps, 'role', role, 'basis', basis, 'reviewers', reviewers, 'source', source)
  order by position) from practice_claim where practice_id = item.id)`

const MOVE = sql`(select jsonb_build_object('why', why, 'at', at) from item_move
  where item_id = item.id and to_state = item.state and item.state in ('retired', 'withdrawn') order by at desc limit 1)`

const STRIKES = sql`(select jsonb_agg(jsonb_build_object('reason', reason, 'places', places, 'at', at) order by at desc) from item_strike where item_id = item.id)`

const REVISIONS = sql`(select jsonb_agg(jsonb_build_object('revision', last.revision, 'at', last.at) order by last.revision desc) from
  (select revision, at from item_revision where item_id = item.id order by revision desc limit 20) last)`

function viewOf(row: Row, language: Language): PracticeView {
  return {
    id: row.id,
    slug: row.slug,
    label: row.label,
    state: row.state,
    move: row.move,
    demonstration: row.demonstration,
    revision: row.revision,
    revisions: row.revisions ?? [],
    strikes: row.strikes ?? [],
    originalLanguage: row.original_language,
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
    adopters: row.adopters,
    sourcesBefore: row.sources_before,
    words: shown<PracticeParts>(row),
    place: placeOf(row, language),
    cities: row.cities ?? [],
    region: row.region,
    owner: row.owner,
    partners: row.partners,
    startYear: row.start_year,
    endYear: row.end_year,
    running: row.running,
    costBand: row.cost_band,
    evidenceLevel: row.evidence_level,
    direction: row.direction,
    individualWork: row.individual_work,
    outcome: outcomeOf(row),
    terms: termsOf(row.terms),
    claims: row.claims ?? [],
    lessons: row.facts.lessons ?? [],
    sources: row.sources,
  }
}

const outcomeOf = (row: Row): PracticeRecord['outcome'] =>
  row.record_outcome === null
    ? null
    : {
        value: row.record_outcome,
        level: row.record_level ?? 0,
        independent: row.record_independent ?? false,
        start: row.record_start,
        end: row.record_end,
      }

const termsOf = (terms: Row['terms']): Record<TermList, string[]> =>
  Object.fromEntries(TERM_LISTS.map((list) => [list, terms?.[list] ?? []])) as Record<TermList, string[]>

/** Where an old address leads today; undefined where it never led anywhere, or not for this reader. */
export async function findNewSlug(db: Db, actor: Actor, old: string): Promise<string | undefined> {
  const { rows } = await sql<{ slug: string }>`
    select item.slug from item_old_slug was join item on item.id = was.item_id
    where was.kind = 'practice' and was.slug = ${old} and ${visibleTo(actor)}`.execute(db)
  return rows[0]?.slug
}
