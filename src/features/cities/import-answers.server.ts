/** Use case: context answers go in; the newest of each respondent kind counts, none is overwritten. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { narrowness, type Label } from '#features/registry/item.ts'
import { refusedAsInvented, type ImportWorld } from '#features/registry/import-run.server.ts'
import { faultOf, faultsOf, unstorable, type Fault, type RowFate } from '#features/registry/import.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { answerFile, answerRow, type AnswerRow } from './city-import.ts'

export async function importAnswers(db: Db, actor: Actor, world: ImportWorld, file: unknown): Promise<RowFate[]> {
  const parsed = answerFile.safeParse(file)
  if (!parsed.success)
    return [
      {
        row: 0,
        id: '(file)',
        fate: 'refused',
        faults: [faultOf('answers', 'is not a list, and there are no cities with answers')],
      },
    ]
  const vocabulary = await loadVocabulary(db, actor)
  const { rows: known } = await sql<{
    id: string
    slug: string
  }>`select id, slug from item where kind = 'city'`.execute(db)
  const cities = new Map(known.map((city) => [city.slug, city.id]))
  const seen = new Set<string>()
  const fates: RowFate[] = []
  for (const [index, raw] of parsed.data.entries()) {
    const read = answerRow.safeParse(raw)
    const id = read.success ? `${read.data.city}/${read.data.factor}/${read.data.respondent}` : '(unread)'
    const faults = read.success
      ? [...refusedAsInvented(world, raw), ...checkAnswer(vocabulary, cities, read.data)]
      : faultsOf(read.error)
    faults.push(...unstorable(raw))
    if (read.success && seen.has(`${id}/${read.data.date}`))
      faults.push(faultOf('date', 'this respondent answers the same question twice on that day'))
    if (read.success) seen.add(`${id}/${read.data.date}`)
    const fate =
      read.success && faults.length === 0
        ? await writeAnswer(db, actor, cities.get(read.data.city) ?? '', read.data)
        : 'refused'
    fates.push({ row: index + 1, id, fate, faults })
  }
  return fates
}

export function checkAnswer(vocabulary: Vocabulary, cities: ReadonlyMap<string, string>, answer: AnswerRow): Fault[] {
  const factor = vocabulary.factors.get(answer.factor)
  const values = valuesOf(answer)
  return [
    ...(cities.has(answer.city) ? [] : [faultOf('city', `there is no city "${answer.city}"`)]),
    ...(vocabulary.terms.has(`respondent_kinds/${answer.respondent}`)
      ? []
      : [faultOf('respondent', `"${answer.respondent}" is not a kind of respondent`)]),
    ...(factor ? [] : [faultOf('factor', `"${answer.factor}" is not a factor`)]),
    ...(factor
      ? values
          .filter((value) => !factor.steps.includes(value))
          .map((value) => faultOf('value', `${answer.factor} has no step "${value}"`))
      : []),
    ...(factor && values.length > (factor.maxChoices ?? 1)
      ? [faultOf('value', `at most ${factor.maxChoices ?? 1} can be chosen`)]
      : []),
    ...(new Set(values).size < values.length ? [faultOf('value', 'names a choice twice')] : []),
  ]
}

const valuesOf = (answer: AnswerRow): string[] => (answer.value === null ? [] : [answer.value].flat())

/** Unchanged when the newest answer of this respondent says the same. */
async function writeAnswer(
  db: Db,
  actor: Actor,
  cityId: string,
  answer: AnswerRow,
): Promise<'new' | 'changed' | 'unchanged'> {
  const row = {
    city_id: cityId,
    factor: answer.factor,
    respondent: answer.respondent,
    state: answer.state,
    value: valuesOf(answer),
    day: answer.date,
    how: answer.how ?? null,
    confidence: answer.confidence ?? null,
    label: answer.visibility,
    note: answer.note ? JSON.stringify(answer.note) : null,
  }
  const { rows } = await sql<{ same: boolean; label: Label; chosen: boolean }>`
    select label, by_whom like 'person:%' as chosen, (state = ${row.state} and value = ${row.value}::text[] and day = ${row.day} and how is not distinct from ${row.how}::text
      and confidence is not distinct from ${row.confidence}::text and note is not distinct from ${row.note}::jsonb) as same
    from city_answer where city_id = ${cityId} and factor = ${row.factor} and respondent = ${row.respondent}
    order by day desc, id desc limit 1`.execute(db)
  const [newest] = rows
  // what people have narrowed no file widens again: that is theirs to do
  if (newest?.chosen && narrowness(row.label) < narrowness(newest.label)) row.label = newest.label
  if (newest?.same && newest.label === row.label) return 'unchanged'
  await db
    .insertInto('city_answer')
    .values({ id: newKey(), ...row, by_whom: signatureOf(actor) })
    .execute()
  return newest ? 'changed' : 'new'
}
