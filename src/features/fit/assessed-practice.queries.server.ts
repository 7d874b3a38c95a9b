/** The only SQL that reads one practice for its assessment: claims with their words and sources, and who is named as having taken it up. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { ShownWords } from '#features/registry/item.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import { citiesOf, placeOf, type PracticePlace } from '#features/practices/practice-card.queries.server.ts'
import { claimKey, type PracticeParts } from '#features/practices/practice-words.ts'
import type { AdoptionRecord } from './assess.ts'
import type { NamedRecord, SourcedClaim } from './assessed-practice.ts'
import { originRecordOf, unnamedPlace, type OriginRow } from './claimed-practice.queries.server.ts'
import type { Factors } from './factor-scale.ts'
import { claimOf, type StoredClaim } from './vocabulary-scales.ts'

export type AssessedPractice = {
  readonly id: string
  readonly slug: string
  readonly revision: number
  readonly demonstration: boolean
  readonly words: ShownWords<Partial<PracticeParts>>
  readonly place: PracticePlace
  readonly homeSlug: string | null
  readonly claims: readonly SourcedClaim[]
  readonly origin: AdoptionRecord | null
  readonly takers: readonly NamedRecord[]
  readonly materialLanguages: readonly string[]
  readonly years: { readonly start: number | null; readonly end: number | null; readonly running: string }
}

/** Published, and seen by this reader; else undefined, whatever the reason. */
export async function findAssessedPractice(
  db: Db,
  actor: Actor,
  key: { slug: string; language: Language; scales: Factors },
): Promise<AssessedPractice | undefined> {
  const { rows } = await sql<Row>`
    select item.id, item.slug, item.revision, item.demonstration, home.slug as city, words.*,
      practice.place_name, practice.country, practice.start_year, practice.end_year, practice.running, practice.sources,
      practice.record_outcome, practice.record_level, practice.record_independent, practice.record_start, practice.record_end,
      ${citiesOf(actor, key.language)} as cities,
      (select jsonb_agg(jsonb_build_object('factor', c.factor, 'test', c.test, 'steps', c.steps, 'role', c.role, 'basis', c.basis, 'reviewers', c.reviewers, 'source', c.source) order by c.position)
        from practice_claim c where c.practice_id = item.id) as claims,
      (select jsonb_agg(jsonb_build_object('position', kin.position, 'name', kin.name, 'city', kin.city, 'country', kin.country, 'citySlug', kin_city.slug, 'practiceSlug', other.slug) order by kin.position)
        from practice_kinship kin left join item kin_city on kin_city.id = kin.city_id left join item other on other.id = kin.other_id
        where kin.practice_id = item.id and kin.direction = 'by' and (kin.city_id is null or ${visibleTo(actor, 'kin_city')})
          and (kin.other_id is null or (other.state = 'published' and ${visibleTo(actor, 'other')}))) as takers
    from practice join item on item.id = practice.id left join item home on home.id = item.place_id ${wordsIn(key.language)}
    where item.slug = ${key.slug} and item.state = 'published' and ${visibleTo(actor)}`.execute(db)
  const row = rows[0]
  return row && practiceOf(row, key.language, key.scales)
}

type StoredTaker = {
  position: number
  name: string
  city: string | null
  country: string | null
  citySlug: string | null
  practiceSlug: string | null
}

type Row = WordsRow &
  OriginRow & {
    id: string
    slug: string
    revision: number
    demonstration: boolean
    country: string | null
    start_year: number | null
    end_year: number | null
    running: string
    sources: { title: string; url: string; publisher?: string | null; year?: number | null; language?: string | null }[]
    cities: { slug: string; name: string; language: string }[] | null
    claims: (StoredClaim & { source: number | null })[] | null
    takers: StoredTaker[] | null
  }

function practiceOf(row: Row, language: Language, scales: Factors): AssessedPractice {
  const words = shown<Partial<PracticeParts>>(row)
  return {
    id: row.id,
    slug: row.slug,
    revision: row.revision,
    demonstration: row.demonstration,
    words,
    place: placeOf(row, language),
    homeSlug: row.city,
    claims: (row.claims ?? []).flatMap((stored) => sourcedClaim(stored, row, words.parts, scales) ?? []),
    origin: originRecordOf(row),
    takers: (row.takers ?? []).map((taker) => takerOf(taker, words.parts)),
    materialLanguages: [...new Set(row.sources.flatMap((source) => source.language ?? []))],
    years: { start: row.start_year, end: row.end_year, running: row.running },
  }
}

function sourcedClaim(
  stored: StoredClaim & { source: number | null },
  { sources }: Row,
  parts: Partial<PracticeParts>,
  scales: Factors,
): SourcedClaim | null {
  const claim = claimOf(stored, scales)
  if (!claim) return null
  const said = parts.claims?.[claimKey(claim)]
  const source = stored.source === null ? undefined : sources[stored.source]
  return {
    ...claim,
    mechanism: said?.mechanism ?? '',
    workAround: said?.work_around ?? null,
    source: source
      ? {
          title: source.title,
          url: source.url,
          publisher: source.publisher ?? null,
          year: source.year ?? null,
          language: source.language ?? null,
        }
      : null,
  }
}

function takerOf(taker: StoredTaker, parts: Partial<PracticeParts>): NamedRecord {
  return {
    kind: 'named',
    id: `named-${taker.position}`,
    city: taker.citySlug ?? unnamedPlace(taker.city ?? taker.name),
    period: '',
    outcome: null,
    level: 0,
    independent: false,
    answersThen: new Map(),
    name: taker.city ?? taker.name,
    country: taker.country,
    citySlug: taker.citySlug,
    practiceSlug: taker.practiceSlug,
    note: parts.by?.[taker.position] ?? null,
  }
}
