/** Use case: practices go in, each with its facts, claims, kin and words. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { refusedAsInvented, type ImportWorld } from '#features/registry/import-run.server.ts'
import { fateOf, faultOf, isWritten, readRows, type RowFate } from '#features/registry/import.ts'
import { registerItem, type Registered } from '#features/registry/item.queries.server.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import {
  checkPractice,
  languagesToldIn,
  practiceFile,
  practiceRow,
  TERM_LISTS,
  testOf,
  type PracticeRow,
} from './practice-import.ts'
import { practiceParts, practiceSearchBody } from './practice-words.ts'

type Ids = ReadonlyMap<string, string>

export async function importPractices(db: Db, actor: Actor, world: ImportWorld, file: unknown): Promise<RowFate[]> {
  const parsed = practiceFile.safeParse(file)
  if (!parsed.success)
    return [{ row: 0, id: '(file)', fate: 'refused', faults: [faultOf('practices', 'is not a list')] }]
  const cities = await slugs(db, 'city')
  const names = await cityNames(db)
  const inFile = parsed.data.practices
    .map((row) => (row as { id?: unknown } | null)?.id)
    .filter((id) => typeof id === 'string')
  const practices = new Set([...(await slugs(db, 'practice')).keys(), ...inFile])
  const known = { vocabulary: await loadVocabulary(db, actor), cities: new Set(cities.keys()), practices }
  const rows = readRows(parsed.data.practices, practiceRow, (row) => [
    ...refusedAsInvented(world, row),
    ...checkPractice(known, row),
  ])
  const fates: RowFate[] = []
  const written: { row: PracticeRow; id: string }[] = []
  for (const { row, id, read } of rows) {
    if (!read.ok) {
      fates.push({ row, id, fate: 'refused', faults: read.reason })
      continue
    }
    const registered = await writePractice(db, actor, read.value, cities, names)
    if (isWritten(registered.change)) written.push({ row: read.value, id: registered.id })
    fates.push(fateOf(row, id, registered.change))
  }
  // Kin may be named before they are written: they are tied when all stand.
  const all = await slugs(db, 'practice')
  const places = await citiesByName(db)
  for (const { row, id } of written) await writeKin(db, id, row, all, places)
  return fates
}

/** Sources name a place of kin by name and country; where one city alone bears that name there, it is that one. */
async function citiesByName(db: Db): Promise<Ids> {
  const { rows } = await sql<{ name: string; id: string }>`
    select t.title || '|' || city.country as name, min(city.id::text) as id
    from city join item_text t on t.item_id = city.id where city.country is not null
    group by t.title, city.country having count(distinct city.id) = 1`.execute(db)
  return new Map(rows.map((row) => [row.name, row.id]))
}

/** Found by the name of its own place in each language. Of further places not: one of them may be hidden while the practice is not. */
type CityNames = ReadonlyMap<string, Record<string, string>>

async function cityNames(db: Db): Promise<CityNames> {
  const { rows } = await sql<{ slug: string; names: Record<string, string> }>`
    select item.slug, jsonb_object_agg(t.language, t.title) as names from item join item_text t on t.item_id = item.id where item.kind = 'city' group by item.slug`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.slug, row.names]))
}

async function slugs(db: Db, kind: 'city' | 'practice'): Promise<Map<string, string>> {
  const { rows } = await sql<{ slug: string; id: string }>`select slug, id from item where kind = ${kind}`.execute(db)
  return new Map(rows.map((row) => [row.slug, row.id]))
}

