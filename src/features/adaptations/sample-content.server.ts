/** The kinds of files that can be imported, in the order in which they need one another, and the sample by the same path. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { runImport, type ImportWorld } from '#features/registry/import-run.server.ts'
import type { RowFate } from '#features/registry/import.ts'
import { importVocabulary } from '#features/vocabulary/import-vocabulary.server.ts'
import { importAnswers } from '#features/cities/import-answers.server.ts'
import { importCities } from '#features/cities/import-cities.server.ts'
import { importPractices } from '#features/practices/import-practices.server.ts'
import { importOrganisations } from '#features/organisations/import-organisations.server.ts'
import { importPeople } from '#features/people/import-people.server.ts'
import { importAdoptions } from './import-adoptions.server.ts'

type Import = (db: Db, actor: Actor, world: ImportWorld, file: unknown) => Promise<RowFate[]>

export const IMPORTS = {
  vocabulary: (db, actor, _world, file) => importVocabulary(db, actor, file),
  cities: importCities,
  practices: importPractices,
  answers: importAnswers,
  adoptions: importAdoptions,
  organisations: importOrganisations,
  people: importPeople,
} as const satisfies Record<string, Import>

export type ImportKind = keyof typeof IMPORTS
export const isImportKind = (typed: string): typed is ImportKind => Object.hasOwn(IMPORTS, typed)

const IMPORTER: Actor = { kind: 'system', job: 'import' }

export const importFile = (
  db: Db,
  world: ImportWorld,
  request: { kind: ImportKind; file: unknown; apply: boolean },
): Promise<RowFate[]> =>
  runImport(db, request.apply, (trx) => IMPORTS[request.kind](trx, IMPORTER, world, request.file))

/** What an instance starts with. An instance of its own gets vocabulary, places and documented practices, nothing invented. */
const SAMPLE: { kind: ImportKind; file: string; invented: boolean }[] = [
  { kind: 'vocabulary', file: 'vocabulary.json', invented: false },
  { kind: 'vocabulary', file: 'frame-codes.json', invented: false },
  { kind: 'cities', file: 'cities.json', invented: false },
  { kind: 'cities', file: 'demonstration.json', invented: true },
  { kind: 'practices', file: 'practices.json', invented: false },
  { kind: 'answers', file: 'demonstration.json', invented: true },
  { kind: 'adoptions', file: 'demonstration.json', invented: true },
  { kind: 'organisations', file: 'hubs.json', invented: false },
  { kind: 'organisations', file: 'organisations.json', invented: true },
  { kind: 'people', file: 'people.json', invented: true },
]

/** Loads the sample once: only into a registry that holds nothing. Returns the number of things loaded. */
export async function loadSampleOnce(
  db: Db,
  world: ImportWorld,
  folder = join(process.cwd(), 'sample'),
): Promise<number> {
  const { rows } = await sql<{ empty: boolean }>`select not exists (select 1 from item) as empty`.execute(db)
  if (!rows[0]?.empty) return 0
  let count = 0
  await db.transaction().execute(async (trx) => {
    for (const { kind, file } of SAMPLE.filter((each) => world.demonstration || !each.invented)) {
      const fates = await importFile(trx, world, {
        kind,
        file: JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
        apply: true,
      })
      const refused = fates.filter((fate) => fate.fate === 'refused')
      if (refused.length > 0)
        throw new Error(`The sample file ${file} was refused: ${JSON.stringify(refused.slice(0, 3))}`)
      count += fates.length
    }
  })
  await sql`analyze`.execute(db)
  return count
}
