/** The only SQL that reads adoption records for the comparison: who took a practice up, what changed, what came of it. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { directionOf, isLanguage, type Language } from '#platform/language/languages.ts'
import { reachOf, type Actor } from '#features/registry/actor.ts'
import { labelReaches, visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import { stands } from '#features/cities/standing-answer.server.ts'
import type { AdoptionRecord } from './assess.ts'
import type { RecordChange, RecordParts, ToldRecord } from './assessed-practice.ts'
import type { GivenAnswer } from './city-answers.ts'
import type { Factors } from './factor-scale.ts'
import type { RecordOutcome } from './record-weight.ts'
import { answerOf } from './vocabulary-scales.ts'

/** An invented result is evidence on a real practice in a demonstration instance alone. */
export type Wanted = { demonstration: boolean; scales: Factors }

/** Records with an outcome, by slug of their practice. As many as there are: they feed the order of lists, never a page. */
export async function listToldRecords(db: Db, actor: Actor, wanted: Wanted): Promise<Map<string, AdoptionRecord[]>> {
  const { rows } = await sql<RecordRow & { practice: string }>`
    select ${factsFor(actor)}, practice_item.slug as practice
    from ${JOINED}
    where adaptation.outcome is not null and ${mayCount(actor, wanted)}`.execute(db)
  const byPractice = new Map<string, AdoptionRecord[]>()
  for (const row of rows)
    byPractice.set(row.practice, [...(byPractice.get(row.practice) ?? []), recordOf(row, wanted.scales)])
  return byPractice
}

/** Two hundred at most: whoever took it up and did it, told or not. Considered and planned ones are no records yet. */
export async function listRecordsOfPractice(
  db: Db,
  actor: Actor,
  key: Wanted & { practiceId: string; language: Language },
): Promise<ToldRecord[]> {
  const { rows } = await sql<FullRow>`
    select ${factsFor(actor)}, adaptation.outcome_date, item.demonstration as invented, city_item.demonstration as city_invented, words.*,
      city_words.title as city_name, city_words.language as city_language,
      (select jsonb_agg(jsonb_build_object('code', c.code, 'nature', c.nature, 'core', c.core, 'planned', c.planned, 'reasons', c.reasons) order by c.position)
        from adaptation_change c where c.adaptation_id = adaptation.id) as changes
    from ${JOINED} ${wordsIn(key.language)} ${wordsIn(key.language, 'city_item', 'city_words')}
    where adaptation.practice_id = ${key.practiceId} and adaptation.state not in ('considering', 'planned') and ${mayCount(actor, key)}
    order by city_item.slug, item.slug limit 200`.execute(db)
  return rows.map((row) => toldOf(row, key.scales))
}

/**
 * Answers of that day are trimmed like answers of today: as the city labels its newest answer of that respondent, else
 * by the narrower default of the question. A public record does not publish what its city shows to the network alone,
 * nor what a partner took back; what a partner has not released yet changes nothing here.
 */
const factsFor = (
  actor: Actor,
): RawBuilder<unknown> => sql`item.slug as id, city_item.slug as city, adaptation.start_date, adaptation.end_date, adaptation.outcome, adaptation.outcome_level, adaptation.outcome_independent,
  (select jsonb_agg(jsonb_build_object('factor', a.factor, 'respondent', a.respondent, 'value', a.value, 'date', a.day) order by a.factor, a.respondent)
    from adaptation_answer a join factor on factor.code = a.factor
    left join lateral (select newest.id, case when ${stands('newest')} then newest.label else 'team' end as label from city_answer newest
      where newest.city_id = adaptation.city_id and newest.factor = a.factor and newest.respondent = a.respondent and newest.released
      order by ${stands('newest')} desc, newest.day desc, newest.id desc limit 1) today on true
    where a.adaptation_id = adaptation.id and a.state = 'answered' and ${labelReaches(reachOf(actor), {
      label: sql`coalesce(today.label, factor.default_label)`,
      region: sql`city_item.region`,
      placeId: sql`adaptation.city_id`,
      readers: sql`select reader.place_id from city_answer_reader reader where reader.answer_id = today.id`,
    })}) as answers`

const JOINED = sql`adaptation join item on item.id = adaptation.id join item city_item on city_item.id = adaptation.city_id
  join item practice_item on practice_item.id = adaptation.practice_id`

/** The record, its city and its practice: hidden is one, hidden is all. */
const seenBy = (actor: Actor): RawBuilder<unknown> =>
  sql`(${visibleTo(actor)} and ${visibleTo(actor, 'city_item')} and ${visibleTo(actor, 'practice_item')})`

const mayCount = (actor: Actor, { demonstration }: Wanted): RawBuilder<unknown> => sql`
  item.state = 'published' and practice_item.state = 'published' and ${seenBy(actor)}
  and (${demonstration} or practice_item.demonstration or not (item.demonstration or city_item.demonstration))`

type RecordRow = {
  id: string
  city: string
  start_date: string | null
  end_date: string | null
  outcome: string | null
  outcome_level: number | null
  outcome_independent: boolean | null
  answers: { factor: string; respondent: string; value: string[]; date: string | null }[] | null
}
type FullRow = RecordRow &
  WordsRow & {
    outcome_date: string | null
    invented: boolean
    city_invented: boolean
    city_name: string
    city_language: string
    changes: RecordChange[] | null
  }

function recordOf(row: RecordRow, scales: Factors) {
  const answersThen = new Map<string, (GivenAnswer & { respondent: string; date: string | null })[]>()
  for (const { factor, respondent, value, date } of row.answers ?? []) {
    const answer = { value: answerOf(scales.get(factor), value), respondent, date }
    answersThen.set(factor, [...(answersThen.get(factor) ?? []), answer])
  }
  return {
    id: row.id,
    city: row.city,
    period: `${row.start_date ?? ''}/${row.end_date ?? ''}`,
    outcome: row.outcome as RecordOutcome | null,
    level: row.outcome_level ?? 0,
    independent: row.outcome_independent ?? false,
    answersThen,
  }
}

function toldOf(row: FullRow, scales: Factors): ToldRecord {
  const lang = isLanguage(row.city_language) ? row.city_language : 'en'
  return {
    ...recordOf(row, scales),
    kind: 'told',
    place: { slug: row.city, name: row.city_name, lang, dir: directionOf(lang) },
    invented: row.invented || row.city_invented,
    started: row.start_date,
    ended: row.end_date,
    toldOn: row.outcome_date,
    changes: row.changes ?? [],
    words: shown<RecordParts>(row),
  }
}
