/** The only SQL about what cities took up: each with what it took, what it changed and why, and what came of it. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Label, ShownWords } from '#features/registry/item.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import type { AdaptationParts } from './adaptation-import.ts'

export type AdoptionChange = { code: string; planned: boolean | null; nature: string; core: string; reasons: string[] }

export type Adoption = {
  id: string
  slug: string
  label: Label
  demonstration: boolean
  words: ShownWords<AdaptationParts>
  city: { slug: string; name: string; lang: string }
  /** considering, planned, running, stopped, ended, finished */
  state: string
  startDate: string | null
  endDate: string | null
  changes: AdoptionChange[]
  /** What came of it, level 0 to 4; null: not told yet. */
  outcome: { value: string; level: number; independent: boolean; date: string | null } | null
}

type Row = WordsRow & {
  id: string
  slug: string
  label: Label
  demonstration: boolean
  city_slug: string
  city_name: string
  city_language: string
  state: string
  start_date: string | null
  end_date: string | null
  changes: AdoptionChange[] | null
  outcome: string | null
  outcome_level: number | null
  outcome_independent: boolean | null
  outcome_date: string | null
}

const MOST = 50

/** Cities that took up this practice, as far as the reader may see them; the latest first, and those that went worse before all. */
export async function listAdoptionsOf(
  db: Db,
  actor: Actor,
  of: { language: Language; practiceId: string },
): Promise<Adoption[]> {
  const { rows } = await sql<Row>`
    select item.id, item.slug, item.label, item.demonstration, words.*, city.slug as city_slug, city_words.title as city_name, city_words.language as city_language,
      adaptation.state, adaptation.start_date, adaptation.end_date, adaptation.outcome, adaptation.outcome_level, adaptation.outcome_independent, adaptation.outcome_date,
      (select jsonb_agg(jsonb_build_object('code', code, 'planned', planned, 'nature', nature, 'core', core, 'reasons', reasons) order by position)
        from adaptation_change where adaptation_id = item.id) as changes
    from adaptation join item on item.id = adaptation.id ${wordsIn(of.language)}
    join item city on city.id = adaptation.city_id ${wordsIn(of.language, 'city', 'city_words')}
    where adaptation.practice_id = ${of.practiceId} and item.state = 'published' and ${visibleTo(actor)} and ${visibleTo(actor, 'city')}
    order by (adaptation.outcome = 'worse') desc nulls last, adaptation.start_date desc nulls last, item.id desc limit ${MOST}`.execute(
    db,
  )
  return rows.map(adoptionOf)
}

function adoptionOf(row: Row): Adoption {
  return {
    id: row.id,
    slug: row.slug,
    label: row.label,
    demonstration: row.demonstration,
    words: shown<AdaptationParts>(row),
    city: { slug: row.city_slug, name: row.city_name, lang: row.city_language },
    state: row.state,
    startDate: row.start_date,
    endDate: row.end_date,
    changes: row.changes ?? [],
    outcome:
      row.outcome === null
        ? null
        : {
            value: row.outcome,
            level: row.outcome_level ?? 0,
            independent: row.outcome_independent ?? false,
            date: row.outcome_date,
          },
  }
}
