/** Use case: partner organisations and hubs go in, as things of the registry. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { refusedAsInvented, type ImportWorld } from '#features/registry/import-run.server.ts'
import { fateOf, faultOf, isWritten, readRows, type Fault, type RowFate } from '#features/registry/import.ts'
import { registerItem, type NewItem, type Registered } from '#features/registry/item.queries.server.ts'
import { inLanguage, languagesOf } from '#features/registry/translated.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { keepOrganisation } from './keep-organisation.server.ts'
import { hubRow, organisationFile, organisationRow, type HubRow, type OrganisationRow } from './organisation-import.ts'

export async function importOrganisations(db: Db, actor: Actor, world: ImportWorld, file: unknown): Promise<RowFate[]> {
  const parsed = organisationFile.safeParse(file)
  if (!parsed.success)
    return [{ row: 0, id: '(file)', fate: 'refused', faults: [faultOf('organisations', 'is not a list')] }]
  const vocabulary = await loadVocabulary(db, actor)
  const hubs = await importEach(parsed.data.hubs ?? [], hubRow, {
    check: (hub) => [...refusedAsInvented(world, hub), ...unknownIn(vocabulary, 'regions', 'regions', hub.regions)],
    write: (hub) => writeHub(db, actor, hub),
  })
  const cities = await findCityIds(db)
  const organisations = await importEach(parsed.data.organisations, organisationRow, {
    check: (each) => [...refusedAsInvented(world, each), ...checkOrganisation(vocabulary, cities, each)],
    write: (each) => writeOrganisation(db, actor, each, cities),
  })
  return [...hubs, ...organisations]
}

type Each<Row> = { check: (row: Row) => Fault[]; write: (row: Row) => Promise<Registered> }

async function importEach<Row extends { id: string }>(
  rows: unknown[],
  schema: z.ZodType<Row>,
  each: Each<Row>,
): Promise<RowFate[]> {
  const fates: RowFate[] = []
  for (const { row, id, read } of readRows(rows, schema, each.check)) {
    if (!read.ok) fates.push({ row, id, fate: 'refused', faults: read.reason })
    else fates.push(fateOf(row, id, (await each.write(read.value)).change))
  }
  return fates
}

const unknownIn = (vocabulary: Vocabulary, name: string, field: string, codes: readonly string[]): Fault[] =>
  codes
    .filter((code) => !vocabulary.terms.has(`${name}/${code}`))
    .map((code) => faultOf(field, `"${code}" is not in ${name} of the vocabulary`))

const checkOrganisation = (
  vocabulary: Vocabulary,
  cities: ReadonlyMap<string, string>,
  row: OrganisationRow,
): Fault[] => [
  ...unknownIn(vocabulary, 'regions', 'region', [row.region]),
  ...unknownIn(vocabulary, 'sectors', 'sectors', row.sectors),
  ...unknownIn(vocabulary, 'practice_types', 'work_areas', row.work_areas),
  ...row.cities.filter((city) => !cities.has(city)).map((city) => faultOf('cities', `"${city}" is not a known city`)),
]

async function findCityIds(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ slug: string; id: string }>`select slug, id from item where kind = 'city'`.execute(db)
  return new Map(rows.map(({ slug, id }) => [slug, id]))
}

const writeOrganisation = (
  db: Db,
  actor: Actor,
  row: OrganisationRow,
  cities: ReadonlyMap<string, string>,
): Promise<Registered> =>
  keepOrganisation(db, actor, {
    row,
    originalLanguage: languagesOf(row.name)[0] ?? 'en',
    cityIds: row.cities.flatMap((city) => cities.get(city) ?? []),
    label: row.visibility,
    readers: [],
    state: 'published',
    verifiedBy: 'system:import',
    note: 'awaits_review',
  })

async function writeHub(db: Db, actor: Actor, row: HubRow): Promise<Registered> {
  const registered = await registerItem(db, actor, {
    kind: 'hub',
    slug: row.id,
    placeId: 'self',
    state: 'published',
    originalLanguage: languagesOf(row.name)[0] ?? 'en',
    demonstration: row.demonstration ?? false,
    search: {},
    document: row,
    region: row.secretariat ? null : (row.regions[0] ?? null),
    label: 'public',
    texts: textsOf(row),
  })
  if (!isWritten(registered.change)) return registered
  await sql`insert into hub (id, regions, secretariat, languages, source) values (${registered.id}, ${row.regions}, ${row.secretariat ?? false}, ${row.languages}, ${row.source ?? null})
    on conflict (id) do update set regions = excluded.regions, secretariat = excluded.secretariat, languages = excluded.languages, source = excluded.source`.execute(
    db,
  )
  return registered
}

function textsOf(row: HubRow): NewItem['texts'] {
  const original = languagesOf(row.name)[0]
  return Object.fromEntries(
    languagesOf(row.name).map((language) => [
      language,
      {
        title: inLanguage(row.name, language) ?? '',
        summary: '',
        parts: { short_name: inLanguage(row.short_name, language) },
        origin: language === original ? ('original' as const) : ('human' as const),
        note: language === original ? null : 'awaits_review',
      },
    ]),
  )
}
