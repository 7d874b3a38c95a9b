/** The only SQL that lists what a city took up. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import type { AdaptationParts } from './adaptation-import.ts'
import type { AdaptationRow } from './adaptation.ts'

type Row = WordsRow & {
  id: string
  label: Label
  demonstration: boolean
  how: string
  start_date: string | null
  end_date: string | null
  outcome: string | null
  outcome_level: number | null
  outcome_independent: boolean | null
  practice: AdaptationRow['practice']
}

const MOST = 100

/** Latest first. A practice that the reader may not see leaves its record without a name. */
export async function listAdaptationsOfCity(
  db: Db,
  actor: Actor,
  wanted: { cityId: string; language: Language },
): Promise<AdaptationRow[]> {
  const { rows } = await sql<Row>`
    select item.id, item.label, item.demonstration, adaptation.state as how, adaptation.start_date, adaptation.end_date,
      adaptation.outcome, adaptation.outcome_level, adaptation.outcome_independent, words.*,
      (select jsonb_build_object('slug', practice.slug, 'title', name.title, 'lang', name.language)
       from item practice ${wordsIn(wanted.language, 'practice', 'name')}
       where practice.id = adaptation.practice_id and practice.state = 'published' and ${visibleTo(actor, 'practice')}) as practice
    from adaptation join item on item.id = adaptation.id ${wordsIn(wanted.language)}
    where adaptation.city_id = ${wanted.cityId} and item.state = 'published' and ${visibleTo(actor)}
    order by adaptation.start_date desc nulls last, item.id limit ${MOST}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    words: shown<AdaptationParts>(row),
    label: row.label,
    demonstration: row.demonstration,
    state: row.how,
    start: row.start_date,
    end: row.end_date,
    outcome: row.outcome,
    outcomeLevel: row.outcome_level,
    outcomeIndependent: row.outcome_independent,
    practice: row.practice,
  }))
}