async function writePractice(
  db: Db,
  actor: Actor,
  row: PracticeRow,
  cities: Ids,
  names: CityNames,
): Promise<Registered> {
  const languages = languagesToldIn(row)
  const original = row.original_language ?? (languages.includes('en') ? 'en' : (languages[0] ?? 'en'))
  const registered = await registerItem(db, actor, {
    kind: 'practice',
    slug: row.id,
    placeId: row.place.city_id ? (cities.get(row.place.city_id) ?? null) : null,
    region: row.place.region,
    label: row.visibility ?? 'public',
    state: 'published',
    originalLanguage: original,
    demonstration: row.demonstration ?? false,
    document: row,
    texts: Object.fromEntries(
      languages.map((language) => [
        language,
        {
          title: row.title[language] ?? '',
          summary: row.summary[language] ?? '',
          parts: practiceParts(row, language),
          origin: language === original ? ('original' as const) : ('human' as const),
          note: language === original ? null : 'awaits_review',
        },
      ]),
    ),
    search: Object.fromEntries(
      languages.map((language) => [
        language,
        {
          title: row.title[language] ?? '',
          summary: row.summary[language] ?? '',
          body: practiceSearchBody(practiceParts(row, language), row),
          synonyms: [row.place.city, names.get(row.place.city_id ?? '')?.[language] ?? ''].filter(Boolean),
          hidden: [],
        },
      ]),
    ),
  })
  if (isWritten(registered.change)) await writeFacts(db, registered.id, row, cities)
  return registered
}

async function writeFacts(db: Db, id: string, row: PracticeRow, cities: Ids): Promise<void> {
  const facts = {
    place_name: row.place.city,
    country: row.place.country ?? null,
    owner: row.owner,
    start_year: row.years.start,
    end_year: row.years.end,
    running: row.state,
    cost_band: row.cost.band,
    partners: row.partners,
    evidence_level: row.results.level,
    direction: row.results.direction,
    individual_work: row.rights_gate?.individual_work ?? null,
    record_outcome: row.record?.outcome ?? null,
    record_level: row.record?.level ?? null,
    record_independent: row.record?.independent ?? null,
    record_start: row.record?.period.start ?? null,
    record_end: row.record?.period.end ?? null,
    sources: JSON.stringify(row.sources),
    facts: JSON.stringify({
      rights_told: row.rights_gate !== null,
      lessons: row.lessons.map(({ kind, source }) => ({ kind, source: source ?? null })),
    }),
  }
  await db
    .insertInto('practice')
    .values({ id, ...facts })
    .onConflict((same) => same.column('id').doUpdateSet(facts))
    .execute()
  for (const table of ['practice_city', 'practice_term', 'practice_claim'] as const)
    await db.deleteFrom(table).where('practice_id', '=', id).execute()

  const places = [row.place.city_id, ...row.place.more_city_ids].flatMap((slug) =>
    slug && cities.get(slug) ? [cities.get(slug) ?? ''] : [],
  )
  if (places.length > 0)
    await db
      .insertInto('practice_city')
      .values([...new Set(places)].map((city_id, position) => ({ practice_id: id, city_id, position })))
      .execute()
  const terms = TERM_LISTS.flatMap((vocabulary) =>
    [...new Set(row[vocabulary])].map((code, position) => ({ practice_id: id, vocabulary, code, position })),
  )
  if (terms.length > 0) await db.insertInto('practice_term').values(terms).execute()
  const claims = row.claims.map((claim, position) => ({
    id: newKey(),
    practice_id: id,
    position,
    factor: claim.factor,
    ...testOf(claim),
    role: claim.role,
    basis: claim.basis,
    reviewers: claim.reviewers ?? 1,
    source: claim.source ?? null,
  }))
  if (claims.length > 0) await db.insertInto('practice_claim').values(claims).execute()
}

async function writeKin(db: Db, id: string, row: PracticeRow, practices: Ids, places: Ids): Promise<void> {
  await db.deleteFrom('practice_kinship').where('practice_id', '=', id).execute()
  const kin = (['from', 'by'] as const).flatMap((direction) =>
    (direction === 'from' ? row.adopted_from : row.adopted_by).map((each, position) => ({
      id: newKey(),
      practice_id: id,
      direction,
      position,
      other_id: each.practice ? (practices.get(each.practice) ?? null) : null,
      name: each.name,
      city: each.city ?? null,
      city_id: places.get(`${each.city}|${each.country}`) ?? null,
      country: each.country ?? null,
      source: each.source ?? null,
    })),
  )
  if (kin.length > 0) await db.insertInto('practice_kinship').values(kin).execute()
}
