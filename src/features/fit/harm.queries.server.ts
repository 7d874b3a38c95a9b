/** The only SQL that gathers what went wrong: what sources say of harm, lessons of failure, adoptions that made things worse. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Direction, Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { shown, wordsIn, type WordsRow } from '#features/registry/words.server.ts'
import type { PracticeParts } from '#features/practices/practice-words.ts'

export type Harm = {
  /** Slug of the practice. */
  readonly practice: string
  /** worse: an adoption elsewhere; failed: a lesson of the practice; said: what the sources say about harm. */
  readonly kind: 'worse' | 'failed' | 'said'
  readonly city: string | null
  readonly invented: boolean
  readonly text: string
  readonly lang: Language
  readonly dir: Direction
}

type Key = { ids: readonly string[]; language: Language; demonstration: boolean }

/** Two queries; reports of worse first, then failures, then what is said; thirty of either at most. */
export async function listHarm(db: Db, actor: Actor, key: Key): Promise<Harm[]> {
  if (key.ids.length === 0) return []
  const [worse, told] = [await listWorse(db, actor, key), await listTold(db, actor, key)]
  return [...worse, ...told.filter(({ kind }) => kind === 'failed'), ...told.filter(({ kind }) => kind === 'said')]
}

async function listWorse(db: Db, actor: Actor, { ids, language, demonstration }: Key): Promise<Harm[]> {
  const { rows } = await sql<WordsRow & { practice: string; city: string; invented: boolean }>`
    select practice_item.slug as practice, city_words.title as city, (item.demonstration or city_item.demonstration) as invented, words.*
    from adaptation join item on item.id = adaptation.id join item city_item on city_item.id = adaptation.city_id
    join item practice_item on practice_item.id = adaptation.practice_id
    ${wordsIn(language)} ${wordsIn(language, 'city_item', 'city_words')}
    where adaptation.outcome = 'worse' and practice_item.id = any(${[...ids]}::uuid[]) and item.state = 'published'
      and ${visibleTo(actor)} and ${visibleTo(actor, 'city_item')} and ${visibleTo(actor, 'practice_item')}
      and (${demonstration} or practice_item.demonstration or not (item.demonstration or city_item.demonstration))
    order by adaptation.outcome_date desc nulls last, item.slug limit 30`.execute(db)
  return rows.map((row) => {
    const { lang, dir, parts, summary } = shown<{ outcome?: { summary: string | null; unwanted: string | null } }>(row)
    return {
      practice: row.practice,
      kind: 'worse',
      city: row.city,
      invented: row.invented,
      text: parts.outcome?.unwanted ?? parts.outcome?.summary ?? summary,
      lang,
      dir,
    }
  })
}

async function listTold(db: Db, actor: Actor, { ids, language }: Key): Promise<Harm[]> {
  const { rows } = await sql<WordsRow & { slug: string; demonstration: boolean; lessons: { kind: string }[] | null }>`
    select item.slug, item.demonstration, practice.facts -> 'lessons' as lessons, words.*
    from practice join item on item.id = practice.id ${wordsIn(language)}
    where item.id = any(${[...ids]}::uuid[]) and item.state = 'published' and ${visibleTo(actor)}
    order by array_position(${[...ids]}::uuid[], item.id) limit 30`.execute(db)
  return rows.flatMap((row) => {
    const { lang, dir, parts } = shown<Partial<PracticeParts>>(row)
    const common = { practice: row.slug, city: null, invented: row.demonstration, lang, dir }
    const failed = (row.lessons ?? []).flatMap(({ kind }, at) =>
      kind === 'failed' && parts.lessons?.[at] ? [{ ...common, kind: 'failed' as const, text: parts.lessons[at] }] : [],
    )
    return parts.harm ? [...failed, { ...common, kind: 'said' as const, text: parts.harm }] : failed
  })
}
