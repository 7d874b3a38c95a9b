/** Use case: adoption records go in: what a city took, what it changed and why, and what happened. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { refusedAsInvented, type ImportWorld } from '#features/registry/import-run.server.ts'
import { fateOf, faultOf, isWritten, readRows, type Fault, type RowFate } from '#features/registry/import.ts'
import { registerItem, type Registered } from '#features/registry/item.queries.server.ts'
import { inLanguage, languagesOf } from '#features/registry/translated.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { adoptionFile, adoptionRow, type AdaptationParts, type AdoptionRow } from './adaptation-import.ts'

type Known = { id: string; slug: string; kind: string; region: string | null }
type Ids = { city: Map<string, Known>; practice: Map<string, Known>; adaptation: Map<string, Known> }

export async function importAdoptions(db: Db, actor: Actor, world: ImportWorld, file: unknown): Promise<RowFate[]> {
  const parsed = adoptionFile.safeParse(file)
  if (!parsed.success)
    return [{ row: 0, id: '(file)', fate: 'refused', faults: [faultOf('adoptions', 'is not a list')] }]
  const raw = [...(parsed.data.main_city?.adaptations ?? []), ...parsed.data.adoptions]
  const vocabulary = await loadVocabulary(db, actor)
  const ids = await knownIds(db)
  const inFile = new Set(raw.map((row) => (row as { id?: string } | null)?.id))
  const fates: RowFate[] = []
  const written: { row: AdoptionRow; id: string }[] = []
  for (const { row, id, read } of readRows(raw, adoptionRow, (each) => [
    ...refusedAsInvented(world, each),
    ...checkAdoption(vocabulary, ids, inFile, each),
  ])) {
    if (!read.ok) {
      fates.push({ row, id, fate: 'refused', faults: read.reason })
      continue
    }
    const registered = await writeAdoption(db, actor, read.value, ids)
    if (isWritten(registered.change)) written.push({ row: read.value, id: registered.id })
    fates.push(fateOf(row, id, registered.change))
  }
  // Another adaptation may be named before it is written: they are tied when all stand.
  for (const { row, id } of written) await writeSource(db, id, row, ids)
  return fates
}

async function knownIds(db: Db): Promise<Ids> {
  const { rows } =
    await sql<Known>`select id, slug, kind, region from item where kind in ('city', 'practice', 'adaptation')`.execute(
      db,
    )
  const of = (kind: string) => new Map(rows.filter((row) => row.kind === kind).map((row) => [row.slug, row]))
  return { city: of('city'), practice: of('practice'), adaptation: of('adaptation') }
}

function checkAdoption(
  vocabulary: Vocabulary,
  ids: Ids,
  inFile: ReadonlySet<string | undefined>,
  row: AdoptionRow,
): Fault[] {
  const term = (field: string, name: string, codes: string[]) =>
    codes
      .filter((code) => !vocabulary.terms.has(`${name}/${code}`))
      .map((code) => faultOf(field, `"${code}" is not in ${name}`))
  const from = row.from_adaptation
  return [
    ...(ids.city.has(row.city) ? [] : [faultOf('city', `there is no city "${row.city}"`)]),
    ...(row.practice === null
      ? row.name
        ? []
        : [faultOf('name', 'a practice that this collection does not hold needs its name')]
      : ids.practice.has(row.practice)
        ? []
        : [faultOf('practice', `there is no practice "${row.practice}"`)]),
    ...(from && !ids.adaptation.has(from) && !inFile.has(from)
      ? [faultOf('from_adaptation', `there is no adaptation "${from}"`)]
      : []),
    ...(from === row.id ? [faultOf('from_adaptation', 'names itself')] : []),
    ...(row.period.end && row.period.end < row.period.start ? [faultOf('period.end', 'lies before the start')] : []),
    ...row.changes.flatMap((change, index) => [
      ...term(`changes.${index}.nature`, 'adaptation_natures', [change.nature]),
      ...term(`changes.${index}.reasons`, 'adaptation_reasons', change.reasons),
      ...term(`changes.${index}.when`, 'frame_when', [change.when]),
      ...term(`changes.${index}.decided_by`, 'frame_decided_by', change.decided_by),
      ...term(`changes.${index}.changed`, 'frame_changed', [change.changed]),
      ...term(`changes.${index}.level`, 'frame_level', [change.level]),
      ...term(`changes.${index}.core`, 'frame_core', [change.core]),
      ...term(`changes.${index}.goal`, 'frame_goal', [change.goal]),
    ]),
    ...twice(row.changes.map((change) => change.id)).map((id) => faultOf('changes', `two changes have the id "${id}"`)),
    ...twice(row.answers_then.map((answer) => `${answer.factor} by ${answer.respondent}`)).map((name) =>
      faultOf('answers_then', `holds two answers on ${name}`),
    ),
    ...row.answers_then.flatMap((answer, index) =>
      term(`answers_then.${index}.respondent`, 'respondent_kinds', [answer.respondent]),
    ),
    ...row.answers_then.flatMap((answer, index) => {
      const factor = vocabulary.factors.get(answer.factor)
      if (!factor) return [faultOf(`answers_then.${index}.factor`, `"${answer.factor}" is not a factor`)]
      return valuesOf(answer.value)
        .filter((value) => !factor.steps.includes(value))
        .map((value) => faultOf(`answers_then.${index}.value`, `${answer.factor} has no step "${value}"`))
    }),
  ]
}

const twice = (names: string[]): string[] => [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]

const valuesOf = (value: string | string[] | null): string[] => (value === null ? [] : [value].flat())

async function writeAdoption(db: Db, actor: Actor, row: AdoptionRow, ids: Ids): Promise<Registered> {
  const city = ids.city.get(row.city)
  const languages = languagesOf(row.title)
  const registered = await registerItem(db, actor, {
    kind: 'adaptation',
    slug: row.id,
    placeId: city?.id ?? null,
    region: city?.region ?? null,
    label: row.visibility,
    state: 'published',
    originalLanguage: languages.includes(row.original_language) ? row.original_language : (languages[0] ?? 'en'),
    demonstration: row.demonstration ?? false,
    document: row,
    search: {},
    texts: Object.fromEntries(
      languages.map((language) => [
        language,
        {
          title: row.title[language] ?? '',
          summary: inLanguage(row.outcome?.summary, language) ?? '',
          parts: partsOf(row, language),
          origin: language === row.original_language ? ('original' as const) : ('human' as const),
          note: language === row.original_language ? null : 'awaits_review',
        },
      ]),
    ),
  })
  if (!isWritten(registered.change)) return registered
  await writeFacts(db, registered.id, row, ids)
  ids.adaptation.set(row.id, { id: registered.id, slug: row.id, kind: 'adaptation', region: null })
  return registered
}

const partsOf = (row: AdoptionRow, language: string): AdaptationParts => ({
  taken: row.parts_taken.flatMap((part) => inLanguage(part, language) ?? []),
  core_kept: inLanguage(row.core_kept, language),
  changes: Object.fromEntries(
    row.changes.flatMap((change) =>
      change.what[language]
        ? [[change.id, { what: change.what[language], why: inLanguage(change.why, language) }]]
        : [],
    ),
  ),
  outcome: {
    summary: inLanguage(row.outcome?.summary, language),
    unwanted: inLanguage(row.outcome?.unwanted, language),
    advice: inLanguage(row.outcome?.advice, language),
  },
})

async function writeFacts(db: Db, id: string, row: AdoptionRow, ids: Ids): Promise<void> {
  const practiceId = row.practice ? (ids.practice.get(row.practice)?.id ?? null) : null
  const facts = {
    city_id: ids.city.get(row.city)?.id ?? '',
    practice_id: practiceId,
    practice_name: typeof row.name === 'string' ? row.name : (row.name?.['en'] ?? null),
    state: row.state,
    start_date: row.period.start,
    end_date: row.period.end,
    outcome: row.outcome?.value ?? null,
    outcome_level: row.outcome?.level ?? null,
    outcome_independent: row.outcome?.independent ?? null,
    outcome_date: row.outcome?.date ?? null,
  }
  await db
    .insertInto('adaptation')
    .values({ id, ...facts })
    .onConflict((same) => same.column('id').doUpdateSet(facts))
    .execute()
  for (const table of ['adaptation_source', 'adaptation_change', 'adaptation_answer'] as const)
    await db.deleteFrom(table).where('adaptation_id', '=', id).execute()

  const changes = row.changes.map((change, position) => ({
    id: newKey(),
    adaptation_id: id,
    code: change.id,
    position,
    at_when: change.when,
    planned: change.planned ?? null,
    decided_by: change.decided_by,
    changed: change.changed,
    level: change.level,
    nature: change.nature,
    core: change.core,
    goal: change.goal,
    reasons: change.reasons,
  }))
  if (changes.length > 0) await db.insertInto('adaptation_change').values(changes).execute()
  const answers = row.answers_then.map((answer) => ({
    adaptation_id: id,
    factor: answer.factor,
    respondent: answer.respondent,
    state: answer.state,
    value: valuesOf(answer.value),
    day: answer.date ?? null,
  }))
  if (answers.length > 0) await db.insertInto('adaptation_answer').values(answers).execute()
}

/** What it was taken from: another adaptation, else the practice. */
async function writeSource(db: Db, id: string, row: AdoptionRow, ids: Ids): Promise<void> {
  const source = row.from_adaptation
    ? ids.adaptation.get(row.from_adaptation)?.id
    : row.practice
      ? ids.practice.get(row.practice)?.id
      : undefined
  if (source) await db.insertInto('adaptation_source').values({ adaptation_id: id, source_id: source }).execute()
}
