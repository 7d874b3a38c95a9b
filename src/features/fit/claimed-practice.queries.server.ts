/** The only SQL that reads claims of many practices: plain values for the rules, without words. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { inPart, type Part } from '#features/registry/beyond-public.server.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import type { AdoptionRecord } from './assess.ts'
import type { ClaimedPractice } from './claimed-practice.ts'
import type { Factors } from './factor-scale.ts'
import type { RecordOutcome } from './record-weight.ts'
import { claimOf, type StoredClaim } from './vocabulary-scales.ts'
import { CONCERN_LISTS } from './worth-a-look.query.ts'

/** Published practices with their claims. As many as there are: it feeds the index of all, never a page. */
export async function listClaimedPractices(
  db: Db,
  actor: Actor,
  wanted: { part: Part; scales: Factors },
): Promise<ClaimedPractice[]> {
  const { rows } = await sql<PracticeRow>`
    select item.id as item_id, item.slug, to_char(item.published_at at time zone 'UTC', 'YYYY-MM-DD') as date, item.region, item.original_language,
      practice.place_name, practice.cost_band, practice.start_year, practice.end_year,
      practice.record_outcome, practice.record_level, practice.record_independent, practice.record_start, practice.record_end,
      home.slug as city, city.population, city.lat, city.lon, ${CLAIMS} as claims, ${TERMS} as terms,
      (select array_agg(distinct source ->> 'language') from jsonb_array_elements(practice.sources) source where source ->> 'language' is not null) as languages
    from practice join item on item.id = practice.id
    left join item home on home.id = item.place_id
    left join city on city.id = item.place_id
    where item.state = 'published' and ${visibleTo(actor)} and ${inPart(wanted.part, 'practice')}`.execute(db)
  return rows.map((row) => practiceOf(row, wanted.scales))
}

/** Looked up practice by practice, by key: so that a few are added to what is kept without reading the claims of all. */
const CLAIMS = sql`(
  select jsonb_agg(jsonb_build_object('factor', claim.factor, 'test', claim.test, 'steps', claim.steps, 'role', claim.role, 'basis', claim.basis, 'reviewers', claim.reviewers))
  from practice_claim claim where claim.practice_id = practice.id)`
const TERMS = sql`(
  select array_agg(carried.vocabulary || '/' || carried.code)
  from practice_term carried where carried.practice_id = practice.id and carried.vocabulary in (${sql.join([...CONCERN_LISTS])}))`

type PracticeRow = OriginRow & {
  item_id: string
  slug: string
  date: string | null
  region: string | null
  original_language: string
  cost_band: string | null
  start_year: number | null
  end_year: number | null
  population: number | null
  lat: number | null
  lon: number | null
  claims: StoredClaim[] | null
  terms: string[] | null
  languages: string[] | null
}

function practiceOf(row: PracticeRow, scales: Factors): ClaimedPractice {
  return {
    id: row.slug,
    itemId: row.item_id,
    date: row.date ?? '',
    claims: (row.claims ?? []).flatMap((stored) => claimOf(stored, scales) ?? []),
    terms: row.terms ?? [],
    origin: originRecordOf(row),
    costBand: row.cost_band,
    years: { start: row.start_year, end: row.end_year },
    region: row.region,
    place: { population: row.population, lat: row.lat, lon: row.lon },
    languages: [...new Set([row.original_language, ...(row.languages ?? [])])],
  }
}

export type OriginRow = {
  city: string | null
  place_name: string
  record_outcome: string | null
  record_level: number | null
  record_independent: boolean | null
  record_start: number | null
  record_end: number | null
}

/** The record of the place of origin. Nobody has coded that place's answers of the time, so likeness keeps its whole range. */
export function originRecordOf(row: OriginRow): AdoptionRecord | null {
  if (row.record_outcome === null) return null
  return {
    id: ORIGIN_RECORD,
    city: row.city ?? unnamedPlace(row.place_name),
    period: `${row.record_start ?? ''}/${row.record_end ?? ''}`,
    outcome: row.record_outcome as RecordOutcome,
    level: row.record_level ?? 0,
    independent: row.record_independent ?? false,
    answersThen: new Map(),
  }
}

export const ORIGIN_RECORD = 'origin'

/** A place that is no city of the registry still is one place: its name stands for it, apart from every slug. */
export const unnamedPlace = (name: string): string => `place:${name}`
