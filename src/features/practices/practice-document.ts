/** A practice as it was published: its document, trimmed for whoever reads it, and read as a record. Pure. */
import { directionOf, FALLBACK, isLanguage, type Language } from '#platform/language/languages.ts'
import { practiceRow, testOf, TERM_LISTS, type PracticeRow } from './practice-import.ts'
import { practiceParts } from './practice-words.ts'
import type { PracticeRecord, TermList } from './practice-record.ts'

const EMPTY = {
  id: 'unknown',
  title: { en: '…' },
  summary: { en: '…' },
  problem: { en: '…' },
  how_it_works: { en: '…' },
  place: { city: '…', country: null, region: '', city_id: null, more_city_ids: [] },
  owner: '…',
  years: { start: null, end: null },
  state: 'unknown',
  core_components: [],
  adaptable_parts: [],
  forms: [],
  challenges: [],
  prevention_levels: [],
  sectors: [],
  target_groups: [],
  practice_types: [],
  settings: [],
  partners: [],
  cost: { band: null },
  claims: [],
  lessons: [],
  results: { level: 0, direction: 'not_reported' },
  record: null,
  rights_gate: null,
  adopted_from: [],
  adopted_by: [],
  sources: [],
}

/** Whatever was kept reads as a practice: what a document of another day lacks is empty, and what cannot be read is left out. */
export function readDocument(document: unknown): PracticeRow {
  const kept: Record<string, unknown> = { ...EMPTY }
  for (const [field, value] of Object.entries(typeof document === 'object' && document !== null ? document : {})) {
    const shape = (practiceRow.shape as Record<string, { safeParse(value: unknown): { success: boolean } }>)[field]
    if (shape?.safeParse(value).success) kept[field] = value
  }
  return practiceRow.parse({
    ...kept,
    place: {
      ...EMPTY.place,
      ...(kept['place'] as object),
      region: (kept['place'] as { region?: string }).region || '-',
    },
  })
}

/** Slugs of practices and cities that the reader may see; cities with their names. */
export type SeenSlugs = {
  practices: ReadonlySet<string>
  cities: ReadonlyMap<string, { name: string; language: string }>
}

/** Which other things a document names by their slug. */
export const namedIn = (row: PracticeRow): { practices: string[]; cities: string[] } => ({
  practices: [...row.adopted_from, ...row.adopted_by].flatMap((kin) => kin.practice ?? []),
  cities: placesOf(row),
})

const placesOf = (row: PracticeRow): string[] =>
  [row.place.city_id, ...row.place.more_city_ids].flatMap((slug) => slug ?? [])

/** Without what names a practice or city that the reader may not see. */
export function trimDocument(row: PracticeRow, seen: SeenSlugs): PracticeRow {
  const open = <Kin extends { practice: string | null }>(kin: readonly Kin[]) =>
    kin.filter((each) => each.practice === null || seen.practices.has(each.practice))
  const { city_id, more_city_ids } = row.place
  return {
    ...row,
    place: {
      ...row.place,
      city_id: city_id !== null && seen.cities.has(city_id) ? city_id : null,
      more_city_ids: more_city_ids.filter((slug) => seen.cities.has(slug)),
    },
    adopted_from: open(row.adopted_from),
    adopted_by: open(row.adopted_by),
  }
}

/** The language in which a document is read: the wanted one, else the one it was written in. */
export function languageOf(row: PracticeRow, wanted: Language): Language {
  const [first] = Object.keys(row.title)
  return (
    [wanted, row.original_language, 'en', first].find(
      (language): language is Language => isLanguage(language) && row.title[language] !== undefined,
    ) ?? FALLBACK
  )
}

/** The document as today's record is read, in one language. */
export function recordOfDocument(row: PracticeRow, wanted: Language, seen: SeenSlugs): PracticeRecord {
  const language = languageOf(row, wanted)
  const original = row.original_language ?? ('en' in row.title ? 'en' : language)
  const cities = placesOf(row).flatMap((slug) => {
    const city = seen.cities.get(slug)
    return city ? [{ slug, ...city }] : []
  })
  const named =
    wanted === 'en' || cities.length === 0
      ? { name: row.place.city, lang: 'en' }
      : {
          name: cities.map((city) => city.name).join(wanted === 'ar' ? '، ' : ', '),
          lang: cities[0]?.language ?? wanted,
        }
  return {
    slug: row.id,
    words: {
      title: row.title[language] ?? '',
      summary: row.summary[language] ?? '',
      parts: practiceParts(row, language),
      lang: language,
      dir: directionOf(language),
      origin: language === original ? 'original' : 'human',
      stale: false,
      note: null,
    },
    place: {
      ...named,
      dir: directionOf(named.lang),
      country: row.place.country ?? null,
      citySlug: cities[0]?.slug ?? null,
    },
    cities,
    region: row.place.region,
    owner: row.owner,
    partners: row.partners,
    startYear: row.years.start,
    endYear: row.years.end,
    running: row.state,
    costBand: row.cost.band,
    evidenceLevel: row.results.level,
    direction: row.results.direction,
    individualWork: row.rights_gate?.individual_work ?? null,
    outcome: row.record && {
      value: row.record.outcome,
      level: row.record.level,
      independent: row.record.independent,
      start: row.record.period.start,
      end: row.record.period.end,
    },
    terms: Object.fromEntries(TERM_LISTS.map((list) => [list, row[list]])) as Record<TermList, string[]>,
    claims: row.claims.map((claim) => ({
      factor: claim.factor,
      ...testOf(claim),
      role: claim.role,
      basis: claim.basis,
      reviewers: claim.reviewers ?? 1,
      source: claim.source ?? null,
    })),
    lessons: row.lessons.map(({ kind, source }) => ({ kind, source: source ?? null })),
    sources: row.sources.map((source) => ({
      title: source.title,
      url: source.url,
      publisher: source.publisher ?? null,
      year: source.year ?? null,
      language: source.language ?? null,
      exact_page: source.exact_page ?? true,
    })),
  }
}
